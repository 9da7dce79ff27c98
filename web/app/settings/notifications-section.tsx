import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ChannelResource } from '../../../shared/contract/channels.ts';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { type EventKind, notificationWords } from '../i18n/notifications.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Failed, TextSkeleton } from '../ui/states.tsx';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import { AddChannel } from './add-channel.tsx';
import { ChannelForm } from './channel-form.tsx';
import classes from './notifications.module.css';

const refresh = () => resources.invalidate('listChannels');

/** Where the owner is told what happens: every channel with its state, and a form for another. */
export const NotificationsSection = () => {
  const { locale } = useI18n();
  const words = notificationWords(locale);
  const { data, error, reload } = useResource(at('listChannels'));
  if (!data) return error ? <Failed error={error} onRetry={reload} /> : <TextSkeleton lines={3} />;
  return (
    <div className="stack">
      <p className="muted">{data.items.length === 0 ? words.none : words.intro}</p>
      {data.items.length > 0 && (
        <ul className="plain-list">
          {data.items.map((channel) => (
            <Channel key={channel.id} channel={channel} />
          ))}
        </ul>
      )}
      <AddChannel webPushKey={data.webPushKey} onAdded={refresh} />
    </div>
  );
};

const Channel = ({ channel }: { readonly channel: ChannelResource }) => {
  const { locale } = useI18n();
  const words = notificationWords(locale);
  const { run, pending } = useAction();
  const [asking, setAsking] = useState(false);
  const { id: channelId, kind, name, config } = channel;
  const title = name ?? words.kinds[kind];
  const where = config.url ?? config.chatId;

  const test = () =>
    run(async () => {
      const { state, code } = await send('testChannel', { channelId });
      const isDelivered = state === 'delivered';
      toast(
        isDelivered ? 'done' : 'failed',
        isDelivered || !code ? words.tested : `${title}: ${words.failures[code]}`,
      );
      await refresh();
    });

  return (
    <li className={classes.channel}>
      <div className={classes.head}>
        <div>
          <strong className="break">{title}</strong>
          {where !== undefined && <div className="muted small break">{where}</div>}
          <State channel={channel} />
        </div>
        <div className={classes.buttons}>
          <Button
            size="compact-sm"
            variant="default"
            loading={pending}
            onClick={test}
            aria-label={`${words.test}: ${title}`}
          >
            {words.test}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={pending}
            onClick={() => setAsking(true)}
            aria-label={`${words.remove}: ${title}`}
          >
            {words.remove}
          </Button>
        </div>
      </div>
      <details className={classes.details}>
        <summary>{words.settings}</summary>
        <ChannelForm channel={channel} onSaved={refresh} />
        <Deliveries channel={channel} />
      </details>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={words.removeTitle}
        confirmLabel={words.remove}
        pending={pending}
        onConfirm={() =>
          run(
            async () => {
              await send('deleteChannel', { channelId });
              await refresh();
            },
            { done: words.removed },
          )
        }
      >
        {words.removeText}
      </Confirm>
    </li>
  );
};

const State = ({ channel }: { readonly channel: ChannelResource }) => {
  const { locale } = useI18n();
  const words = notificationWords(locale);
  const format = useFormat();
  const { deliveries, failingSince, goneAt, waiting } = channel;
  const last = deliveries.at(-1);
  const isBad = goneAt !== null || failingSince !== null || last?.state === 'failed';
  const state = goneAt !== null ? words.gone : isBad ? words.failing : last ? words.works : words.notTried;
  const since = goneAt ?? failingSince ?? last?.at ?? null;
  return (
    <div className={`small ${isBad ? classes.bad : 'muted'}`}>
      {[
        state,
        since === null ? '' : format.moment(since),
        waiting > 0 ? words.waiting.replace('{count}', String(waiting)) : '',
      ]
        .filter((part) => part !== '')
        .join(' · ')}
    </div>
  );
};

const isEvent = (type: string, events: Readonly<Record<EventKind, string>>): type is EventKind =>
  Object.hasOwn(events, type);

const Deliveries = ({ channel }: { readonly channel: ChannelResource }) => {
  const { locale } = useI18n();
  const words = notificationWords(locale);
  const format = useFormat();
  const typeText = (type: string): string =>
    isEvent(type, words.events) ? words.events[type] : type === 'test' ? words.testType : words.digestType;
  return (
    <div>
      <h4 className={classes.subhead}>{words.last}</h4>
      {channel.deliveries.length === 0 ? (
        <p className="muted small">{words.noneYet}</p>
      ) : (
        <ul className="plain-list small">
          {channel.deliveries.toReversed().map((delivery) => (
            <li key={`${delivery.id} ${delivery.at}`} className={classes.delivery}>
              <span>{typeText(delivery.type)}</span>
              <span className={delivery.code === null ? 'muted' : classes.bad}>
                {words.states[delivery.state]}
                {delivery.code !== null &&
                  ` (${words.failures[delivery.code]}${delivery.status === null ? '' : `, ${delivery.status}`})`}
                {' · '}
                {format.moment(delivery.at)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
