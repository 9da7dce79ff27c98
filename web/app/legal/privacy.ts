import { type LegalTexts, operatorIn } from './text.ts';

/** Applies to every installation of this code; operators add what applies to theirs. */
export const privacy: LegalTexts = {
  en: (about) => ({
    title: 'Privacy',
    sections: [
      { heading: 'Who is responsible', paragraphs: [`This service is operated by ${operatorIn.en(about)}.`] },
      {
        heading: 'What is read and stored',
        paragraphs: [
          'Your name, address and picture from your Google account, and the permissions that you granted. The access token for them is stored in a vault and nowhere else.',
          'From your mailbox: emails in the conversations that you start here, with their attachments, and other emails from the recipients of these conversations. Delivery failure reports about your recipients are read as well. Other emails are not opened.',
          'What you enter here: assistants, instructions, settings. A log of sign-ins, approvals and exports.',
          'What an assistant learns: sentences made of your changes to drafts, and short quotations of what people say of themselves, for the next conversation with them. You can see, change and delete each, and turn learning off.',
        ],
      },
      {
        heading: 'Who else receives it',
        paragraphs: [
          `To write a reply, the emails of that conversation, the assistant’s instructions and the names in them are sent to a language model at ${about.modelProvider}. We ask the provider not to store them; its terms apply to that data.`,
          'Emails are sent through your own Gmail. Your data is not sold, used for advertising or used to train a model.',
          'The use of data received from Google follows the Google API Services User Data Policy, including its Limited Use requirements.',
        ],
      },
      {
        heading: 'Storage and deletion',
        paragraphs: [
          'Your data is stored until you delete it. In the settings you can have the texts of emails deleted after a number of days, export everything, disconnect the mailbox and delete the account. Deletion is immediate; backups expire after some days.',
          'Opt-outs may be kept after deletion, so that people who opted out are not contacted again: a hash of each such address, from which the address cannot be read.',
          'You can also remove our access in your Google account at any time.',
        ],
      },
      {
        heading: 'If you received an email from an assistant',
        paragraphs: [
          'A language model wrote it on behalf of the person whose address it came from. To receive no more emails, reply that you do not want to be contacted, or unsubscribe where your mail program offers it. You can ask that person, or the operator, what is stored about you and have it deleted.',
        ],
      },
    ],
  }),
  ru: (about) => ({
    title: 'Конфиденциальность',
    sections: [
      { heading: 'Кто отвечает за данные', paragraphs: [`Оператор сервиса: ${operatorIn.ru(about)}.`] },
      {
        heading: 'Что читается и хранится',
        paragraphs: [
          'Ваше имя, адрес и фотография из аккаунта Google и предоставленные вами разрешения. Токен доступа хранится только в хранилище секретов.',
          'Из вашей почты: письма начатых здесь переписок с вложениями и другие письма их получателей. Также читаются отчёты о недоставке писем получателям. Другие письма не открываются.',
          'То, что вы вводите здесь: ассистенты, инструкции, настройки. Журнал входов, одобрений и выгрузок.',
          'То, чему учится ассистент: фразы из ваших правок и короткие цитаты того, что люди говорят о себе, — для следующей переписки с ними. Каждую можно посмотреть и удалить, а обучение — выключить.',
        ],
      },
      {
        heading: 'Кому передаются данные',
        paragraphs: [
          `Чтобы написать ответ, мы передаём языковой модели (${about.modelProvider}) письма этой переписки, инструкции ассистента и имена в них. Мы просим поставщика их не сохранять; обработка данных у него регулируется его условиями.`,
          'Письма отправляются через ваш Gmail. Данные не продаются и не используются для рекламы и обучения моделей.',
          'Данные, полученные от Google, используются в соответствии с Google API Services User Data Policy, включая требования Limited Use.',
        ],
      },
      {
        heading: 'Хранение и удаление',
        paragraphs: [
          'Данные хранятся, пока вы их не удалите. В настройках можно задать срок хранения текстов писем, выгрузить все данные, отключить почту и удалить аккаунт. Данные удаляются сразу, резервные копии — через несколько дней.',
          'После удаления могут остаться хеши адресов тех, кто попросил им не писать, чтобы их больше не беспокоили. Восстановить адрес по хешу нельзя.',
          'Доступ также можно в любой момент отозвать в аккаунте Google.',
        ],
      },
      {
        heading: 'Если вы получили письмо от ассистента',
        paragraphs: [
          'Письмо написала языковая модель от имени человека, с адреса которого оно пришло. Чтобы больше не получать писем, ответьте, что не хотите их получать, или отпишитесь там, где это предлагает ваша почтовая программа. Узнать, какие данные о вас хранятся, и попросить их удалить можно у этого человека или у оператора сервиса.',
        ],
      },
    ],
  }),
};
