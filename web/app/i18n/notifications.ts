import type { ChannelResource, CreateChannelBody } from '../../../shared/contract/channels.ts';
import type { Locale } from './locale.ts';

export type ChannelKind = ChannelResource['kind'];
export type EventKind = NonNullable<CreateChannelBody['events']>[number];
type Failure = NonNullable<ChannelResource['deliveries'][number]['code']>;

/** The words of the notifications in the settings, loaded with that page. */
export interface NotificationWords {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly kinds: Readonly<Record<ChannelKind, string>>;
  readonly events: Readonly<Record<EventKind, string>>;
  readonly failures: Readonly<Record<Failure, string>>;
  readonly states: Readonly<Record<'delivered' | 'failed' | 'given_up' | 'outdated', string>>;
  readonly notTried: string;
  readonly works: string;
  readonly failing: string;
  readonly gone: string;
  readonly waiting: string;
  readonly test: string;
  readonly tested: string;
  readonly testType: string;
  readonly digestType: string;
  readonly settings: string;
  readonly remove: string;
  readonly removed: string;
  readonly removeTitle: string;
  readonly removeText: string;
  readonly saved: string;
  readonly what: string;
  readonly when: string;
  readonly now: string;
  readonly hourly: string;
  readonly daily: string;
  readonly dailyAt: string;
  readonly language: string;
  readonly last: string;
  readonly noneYet: string;
  readonly add: string;
  readonly added: string;
  readonly kind: string;
  readonly url: string;
  readonly urlHint: string;
  readonly slackHint: string;
  readonly token: string;
  readonly tokenHint: string;
  readonly chat: string;
  readonly chatHint: string;
  readonly emailHint: string;
  readonly secret: string;
  readonly secretHint: string;
  readonly thisDevice: string;
  readonly pushHint: string;
  readonly pushDenied: string;
  readonly pushMissing: string;
  readonly pushIos: string;
}

const en: NotificationWords = {
  title: 'Notifications',
  intro: 'Where you are told what happens while this page is closed.',
  none: 'You are not told anything outside this app.',
  kinds: {
    email: 'Email to yourself',
    web_push: 'Browser',
    webhook: 'Webhook',
    slack: 'Slack',
    telegram: 'Telegram',
  },
  events: {
    'thread.needs_you': 'Needs your decision',
    'thread.question': 'The assistant has a question',
    'thread.draft_waiting': 'A draft waits for approval',
    'thread.answered': 'Somebody answered',
    'thread.goal_reached': 'The goal is reached',
    'thread.stopped': 'A conversation has ended',
    'mailbox.disconnected': 'The mailbox is disconnected',
    'mailbox.sending_paused': 'Sending is paused',
    'campaign.finished': 'A campaign is finished',
    'campaign.paused': 'A campaign is paused',
  },
  failures: {
    unreachable: 'cannot be reached',
    timed_out: 'did not answer in time',
    forbidden_address: 'is not a public address',
    refused: 'refused it',
    gone: 'is gone',
    not_configured: 'has no secret; add it again',
    mailbox_disconnected: 'the mailbox is disconnected',
    gmail_refused: 'Gmail does not take it now',
  },
  states: { delivered: 'Delivered', failed: 'Failed', given_up: 'Given up', outdated: 'No longer true' },
  notTried: 'Not used yet',
  works: 'Works',
  failing: 'Failing',
  gone: 'Gone',
  waiting: 'Waiting: {count}',
  test: 'Send a test',
  tested: 'The test was delivered.',
  testType: 'Test',
  digestType: 'Digest',
  settings: 'Settings and last deliveries',
  remove: 'Delete',
  removed: 'Channel deleted.',
  removeTitle: 'Delete this channel?',
  removeText: 'Nothing is told there any more.',
  saved: 'Saved.',
  what: 'Tell me when',
  when: 'How often',
  now: 'At once',
  hourly: 'Once an hour',
  daily: 'Once a day',
  dailyAt: 'At',
  language: 'Language',
  last: 'Last deliveries',
  noneYet: 'None yet.',
  add: 'Add a channel',
  added: 'Channel added.',
  kind: 'Kind',
  url: 'Address (URL)',
  urlHint: 'A public https address. Deliveries are signed as Standard Webhooks.',
  slackHint: 'Of an incoming webhook of your Slack workspace.',
  token: 'Bot token',
  tokenHint: 'From @BotFather. Write to your bot once, so that it may write to you.',
  chat: 'Chat ID',
  chatHint: 'Your own, or that of a group.',
  emailHint: 'From and to your own address. Replaces the present one.',
  secret: 'Signing secret',
  secretHint: 'Copy it now: it is not shown again.',
  thisDevice: 'Notify on this device',
  pushHint: 'This browser shows notifications, also while the app is closed.',
  pushDenied: 'This browser does not allow notifications for this site. Change that in its settings.',
  pushMissing: 'This browser cannot show notifications.',
  pushIos: 'On an iPhone or iPad, add this site to the Home Screen first and open it from there.',
};

