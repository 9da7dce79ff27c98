import type { AttentionCode } from '../../domain/conversation/notices.ts';
import type { StopReason } from '../../domain/conversation/vocabulary.ts';
import type { DisconnectedReason } from '../../domain/mailbox/mailbox.ts';
import type { OutageCause } from '../../domain/mailbox/outage.ts';
import type { OperatorFault } from '../../domain/mailbox/trouble.ts';
import type { NotificationKind } from '../../domain/notification/kinds.ts';
import type { Language } from '../../domain/notification/settings.ts';

/** What an owner is told outside the web app, in each language. `{name}` stands for a parameter. */

interface Phrases {
  readonly test: string;
  readonly testText: string;
  readonly several: string;
  readonly dropped: string;
  readonly lastWords: string;
  readonly open: string;
  readonly decide: string;
  readonly footer: string;
}

type Reason =
  | Exclude<AttentionCode, 'legacy'>
  | StopReason
  | DisconnectedReason
  | OperatorFault
  | OutageCause;

export interface NotificationTexts {
  readonly kinds: Readonly<Record<NotificationKind, string>>;
  /** Why, where a code says so. */
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly phrases: Phrases;
}

const en: NotificationTexts = {
  kinds: {
    'thread.needs_you': '{who}: needs your decision',
    'thread.question': '{who}: your assistant has a question',
    'thread.draft_waiting': '{who}: a draft waits for your approval',
    'thread.answered': '{who} answered',
    'thread.goal_reached': '{who}: the goal is reached',
    'thread.stopped': '{who}: the conversation has ended',
    'mailbox.disconnected': 'Your mailbox {who} is not being read',
    'mailbox.sending_paused': 'Nothing is sent from {who} for now',
    'campaign.finished': 'A campaign is finished',
    'campaign.paused': 'A campaign is paused',
  },
  reasons: {
    model_refused: 'The model declined to write.',
    model_failed: 'The model gave no usable answer.',
    model_escalated: 'The assistant would rather leave this to you.',
    question: 'Your assistant needs a fact from you.',
    text_rejected: 'The text did not pass the checks.',
    unproved: 'The text states what nothing you provided proves.',
    sender_unknown: 'Somebody wrote whom the assistant does not know.',
    sender_unauthenticated: 'It is not proved that the sender wrote this email.',
    reply_to_elsewhere: 'The answer is to go to another address.',
    outside_mail: 'They wrote outside this conversation.',
    answered_elsewhere: 'They answered in another conversation with you.',
    mail_unreadable: 'An email could not be read.',
    marked_as_spam: 'Gmail considers the email spam.',
    draft_discarded: 'The draft is gone.',
    sending_limit: 'Gmail has reached its sending limit.',
    send_uncertain: 'It is not certain that an email was sent.',
    recipient_left: 'The recipient no longer works there.',
    machine_unconfirmed: 'An automatic email came that anybody could have written.',
    machine_mail: 'A program wrote.',
    machine_suspected: 'The answers look like those of a program.',
    reply_limit: 'The limit of replies is reached.',
    mail_after_end: 'An email came after the conversation had ended.',
    gmail_refused: 'Gmail refused the email.',
    repeated_failure: 'Something failed repeatedly. Other conversations may be concerned.',
    owner_stopped: 'You stopped it.',
    owner_replied: 'You replied yourself.',
    goal_reached: 'The goal is reached.',
    declined: 'They declined.',
    opted_out: 'They asked not to be contacted.',
    bounced: 'The email could not be delivered.',
    left: 'They can no longer be reached at this address.',
    mailbox_disconnected: 'The mailbox was disconnected.',
    no_answer: 'Nobody answered, also after the last follow-up.',
    failed: 'It could not be continued.',
    revoked: 'Google no longer grants access. Sign in again to reconnect it.',
    scopes_missing: 'Google refused a permission. Sign in again and grant all of them.',
    forbidden: 'Google refused a permission. Sign in again and grant all of them.',
    no_gmail: 'This Google account has no Gmail.',
    mailbox_off: 'Gmail is switched off for this account.',
    admin_policy: 'The administrator of your account does not allow this app.',
    owner: 'You disconnected it.',
    api_disabled: 'The Gmail API is not enabled. The administrator of this installation has to fix it.',
    topic_foreign: 'The administrator of this installation has to fix its Pub/Sub topic.',
    topic_missing: 'The administrator of this installation has to fix its Pub/Sub topic.',
    topic_not_granted: 'The administrator of this installation has to fix its Pub/Sub topic.',
    client_refused: 'Google refuses this installation. Its administrator has to fix that.',
    quota_spent: 'The Gmail quota of this installation is used up for today.',
    project_refused: 'Google refuses this installation. Its administrator has to fix that.',
    unexplained: 'Google refuses access to Gmail without saying why.',
    gmail: 'Gmail cannot be reached. Conversations go on by themselves when it can.',
    model: 'The language model cannot be reached. Conversations go on by themselves when it can.',
  },
  phrases: {
    test: 'This is a test',
    testText: 'Notifications arrive here.',
    several: '{count} things to look at',
    dropped: 'And {count} more.',
    lastWords: '“{words}”',
    open: 'Open: {url}',
    decide: 'Approve, change or discard: {url}',
    footer: 'You chose in the settings to be told of this: {url}',
  },
};

