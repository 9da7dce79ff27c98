import { lazy, Suspense, useState } from 'react';
import type { MessageResource, ThreadResource } from '../../../shared/contract/threads.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import type { Key, PlainKey } from '../i18n/messages.ts';
import { PersonAvatar, type Someone } from '../ui/person.tsx';
import { DecisionNote } from './decision-note.tsx';
import classes from './mail.module.css';

const MailHtml = lazy(() => import('./mail-html.tsx'));
const VerdictNote = lazy(() => import('./verdict-note.tsx'));

interface MailProps {
  readonly thread: ThreadResource;
  readonly message: MessageResource;
  readonly assistantName: string;
}

/** The element of a mail on its conversation's page. */
export const mailElementId = (messageId: string): string => `mail-${messageId}`;

const useAuthor = (message: MessageResource, assistantName: string): Someone => {
  const { t } = useI18n();
  const from = message.from ?? { email: '', name: null };
  switch (message.author) {
    case 'assistant':
      return { email: from.email, name: assistantName };
    case 'owner':
      return { email: from.email, name: t('mail.you') };
    case 'machine':
      return { email: from.email, name: t('mail.machine') };
    case 'correspondent':
      return from;
  }
};

const stateKeys = {
  held: null,
  composed: 'mail.onItsWay',
  drafted: 'mail.onItsWay',
  awaiting_approval: 'mail.onItsWay',
  sent: null,
  discarded: 'mail.withdrawn',
  superseded: 'mail.withdrawn',
  failed: 'mail.failed',
  received: null,
} as const satisfies Record<MessageResource['state'], Key | null>;

/** Why a mail of a machine is not answered, by its kind. The exact sign is shown as a tooltip. */
const machineKeys: Readonly<Record<string, PlainKey>> = {
  bounce: 'mail.machineBounce',
  out_of_office: 'mail.machineAway',
  list: 'mail.machineList',
};

export const Mail = ({ thread, message, assistantName }: MailProps) => {
  const gone = message.state === 'discarded' || message.state === 'superseded';
  return gone ? (
    <WithdrawnMail message={message} />
  ) : (
    <MailCard thread={thread} message={message} assistantName={assistantName} />
  );
};

/** An answer that was proven and not held needs no word about its sender. */
const isDoubtful = ({ held, ruling, verdict }: MessageResource): boolean =>
  held ||
  ruling !== null ||
  (verdict !== null && (verdict.heldFor !== null || verdict.authentication !== 'authenticated'));

const MailCard = ({ thread, message, assistantName }: MailProps) => {
  const { t, say } = useI18n();
  const format = useFormat();
  const author = useAuthor(message, assistantName);
  const name = author.name ?? author.email;
  const stateKey = stateKeys[message.state];
  const others = [...message.to, ...message.cc].map((person) => person.name ?? person.email);
  return (
    <article
      className={classes.mail}
      id={mailElementId(message.id)}
      tabIndex={-1}
      data-direction={message.direction}
      aria-label={t('mail.from', { name })}
    >
      <header className={classes.head}>
        <PersonAvatar person={author} tone={message.direction === 'outbound' ? 'pine' : 'gray'} />
        <div className={classes.who}>
          <strong className="break">{name}</strong>
          {others.length > 0 && (
            <span className="muted small break">{t('mail.to', { names: others.join(', ') })}</span>
          )}
        </div>
        <div className={classes.when}>
          <time dateTime={new Date(message.at).toISOString()} title={format.full(message.at)}>
            {format.moment(message.at)}
          </time>
          {stateKey !== null && <span className={classes.pending}>{t(stateKey)}</span>}
        </div>
      </header>
      {isDoubtful(message) && (
        <Suspense fallback={<div className={classes.verdict} />}>
          <VerdictNote thread={thread} message={message} />
        </Suspense>
      )}
      <Body message={message} />
      {message.reaction !== null && <p className="muted small">{t('mail.reaction')}</p>}
      {message.author === 'machine' && message.reaction === null && message.classification && (
        <p className="muted small" title={message.classification.reason}>
          {t(machineKeys[message.classification.kind] ?? 'mail.machineOther')}
        </p>
      )}
      {message.resolution !== null && (
        <p className="muted small break">{say('resolution', message.resolution)}</p>
      )}
      {message.decision && (
        <DecisionNote decision={message.decision} purpose={message.purpose} usage={message.usage} />
      )}
    </article>
  );
};

