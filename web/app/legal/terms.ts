import { type LegalTexts, operatorIn } from './text.ts';

export const terms: LegalTexts = {
  en: (about) => ({
    title: 'Terms',
    sections: [
      {
        heading: 'Who provides this service',
        paragraphs: [`This service is operated by ${operatorIn.en(about)}.`],
      },
      {
        heading: 'Your responsibilities',
        paragraphs: [
          'Emails are sent from your address and in your name. You are responsible for whom you write to and for what is written, including text written by an assistant. Have emails wait for your approval where this matters.',
          'Write only to people who can expect an email from you. Unsolicited bulk email is not allowed. The laws of your country and of your recipients’ countries apply.',
          'People who ask not to be contacted are not contacted again.',
        ],
      },
      {
        heading: 'What you can expect',
        paragraphs: [
          'Language models make mistakes. Our checks stop the errors that they recognize, but cannot guarantee that every email is correct.',
          'There is no warranty beyond what the law requires. Access can be limited or ended, in particular if you violate these terms.',
          'You can leave at any time and export your data.',
        ],
      },
    ],
  }),
  ru: (about) => ({
    title: 'Условия',
    sections: [
      { heading: 'Кто предоставляет сервис', paragraphs: [`Оператор сервиса: ${operatorIn.ru(about)}.`] },
      {
        heading: 'Ваша ответственность',
        paragraphs: [
          'Письма отправляются с вашего адреса и от вашего имени. Вы отвечаете за то, кому и что написано, даже если писал ассистент. В важных случаях проверяйте письма перед отправкой.',
          'Пишите только тем, кто может ожидать от вас письма. Массовые рассылки без согласия запрещены. Действуют законы вашей страны и стран получателей.',
          'Тем, кто попросил им не писать, сервис больше не пишет.',
        ],
      },
      {
        heading: 'Чего ожидать',
        paragraphs: [
          'Языковые модели ошибаются. Проверки задерживают ошибки, которые могут распознать, но не гарантируют, что ошибок не будет.',
          'Мы не даём гарантий сверх требований закона. Доступ может быть ограничен или прекращён, в частности при нарушении этих условий.',
          'Вы можете в любой момент прекратить пользоваться сервисом и выгрузить свои данные.',
        ],
      },
    ],
  }),
};
