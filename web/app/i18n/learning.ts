import type { LessonResource } from '../../../shared/contract/lessons.ts';
import type { Locale } from './locale.ts';
import { fill, type Text } from './messages.ts';

/** The words of lessons and of a person's page, loaded with them. */
export interface LearningWords {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly learn: string;
  readonly learnHint: string;
  readonly unconfirmed: string;
  readonly heed: string;
  readonly heedThis: string;
  readonly confirm: string;
  readonly confirmThis: string;
  readonly confirmed: string;
  readonly origins: Readonly<Record<LessonResource['origin']['kind'], string>>;
  readonly times: Text;
  readonly only: string;
  readonly conversation: string;
  readonly edit: string;
  readonly editThis: string;
  readonly text: string;
  readonly save: string;
  readonly saved: string;
  readonly cancel: string;
  readonly remove: string;
  readonly removeThis: string;
  readonly removed: string;
  readonly add: string;
  readonly addLabel: string;
  readonly addHint: string;
  readonly added: string;
  readonly required: string;
  readonly person: {
    readonly one: string;
    readonly open: string;
    readonly back: string;
    readonly lead: string;
    readonly memory: string;
    readonly memoryIntro: string;
    readonly noMemory: string;
    readonly known: string;
    readonly conversations: string;
    readonly forget: string;
    readonly forgetAll: string;
    readonly forgetOne: string;
    readonly forgottenOne: string;
    readonly gone: string;
    readonly goneText: string;
  };
}

const en: LearningWords = {
  title: 'Lessons',
  intro: 'Learned from what you change in drafts, and heeded in every email of this assistant.',
  none: 'None yet. Change a draft before you approve it, or ask for another version, and the assistant learns from it.',
  learn: 'Learn from my changes',
  learnHint: 'Also remembers what people say of themselves.',
  unconfirmed: 'About facts: it counts once you confirm it.',
  heed: 'On',
  heedThis: 'Heed the lesson “{text}”',
  confirm: 'Confirm',
  confirmThis: 'Confirm: {text}',
  confirmed: 'Confirmed.',
  origins: {
    owner: 'Written by you',
    feedback: 'From your feedback',
    edit: 'From a draft that you changed',
    by_hand: 'From an answer that you wrote',
  },
  times: { one: 'said once', other: 'said {count} times' },
  only: 'only with {email}',
  conversation: 'Conversation',
  edit: 'Edit',
  editThis: 'Edit: {text}',
  text: 'Lesson',
  save: 'Save',
  saved: 'Lesson saved.',
  cancel: 'Cancel',
  remove: 'Delete',
  removeThis: 'Delete: {text}',
  removed: 'Lesson deleted.',
  add: 'Add a lesson',
  addLabel: 'Teach the assistant something',
  addHint: 'One sentence, such as “Shorter” or “Never offer discounts in the first email”.',
  added: 'Lesson added.',
  required: 'Enter a sentence.',
  person: {
    one: 'Person',
    open: 'All that is known',
    back: 'Conversations',
    lead: 'What this person has told you, in all conversations.',
    memory: 'What they said of themselves',
    memoryIntro: 'Offered to the next conversation with them, with their own words.',
    noMemory: 'Nothing yet.',
    known: 'Known',
    conversations: 'Running conversations',
    forget: 'Forget',
    forgetAll: 'Forget all of this',
    forgetOne: 'Forget: {text}',
    forgottenOne: 'Forgotten.',
    gone: 'Nothing is known',
    goneText: 'This person has told you nothing, or you had it deleted.',
  },
};

const ru: LearningWords = {
  title: 'Уроки',
  intro: 'Ассистент усвоил их из ваших правок и помнит в каждом письме.',
  none: 'Пока нет. Измените черновик перед одобрением или попросите другой вариант — ассистент сделает вывод.',
  learn: 'Учиться на моих правках',
  learnHint: 'А также помнить, что люди говорят о себе.',
  unconfirmed: 'Это о фактах: действует, когда вы подтвердите.',
  heed: 'Включён',
  heedThis: 'Учитывать урок «{text}»',
  confirm: 'Подтвердить',
  confirmThis: 'Подтвердить: {text}',
  confirmed: 'Подтверждено.',
  origins: {
    owner: 'Написан вами',
    feedback: 'Из вашего отзыва',
    edit: 'Из изменённого черновика',
    by_hand: 'Из ответа, который вы написали',
  },
  times: {
    one: 'сказано {count} раз',
    few: 'сказано {count} раза',
    many: 'сказано {count} раз',
    other: 'сказано {count} раза',
  },
  only: 'только для {email}',
  conversation: 'Переписка',
  edit: 'Изменить',
  editThis: 'Изменить: {text}',
  text: 'Урок',
  save: 'Сохранить',
  saved: 'Урок сохранён.',
  cancel: 'Отмена',
  remove: 'Удалить',
  removeThis: 'Удалить: {text}',
  removed: 'Урок удалён.',
  add: 'Добавить урок',
  addLabel: 'Научить ассистента',
  addHint: 'Одно предложение, например «Короче» или «Не предлагай скидок в первом письме».',
  added: 'Урок добавлен.',
  required: 'Введите предложение.',
  person: {
    one: 'Собеседник',
    open: 'Всё, что известно',
    back: 'Переписки',
    lead: 'Что этот человек сообщил вам во всех переписках.',
    memory: 'Что человек говорил о себе',
    memoryIntro: 'Следующая переписка начнётся с этим знанием и дословными цитатами.',
    noMemory: 'Пока ничего.',
    known: 'Известно',
    conversations: 'Текущие переписки',
    forget: 'Забыть',
    forgetAll: 'Забыть всё',
    forgetOne: 'Забыть: {text}',
    forgottenOne: 'Забыто.',
    gone: 'Ничего не известно',
    goneText: 'Этот человек ничего не сообщал, или вы это удалили.',
  },
};

const words: Readonly<Record<Locale, LearningWords>> = { en, ru };

export const learningWords = (locale: Locale): LearningWords => words[locale];

/** A text with its placeholders filled in. */
export const filled = (
  text: Text,
  locale: Locale,
  params: Readonly<Record<string, string | number>>,
): string => fill(text, locale, params);
