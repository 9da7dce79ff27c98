import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { UpdateSettingsBody } from '../../../shared/contract/auth.ts';
import { at, send } from '../api/client.ts';
import type { Answer } from '../api/operations.ts';
import { scopeKeysOf } from '../api/scopes.ts';
import { useResource } from '../api/use-resource.ts';
import { useFormat } from '../i18n/format.ts';
import { type PageI18n, usePageI18n } from '../i18n/i18n.tsx';
import type { PlainKey, PlainKeyOf } from '../i18n/messages.ts';
import { settingsTexts } from '../i18n/pages/settings-page.ts';
import { Icon } from '../ui/icons.tsx';
import { Empty, Failed, ListSkeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './feed-list.module.css';

type AuditEntry = Answer<'listAudit'>['items'][number];

/** The audit log, newest first. `limit` shows only the latest entries. */
export const AuditList = ({ limit }: { readonly limit?: number }) => {
  const speaker = usePageI18n(settingsTexts);
  const { t } = speaker;
  const format = useFormat();
  const { data, error, reload } = useResource(at('listAudit'));
  const [more, setMore] = useState<readonly AuditEntry[]>([]);
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const { run, pending } = useAction();

  if (!data)
    return error ? <Failed error={error} onRetry={reload} /> : <ListSkeleton rows={limit ?? 6} height={44} />;
  const all = [...data.items, ...more];
  if (all.length === 0) return <Empty icon="shield" title={t('audit.none')} />;
  const next = cursor === undefined ? data.nextCursor : cursor;
  return (
    <div className="stack">
      <ul className={classes.list}>
        {all.slice(0, limit).map((entry) => (
          <li key={entry.id} className={classes.item}>
            <span className={classes.icon}>
              <Icon name="shield" size={15} />
            </span>
            <div className={classes.words}>
              <span>{auditText(entry, speaker)}</span>
              <Detail entry={entry} />
            </div>
            <time
              className={classes.time}
              dateTime={new Date(entry.at).toISOString()}
              title={format.full(entry.at)}
            >
              {format.relative(entry.at)}
            </time>
          </li>
        ))}
      </ul>
      {limit === undefined && next !== null && (
        <Button
          variant="default"
          loading={pending}
          onClick={() =>
            run(async () => {
              const page = await send('listAudit', { query: { cursor: next } });
              setMore((before) => [...before, ...page.items]);
              setCursor(page.nextCursor);
            })
          }
        >
          {t('common.more')}
        </Button>
      )}
    </div>
  );
};

const settingKeys: Readonly<
  Record<keyof UpdateSettingsBody, PlainKey | PlainKeyOf<typeof settingsTexts.en>>
> = {
  timeZone: 'settings.timeZone',
  dailySendingLimit: 'settings.dailyLimit',
  retentionDays: 'audit.retention',
  paused: 'pause.everything',
  undoSeconds: 'settings.undo',
  paceSeconds: 'settings.pace',
  rampPerDay: 'settings.ramp',
};
const isSetting = (name: string): name is keyof UpdateSettingsBody => Object.hasOwn(settingKeys, name);

/** The text of an entry; settings have the same names as on the settings page. */
const auditText = (entry: AuditEntry, { t, say }: PageI18n<typeof settingsTexts.en>): string => {
  const { action: code, params, message } = entry;
  if (entry.action !== 'settings_changed') return say('audit', { code, params, message });
  const settings = entry.params.settings.map((name) => (isSetting(name) ? t(settingKeys[name]) : name));
  return say('audit', { code, params: { settings }, message });
};

/** A link to the conversation, if it still exists, or the granted permissions. */
const Detail = ({ entry }: { readonly entry: AuditEntry }) => {
  const { t } = usePageI18n(settingsTexts);
  switch (entry.action) {
    case 'conversation_stopped':
    case 'conversation_resumed':
    case 'draft_approved':
    case 'draft_discarded':
    case 'draft_rewrite_requested':
    case 'mail_accepted':
    case 'mail_rejected':
    case 'sender_blocked':
      return (
        entry.params.threadId !== null && (
          <div className="small">
            <Link to={`/threads/${entry.params.threadId}`}>{t('audit.showConversation')}</Link>
          </div>
        )
      );
    case 'consented':
      return (
        <ul className="plain-list muted small">
          {scopeKeysOf(entry.params.scopes).map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      );
    default:
      return null;
  }
};
