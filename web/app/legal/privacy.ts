import { type LegalTexts, operatorIn } from './text.ts';

/** What is true of every installation of this code; the operator adds what is true of theirs. */
export const privacy: LegalTexts = {
  en: (about) => ({
    title: 'Privacy',
    sections: [
      { heading: 'Who is responsible', paragraphs: [`This installation is run by ${operatorIn.en(about)}.`] },
      {
        heading: 'What is read and stored',
        paragraphs: [
          'Your name, your address and your picture at Google, and the permission that you gave. The token of that permission is kept in a vault and nowhere else.',
          'Of your mailbox, mails of the conversations that you start here are fetched and stored, with their attachments, and what their recipients write beside them. Reports that a mail to a recipient was not delivered are read as well. Other mails are not opened.',
          'What you write here: assistants, instructions, settings. A log of sign-ins, approvals and downloads.',
        ],
      },
      {
        heading: 'Who else gets it',
        paragraphs: [
          `To write an answer, the mails of that conversation, the assistant’s instructions and the names in them are sent to a language model at ${about.modelProvider}. Requests say that they are not to be stored; what happens there is governed by that provider’s terms.`,
          'Mails are sent through your own Gmail. Nothing is sold, used for advertising or used to train a model.',
          'The use of data received from Google follows the Google API Services User Data Policy, including its Limited Use requirements.',
        ],
      },
      {
        heading: 'How long, and how to end it',
        paragraphs: [
          'Until you delete it. In the settings you can have texts of mails deleted after some days, download everything, disconnect the mailbox and delete the account. Deletion is immediate; backups end by themselves after some days.',
          'One thing may be kept beyond it, so that nobody is written to against their wish: a fingerprint of each address that asked not to be written to, from which the address cannot be read.',
          'You can also remove the access in your Google account at any time.',
        ],
      },
      {
        heading: 'If you got a mail from an assistant',
        paragraphs: [
          'Its text was written by a language model on behalf of the person whose address it came from. Answer that you do not wish to be written to, and no more mails come. Ask that person, or the operator, what is stored about you and to delete it.',
        ],
      },
    ],
  }),
  ru: (about) => ({
    title: 'Конфиденциальность',
    sections: [
      { heading: 'Кто отвечает', paragraphs: [`Этот сервис ведёт ${operatorIn.ru(about)}.`] },
      {
        heading: 'Что читается и хранится',
        paragraphs: [
          'Ваше имя, адрес и фотография в Google и данное вами разрешение. Его токен лежит в хранилище секретов и больше нигде.',
          'Из вашей почты читаются и хранятся письма переписок, начатых здесь, с вложениями, и то, что их получатели пишут помимо них. Читаются и отчёты о том, что письмо получателю не доставлено. Другие письма не открываются.',
          'То, что вы пишете здесь: ассистенты, указания, настройки. Журнал входов, одобрений и выгрузок.',
        ],
      },
      {
        heading: 'Кто ещё это получает',
        paragraphs: [
          `Чтобы написать ответ, письма этой переписки, указания ассистента и имена в них отправляются языковой модели на ${about.modelProvider}. В запросах сказано не сохранять их; дальше действуют условия этого поставщика.`,
          'Письма уходят через ваш собственный Gmail. Ничего не продаётся, не служит рекламе и обучению моделей.',
          'Данные от Google используются по правилам Google API Services User Data Policy, включая Limited Use.',
        ],
      },
      {
        heading: 'Как долго и как это прекратить',
        paragraphs: [
          'Пока вы не удалите. В настройках можно задать срок хранения текстов, выгрузить всё, отключить почту и удалить аккаунт. Удаление происходит сразу; резервные копии исчезают сами через несколько дней.',
          'После этого может остаться одно, чтобы никому не писали против воли: отпечаток каждого адреса, просившего не писать. Сам адрес по нему не узнать.',
          'Доступ можно отозвать и в аккаунте Google в любой момент.',
        ],
      },
      {
        heading: 'Если вам написал ассистент',
        paragraphs: [
          'Текст написала языковая модель от имени человека, с чьего адреса он пришёл. Ответьте, что не хотите писем, и их больше не будет. Спросите этого человека или владельца сервиса, что о вас хранится, и попросите удалить.',
        ],
      },
    ],
  }),
};