const invitationKeys = {
  request: 'invitation.request',
  reply: 'invitation.reply',
  counter: 'invitation.counter',
  cancel: 'invitation.cancel',
  publish: 'invitation.other',
  other: 'invitation.other',
} as const satisfies Record<NonNullable<MessageResource['invitation']>['method'], PlainKey>;

const InvitationNote = ({
  invitation,
}: {
  readonly invitation: NonNullable<MessageResource['invitation']>;
}) => {
  const { t } = useI18n();
  const format = useFormat();
  const { method, summary, start, location } = invitation;
  const when = start.at === null ? start.local.replace('T', ' ') : format.full(start.at);
  return (
    <p className={`${classes.invitation} break`}>
      <strong>{t(invitationKeys[method])}</strong>
      {[summary, when, location].map((part) => (part ? ` · ${part}` : '')).join('')}
    </p>
  );
};

type FileResource = MessageResource['attachments'][number];

const fileKeys = {
  read: 'file.read',
  no_text: 'file.no_text',
  failed: 'file.failed',
  too_large: 'file.too_large',
  not_supported: 'file.not_supported',
  not_read: 'file.not_read',
} as const satisfies Record<FileResource['status'], PlainKey>;

const AttachedFile = ({
  attachment,
  showsStatus,
}: {
  readonly attachment: FileResource;
  /** Of other mails nobody reads the files, and nobody is to wonder why. */
  readonly showsStatus: boolean;
}) => {
  const { t } = useI18n();
  const format = useFormat();
  const { name, size, status, text, cut } = attachment;
  const label = (
    <>
      {name || t('mail.attachment')} <span className="muted">{format.kilobytes(size)}</span>
      {showsStatus && <span className="muted small"> · {t(cut ? 'file.cut' : fileKeys[status])}</span>}
    </>
  );
  return (
    <li className="break">
      {text === '' ? (
        label
      ) : (
        <details>
          <summary>{label}</summary>
          <div className={classes.fileText}>{text}</div>
        </details>
      )}
    </li>
  );
};

const Body = ({ message }: { readonly message: MessageResource }) => {
  const { t } = useI18n();
  const [showsQuoted, setShowsQuoted] = useState(false);
  const [showsHtml, setShowsHtml] = useState(false);
  const empty = message.text.trim() === '';
  return (
    <>
      {showsHtml && message.html !== null ? (
        <Suspense fallback={<div className={classes.html} />}>
          <MailHtml html={message.html} title={t('mail.original')} />
        </Suspense>
      ) : (
        <div className={classes.text}>
          {empty ? (
            <span className="muted">{t(message.bodyKept ? 'mail.noText' : 'mail.textDeleted')}</span>
          ) : (
            message.text
          )}
        </div>
      )}
      {showsQuoted && !showsHtml && <div className={classes.quoted}>{message.quoted}</div>}
      {message.invitation && <InvitationNote invitation={message.invitation} />}
      {message.attachments.length > 0 && (
        <ul className={classes.attachments} aria-label={t('mail.attachments')}>
          {message.attachments.map((attachment, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a mail's files never change their order
            <AttachedFile key={n} attachment={attachment} showsStatus={message.author === 'correspondent'} />
          ))}
        </ul>
      )}
      {(message.quoted.trim() !== '' || message.html !== null) && (
        <div className={classes.views}>
          {message.quoted.trim() !== '' && !showsHtml && (
            <button type="button" aria-expanded={showsQuoted} onClick={() => setShowsQuoted(!showsQuoted)}>
              {showsQuoted ? t('mail.hideQuoted') : t('mail.showQuoted')}
            </button>
          )}
          {message.html !== null && (
            <button type="button" aria-pressed={showsHtml} onClick={() => setShowsHtml(!showsHtml)}>
              {showsHtml ? t('mail.showText') : t('mail.showOriginal')}
            </button>
          )}
        </div>
      )}
    </>
  );
};

/** A draft that was not sent: one line, its text on demand. */
const WithdrawnMail = ({ message }: { readonly message: MessageResource }) => {
  const { t, say } = useI18n();
  const format = useFormat();
  return (
    <details className={classes.withdrawn}>
      <summary>
        <span>
          {t('mail.withdrawn')}
          {message.resolution !== null && ` · ${say('resolution', message.resolution)}`}
        </span>
        <time dateTime={new Date(message.at).toISOString()}>{format.moment(message.at)}</time>
      </summary>
      <div className={classes.text}>{message.text}</div>
      {message.decision && (
        <DecisionNote decision={message.decision} purpose={message.purpose} usage={message.usage} />
      )}
    </details>
  );
};
