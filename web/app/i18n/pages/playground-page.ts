import { pageTexts } from '../messages.ts';

/** The texts of the playground. */
export const playgroundTexts = pageTexts({
  en: {
    'playground.title': 'Playground',
    'playground.rehearsals': 'Rehearsal',
    'playground.lead': 'Write a reply as the recipient would, and see how the assistant answers and why.',
    'playground.leadNew':
      'Your assistant is ready. Preview its first email, then its answers to any reply. Nothing is sent.',
    'playground.inbound': 'Email from the recipient',
    'playground.inboundHint': 'Leave it empty to preview the first email of the conversation.',
    'playground.inboundPlaceholder': 'Hi, thanks for writing. What does it cost, and who else is using it?',
    'playground.instructionsExample':
      'Find out whether they would like to try the product, and offer a call.',
    'playground.first': 'Preview first email',
    'playground.answer': 'Preview answer',
    'playground.nothingSent': 'Nothing is sent.',
    'playground.outcome': 'Preview',
    'playground.thinking': 'Writing…',
    'playground.empty': 'The preview appears here, with the reason.',
    'playground.noText': 'No email would be sent.',
    'playground.objections': 'This email would not be sent:',
    'playground.adjust': 'Want something different?',
    'playground.adjustLink': 'Edit the assistant',
  },
  ru: {
    'playground.title': 'Песочница',
    'playground.rehearsals': 'Репетиция',
    'playground.lead': 'Напишите ответ от лица получателя и посмотрите, что ответит ассистент и почему.',
    'playground.leadNew':
      'Ассистент готов. Посмотрите его первое письмо, затем ответы на любые письма. Ничего не отправляется.',
    'playground.inbound': 'Письмо получателя',
    'playground.inboundHint': 'Оставьте пустым, чтобы увидеть первое письмо переписки.',
    'playground.inboundPlaceholder':
      'Здравствуйте, спасибо за письмо. Сколько это стоит и кто уже пользуется?',
    'playground.instructionsExample': 'Узнай, хотят ли они попробовать продукт, и предложи звонок.',
    'playground.first': 'Показать первое письмо',
    'playground.answer': 'Показать ответ',
    'playground.nothingSent': 'Ничего не отправляется.',
    'playground.outcome': 'Предпросмотр',
    'playground.thinking': 'Пишет…',
    'playground.empty': 'Здесь появится письмо и причина решения.',
    'playground.noText': 'Письмо не отправится.',
    'playground.objections': 'Такое письмо не отправится:',
    'playground.adjust': 'Нужен другой ответ?',
    'playground.adjustLink': 'Изменить ассистента',
  },
});
