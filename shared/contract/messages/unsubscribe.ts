import type { Language } from '../../domain/notification/settings.ts';

/** The page of the link that ends mails to somebody. `sender`: an address; null: unknown. */
export interface UnsubscribeTexts {
  readonly title: string;
  readonly ask: (sender: string | null) => string;
  readonly confirm: string;
  readonly done: string;
  readonly leaving: string;
  readonly gone: string;
  readonly unknown: string;
  readonly invalid: string;
  readonly tooMany: string;
}

export const unsubscribeTexts: Readonly<Record<Language, UnsubscribeTexts>> = {
  en: {
    title: 'Unsubscribe',
    ask: (sender) =>
      sender === null
        ? 'Do you want to get no more emails from this sender?'
        : `Do you want to get no more emails from ${sender}?`,
    confirm: 'Unsubscribe',
    done: 'You are unsubscribed. No more emails are sent to you.',
    leaving:
      'You are unsubscribed. No more emails are sent to you, but one that is being sent at this moment may still arrive.',
    gone: 'The sender no longer uses this service. No more emails are sent to you.',
    unknown: 'This link is not valid.',
    invalid: 'This form is not complete. Open the link again.',
    tooMany: 'Too many requests. Try again in a minute.',
  },
  ru: {
    title: 'Отписаться',
    ask: (sender) =>
      sender === null
        ? 'Не получать больше писем от этого отправителя?'
        : `Не получать больше писем от ${sender}?`,
    confirm: 'Отписаться',
    done: 'Вы отписались. Писем вам больше не будет.',
    leaving:
      'Вы отписались. Писем вам больше не будет, но одно, которое отправляется сейчас, ещё может прийти.',
    gone: 'Отправитель больше не пользуется этим сервисом. Писем вам больше не будет.',
    unknown: 'Эта ссылка недействительна.',
    invalid: 'Форма неполна. Откройте ссылку снова.',
    tooMany: 'Слишком много запросов. Попробуйте через минуту.',
  },
};
