import type { MessageResource } from '../../../shared/contract/threads.ts';
import type { Locale } from './locale.ts';

type SourceKind = MessageResource['sources'][number]['kind'];

/** The words about what a text rests on, loaded with it. */
export interface GroundingWords {
  readonly sources: string;
  readonly source: string;
  readonly kinds: Readonly<Record<SourceKind, string>>;
  readonly whole: string;
  readonly toMail: string;
  readonly close: string;
  readonly gone: string;
  readonly title: string;
  readonly intro: string;
  readonly marked: string;
  readonly ask: string;
  readonly add: string;
  readonly allow: string;
  readonly discard: string;
  readonly discarded: string;
  readonly answer: string;
  readonly answerHint: string;
  readonly fact: string;
  readonly factHint: string;
  readonly send: string;
  readonly addAndSend: string;
  readonly cancel: string;
  readonly answered: string;
  readonly allowed: string;
}

const en: GroundingWords = {
  sources: 'Sources',
  source: 'Source {n}',
  kinds: {
    knowledge: 'Knowledge',
    passage: 'Document',
    instructions: 'Instructions',
    note: 'You said',
    mail: 'Conversation',
    profile: 'Profile',
  },
  whole: 'The passage in your document:',
  toMail: 'Go to the email',
  close: 'Close',
  gone: 'The passage is no longer there: the document was changed or deleted.',
  title: 'Not sent: the marked words are not backed by anything you provided',
  intro:
    'The assistant tried twice. Say what is true, and it writes again; or allow these words in this one email.',
  marked: 'Nothing proves this',
  ask: 'Ask me',
  add: 'Add to knowledge',
  allow: 'Allow this time',
  discard: 'Discard',
  discarded: 'Email discarded.',
  answer: 'What is true?',
  answerHint: 'For this conversation only. The assistant writes again with it.',
  fact: 'What shall the assistant know?',
  factHint: 'Joins the assistant’s knowledge, for all its conversations. The assistant writes again with it.',
  send: 'Answer',
  addAndSend: 'Add and write again',
  cancel: 'Cancel',
  answered: 'Thanks. The assistant writes again.',
  allowed: 'Allowed. The email is being sent.',
};

const ru: GroundingWords = {
  sources: 'Источники',
  source: 'Источник {n}',
  kinds: {
    knowledge: 'Знания',
    passage: 'Документ',
    instructions: 'Инструкции',
    note: 'Вы сказали',
    mail: 'Переписка',
    profile: 'Профиль',
  },
  whole: 'Фрагмент вашего документа:',
  toMail: 'Перейти к письму',
  close: 'Закрыть',
  gone: 'Этого фрагмента больше нет: документ изменён или удалён.',
  title: 'Не отправлено: отмеченные слова ничем не подтверждены',
  intro:
    'Ассистент пробовал дважды. Скажите, как на самом деле, и он напишет заново, — или разрешите эти слова в одном этом письме.',
  marked: 'Ничем не подтверждено',
  ask: 'Спросить меня',
  add: 'Добавить в знания',
  allow: 'Разрешить один раз',
  discard: 'Отклонить',
  discarded: 'Письмо отклонено.',
  answer: 'Как на самом деле?',
  answerHint: 'Только для этой переписки. Ассистент напишет заново.',
  fact: 'Что должен знать ассистент?',
  factHint: 'Войдёт в знания ассистента для всех переписок. Ассистент напишет заново.',
  send: 'Ответить',
  addAndSend: 'Добавить и написать заново',
  cancel: 'Отмена',
  answered: 'Спасибо. Ассистент пишет заново.',
  allowed: 'Разрешено. Письмо отправляется.',
};

const words: Readonly<Record<Locale, GroundingWords>> = { en, ru };

export const groundingWords = (locale: Locale): GroundingWords => words[locale];