const ru: NotificationWords = {
  title: 'Уведомления',
  intro: 'Куда сообщать о событиях, пока эта страница закрыта.',
  none: 'Вне этого приложения вам ничего не сообщают.',
  kinds: {
    email: 'Письмо себе',
    web_push: 'Браузер',
    webhook: 'Веб-хук',
    slack: 'Slack',
    telegram: 'Telegram',
  },
  events: {
    'thread.needs_you': 'Нужно ваше решение',
    'thread.question': 'У ассистента вопрос',
    'thread.draft_waiting': 'Черновик ждёт одобрения',
    'thread.answered': 'Пришёл ответ',
    'thread.goal_reached': 'Цель достигнута',
    'thread.stopped': 'Переписка закончена',
    'mailbox.disconnected': 'Почта отключена',
    'mailbox.sending_paused': 'Отправка приостановлена',
    'campaign.finished': 'Кампания завершена',
    'campaign.paused': 'Кампания приостановлена',
  },
  failures: {
    unreachable: 'нет связи',
    timed_out: 'нет ответа вовремя',
    forbidden_address: 'адрес не публичный',
    refused: 'получатель отказал',
    gone: 'получателя больше нет',
    not_configured: 'нет секрета, добавьте канал снова',
    mailbox_disconnected: 'почта отключена',
    gmail_refused: 'Gmail сейчас не принимает',
  },
  states: { delivered: 'Доставлено', failed: 'Сбой', given_up: 'Не доставлено', outdated: 'Уже неактуально' },
  notTried: 'Ещё не использован',
  works: 'Работает',
  failing: 'Сбой',
  gone: 'Получателя нет',
  waiting: 'Ждут: {count}',
  test: 'Проверить',
  tested: 'Проверка доставлена.',
  testType: 'Проверка',
  digestType: 'Сводка',
  settings: 'Настройки и последние доставки',
  remove: 'Удалить',
  removed: 'Канал удалён.',
  removeTitle: 'Удалить этот канал?',
  removeText: 'Туда больше ничего не придёт.',
  saved: 'Сохранено.',
  what: 'Сообщать, когда',
  when: 'Как часто',
  now: 'Сразу',
  hourly: 'Раз в час',
  daily: 'Раз в день',
  dailyAt: 'В',
  language: 'Язык',
  last: 'Последние доставки',
  noneYet: 'Пока нет.',
  add: 'Добавить канал',
  added: 'Канал добавлен.',
  kind: 'Вид',
  url: 'Адрес (URL)',
  urlHint: 'Публичный адрес https. Доставки подписаны по Standard Webhooks.',
  slackHint: 'Адрес входящего веб-хука вашего Slack.',
  token: 'Токен бота',
  tokenHint: 'От @BotFather. Напишите боту один раз, чтобы он мог писать вам.',
  chat: 'ID чата',
  chatHint: 'Ваш собственный или ID группы.',
  emailHint: 'С вашего адреса на ваш адрес. Заменяет нынешнее.',
  secret: 'Секрет подписи',
  secretHint: 'Скопируйте сейчас: больше он не показывается.',
  thisDevice: 'Уведомлять на этом устройстве',
  pushHint: 'Этот браузер показывает уведомления, даже когда приложение закрыто.',
  pushDenied: 'Браузер не разрешает уведомления этому сайту. Измените это в его настройках.',
  pushMissing: 'Этот браузер не умеет показывать уведомления.',
  pushIos: 'На iPhone и iPad сначала добавьте сайт на экран «Домой» и откройте его оттуда.',
};

const words: Readonly<Record<Locale, NotificationWords>> = { en, ru };

export const notificationWords = (locale: Locale): NotificationWords => words[locale];
