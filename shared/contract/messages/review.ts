import type { Language } from '../../domain/notification/settings.ts';

/** The page that decides on a draft without a session. */
export interface ReviewTexts {
  readonly title: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly approve: string;
  readonly discard: string;
  readonly stop: string;
  readonly hint: string;
  readonly open: string;
  readonly empty: string;
  readonly done: Readonly<Record<'approve' | 'edit' | 'discard' | 'stop', string>>;
  readonly used: Readonly<Record<'approve' | 'edit' | 'discard' | 'stop', string>>;
  readonly sent: string;
  readonly over: string;
  readonly changed: string;
  readonly expired: string;
  readonly unknown: string;
  readonly busy: string;
  readonly invalid: string;
  readonly tooMany: string;
}

export const reviewTexts: Readonly<Record<Language, ReviewTexts>> = {
  en: {
    title: 'A draft waits for your approval',
    to: 'To',
    subject: 'Subject',
    text: 'Text',
    approve: 'Approve and send',
    discard: 'Discard this draft',
    stop: 'Stop the conversation',
    hint: 'You can change the text. What stands here is sent as it is.',
    open: 'Open the conversation',
    empty: 'The text is empty. Write something, or discard the draft.',
    done: {
      approve: 'Approved. The email is being sent.',
      edit: 'Approved with your text. The email is being sent.',
      discard: 'Discarded. Nothing is sent, and the conversation waits for you.',
      stop: 'Stopped. Nothing more is sent in this conversation.',
    },
    used: {
      approve: 'This link was used already: you approved the draft.',
      edit: 'This link was used already: you approved the draft with your text.',
      discard: 'This link was used already: you discarded the draft.',
      stop: 'This link was used already: you stopped the conversation.',
    },
    sent: 'Too late: this email has been sent already.',
    over: 'Too late: this draft no longer waits. It was decided elsewhere, or something newer took its place.',
    changed: 'The draft has changed since you were told of it. Look at it again in the app.',
    expired: 'This link has expired. Links are valid for 24 hours.',
    unknown: 'This link is not valid.',
    busy: 'Gmail does not answer at the moment. Nothing was decided. Try again.',
    invalid: 'This form is not complete. Open the link again.',
    tooMany: 'Too many requests. Try again in a minute.',
  },
  ru: {
    title: 'Черновик ждёт вашего одобрения',
    to: 'Кому',
    subject: 'Тема',
    text: 'Текст',
    approve: 'Одобрить и отправить',
    discard: 'Отклонить черновик',
    stop: 'Остановить переписку',
    hint: 'Текст можно изменить. Он уйдёт таким, каким стоит здесь.',
    open: 'Открыть переписку',
    empty: 'Текст пуст. Напишите что-нибудь или отклоните черновик.',
    done: {
      approve: 'Одобрено. Письмо отправляется.',
      edit: 'Одобрено с вашим текстом. Письмо отправляется.',
      discard: 'Отклонено. Ничего не отправлено, переписка ждёт вас.',
      stop: 'Остановлено. В этой переписке больше ничего не отправится.',
    },
    used: {
      approve: 'Эта ссылка уже использована: вы одобрили черновик.',
      edit: 'Эта ссылка уже использована: вы одобрили черновик со своим текстом.',
      discard: 'Эта ссылка уже использована: вы отклонили черновик.',
      stop: 'Эта ссылка уже использована: вы остановили переписку.',
    },
    sent: 'Слишком поздно: это письмо уже отправлено.',
    over: 'Слишком поздно: этот черновик больше не ждёт. Его решили в другом месте или пришло что-то новее.',
    changed: 'Черновик изменился с тех пор, как вам о нём сообщили. Посмотрите его в приложении.',
    expired: 'Срок ссылки истёк. Ссылки действуют 24 часа.',
    unknown: 'Эта ссылка недействительна.',
    busy: 'Gmail сейчас не отвечает. Ничего не решено. Попробуйте ещё раз.',
    invalid: 'Форма неполна. Откройте ссылку снова.',
    tooMany: 'Слишком много запросов. Попробуйте через минуту.',
  },
};
