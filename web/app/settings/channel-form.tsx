import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ChannelResource } from '../../../shared/contract/channels.ts';
import { send } from '../api/client.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { type EventKind, notificationWords } from '../i18n/notifications.ts';
import { useAction } from '../ui/use-action.ts';
import classes from './notifications.module.css';

interface Values {
  readonly events: readonly string[];
  readonly every: 'now' | 'hourly' | 'daily';
  readonly at: string;
  readonly language: 'en' | 'ru';
}

const MORNING = '09:00';

const valuesOf = ({ events, digest, language }: ChannelResource): Values => {
  const at = /^daily at (\d\d:\d\d)$/.exec(digest)?.[1];
  const every = at !== undefined ? 'daily' : digest === 'hourly' ? 'hourly' : 'now';
  return { events, every, at: at ?? MORNING, language };
};

/** What a channel tells, how often, and in which language. */
export const ChannelForm = ({
  channel,
  onSaved,
}: {
  readonly channel: ChannelResource;
  readonly onSaved: () => Promise<void>;
}) => {
  const { t, locale } = useI18n();
  const words = notificationWords(locale);
  const saved = valuesOf(channel);
  const [values, setValues] = useState(saved);
  const { run, pending } = useAction();
  const change = (what: Partial<Values>) => setValues((before) => ({ ...before, ...what }));
  const kinds = Object.keys(words.events) as EventKind[];
  const isChanged = JSON.stringify(values) !== JSON.stringify(saved);

  const save = () =>
    run(
      async () => {
        const { every, at, language } = values;
        const body = {
          events: kinds.filter((kind) => values.events.includes(kind)),
          digest: every === 'daily' ? `daily at ${at}` : every,
          language,
        };
        setValues(valuesOf(await send('updateChannel', { channelId: channel.id, body })));
        await onSaved();
      },
      { done: words.saved },
    );

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <fieldset className={classes.events}>
        <legend>{words.what}</legend>
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            label={words.events[kind]}
            checked={values.events.includes(kind)}
            onChange={(event) =>
              change({
                events: event.currentTarget.checked
                  ? [...values.events, kind]
                  : values.events.filter((one) => one !== kind),
              })
            }
          />
        ))}
      </fieldset>
      <div className={classes.fields}>
        <NativeSelect
          label={words.when}
          value={values.every}
          onChange={(event) => change({ every: event.currentTarget.value as Values['every'] })}
          data={[
            { value: 'now', label: words.now },
            { value: 'hourly', label: words.hourly },
            { value: 'daily', label: words.daily },
          ]}
        />
        {values.every === 'daily' && (
          <TextInput
            type="time"
            required
            label={words.dailyAt}
            value={values.at}
            onChange={(event) => change({ at: event.currentTarget.value })}
          />
        )}
        <NativeSelect
          label={words.language}
          value={values.language}
          onChange={(event) => change({ language: event.currentTarget.value as Values['language'] })}
          data={[
            { value: 'en', label: 'English' },
            { value: 'ru', label: 'Русский' },
          ]}
        />
      </div>
      <div>
        <Button type="submit" loading={pending} disabled={!isChanged}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
};
