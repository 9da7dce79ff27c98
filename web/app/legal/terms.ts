import { type LegalTexts, operatorIn } from './text.ts';

export const terms: LegalTexts = {
  en: (about) => ({
    title: 'Terms',
    sections: [
      { heading: 'With whom', paragraphs: [`This installation is run by ${operatorIn.en(about)}.`] },
      {
        heading: 'What you take on',
        paragraphs: [
          'Mails leave from your address and in your name. You answer for whom you write to and for what is written, also where an assistant wrote it. Use review mode where that matters.',
          'Write only to people who may expect a mail from you. Unsolicited bulk mail is not allowed, and the laws of your country and of your recipients apply.',
          'Whoever asks not to be written to is not written to again.',
        ],
      },
      {
        heading: 'What you can expect',
        paragraphs: [
          'A language model makes mistakes. Checks hold back what they can tell to be wrong; they cannot promise that nothing wrong is written.',
          'There is no warranty beyond what the law requires. Access can be limited or ended, in particular where these terms are broken.',
          'You can leave at any time and take your data along.',
        ],
      },
    ],
  }),
  ru: (about) => ({
    title: 'Условия',
    sections: [
      { heading: 'С кем', paragraphs: [`Этот сервис ведёт ${operatorIn.ru(about)}.`] },
      {
        heading: 'За что отвечаете вы',
        paragraphs: [
          'Письма уходят с вашего адреса и от вашего имени. Вы отвечаете за то, кому и что написано, даже если писал ассистент. Где это важно, проверяйте письма перед отправкой.',
          'Пишите только тем, кто может ждать от вас письма. Массовые рассылки без согласия запрещены; действуют законы вашей страны и стран получателей.',
          'Тому, кто просит не писать, больше не пишут.',
        ],
      },
      {
        heading: 'Чего ожидать',
        paragraphs: [
          'Языковая модель ошибается. Проверки задерживают то, что могут распознать, но не обещают, что ошибок не будет.',
          'Гарантий сверх требуемых законом нет. Доступ может быть ограничен или прекращён, в частности при нарушении этих условий.',
          'Вы можете уйти в любой момент и забрать свои данные.',
        ],
      },
    ],
  }),
};