const ru: NotificationTexts = {
  kinds: {
    'thread.needs_you': '{who}: нужно ваше решение',
    'thread.question': '{who}: у ассистента вопрос к вам',
    'thread.draft_waiting': '{who}: черновик ждёт вашего одобрения',
    'thread.answered': '{who}: пришёл ответ',
    'thread.goal_reached': '{who}: цель достигнута',
    'thread.stopped': '{who}: переписка закончена',
    'mailbox.disconnected': 'Почта {who} не читается',
    'mailbox.sending_paused': 'Отправка с {who} приостановлена',
    'campaign.finished': 'Кампания завершена',
    'campaign.paused': 'Кампания приостановлена',
  },
  reasons: {
    model_refused: 'Модель отказалась писать.',
    model_failed: 'Модель не дала пригодного ответа.',
    model_escalated: 'Ассистент предпочёл оставить это вам.',
    question: 'Ассистенту нужны сведения от вас.',
    text_rejected: 'Текст не прошёл проверки.',
    unproved: 'В тексте есть утверждения, которые ничем не подтверждены.',
    sender_unknown: 'Написал кто-то, кого ассистент не знает.',
    sender_unauthenticated: 'Не доказано, что письмо написал отправитель.',
    reply_to_elsewhere: 'Ответ просят послать на другой адрес.',
    outside_mail: 'Вам написали вне этой переписки.',
    answered_elsewhere: 'Вам ответили в другой переписке.',
    mail_unreadable: 'Письмо не удалось прочитать.',
    marked_as_spam: 'Gmail считает письмо спамом.',
    draft_discarded: 'Черновика больше нет.',
    sending_limit: 'Достигнут лимит отправки Gmail.',
    send_uncertain: 'Неизвестно, ушло ли письмо.',
    recipient_left: 'Получатель там больше не работает.',
    machine_unconfirmed: 'Пришло автоматическое письмо, которое мог написать кто угодно.',
    machine_mail: 'Написала программа.',
    machine_suspected: 'Ответы похожи на ответы программы.',
    reply_limit: 'Достигнут предел числа ответов.',
    mail_after_end: 'Письмо пришло после конца переписки.',
    gmail_refused: 'Gmail не принял письмо.',
    repeated_failure: 'Сбой повторяется. Возможно, он касается и других переписок.',
    owner_stopped: 'Вы остановили её.',
    owner_replied: 'Вы ответили сами.',
    goal_reached: 'Цель достигнута.',
    declined: 'Получатель отказался.',
    opted_out: 'Получатель попросил ему не писать.',
    bounced: 'Письмо не удалось доставить.',
    left: 'По этому адресу получателя больше нет.',
    mailbox_disconnected: 'Почта была отключена.',
    no_answer: 'Никто не ответил, и последнее напоминание осталось без ответа.',
    failed: 'Продолжить не удалось.',
    revoked: 'Google больше не даёт доступа. Войдите снова, чтобы подключить почту.',
    scopes_missing: 'Google отказал в разрешении. Войдите снова и дайте все разрешения.',
    forbidden: 'Google отказал в разрешении. Войдите снова и дайте все разрешения.',
    no_gmail: 'У этого аккаунта Google нет Gmail.',
    mailbox_off: 'Gmail выключен для этого аккаунта.',
    admin_policy: 'Администратор вашего аккаунта не разрешает это приложение.',
    owner: 'Вы отключили её.',
    api_disabled: 'Gmail API не включён. Это должен исправить администратор сервиса.',
    topic_foreign: 'Администратор сервиса должен исправить её тему Pub/Sub.',
    topic_missing: 'Администратор сервиса должен исправить её тему Pub/Sub.',
    topic_not_granted: 'Администратор сервиса должен исправить её тему Pub/Sub.',
    client_refused: 'Google не принимает эту установку. Это должен исправить администратор.',
    quota_spent: 'Квота Gmail этой установки на сегодня исчерпана.',
    project_refused: 'Google не принимает эту установку. Это должен исправить администратор.',
    unexplained: 'Google не даёт доступа к Gmail и не говорит почему.',
    gmail: 'Gmail не отвечает. Переписки продолжатся сами, когда связь вернётся.',
    model: 'Языковая модель не отвечает. Переписки продолжатся сами, когда связь вернётся.',
  },
  phrases: {
    test: 'Это проверка',
    testText: 'Уведомления приходят сюда.',
    several: 'Ждут внимания: {count}',
    dropped: 'И ещё {count}.',
    lastWords: '«{words}»',
    open: 'Открыть: {url}',
    decide: 'Одобрить, изменить или отклонить: {url}',
    footer: 'Вы выбрали это уведомление в настройках: {url}',
  },
};

export const notificationTexts: Readonly<Record<Language, NotificationTexts>> = { en, ru };
