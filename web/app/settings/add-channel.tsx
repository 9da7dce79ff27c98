import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CreateChannelBody } from '../../../shared/contract/channels.ts';
import { send } from '../api/client.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { type ChannelKind, notificationWords } from '../i18n/notifications.ts';
import { fieldErrors, useErrorText } from '../ui/error-text.ts';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './notifications.module.css';
import { subscribe } from './web-push.ts';

const NOTHING = { url: '', token: '', chat: '' };

/** A form for another channel. The browser that shows it can become one by a button. */
export const AddChannel = ({
  webPushKey,
  onAdded,
}: {
  readonly webPushKey: string | null;
  readonly onAdded: () => Promise<void>;
}) => {
  const { locale } = useI18n();
  const words = notificationWords(locale);
  const errorText = useErrorText();
  const [kind, setKind] = useState<Exclude<ChannelKind, 'web_push'>>('webhook');
  const [values, setValues] = useState(NOTHING);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [secret, setSecret] = useState<string | null>(null);
  const { run, pending } = useAction();
  const change = (what: Partial<typeof NOTHING>) => setValues((before) => ({ ...before, ...what }));

  const add = async (body: CreateChannelBody): Promise<void> => {
    const { config } = await send('createChannel', { body });
    setSecret(config.secret ?? null);
    setValues(NOTHING);
    setErrors({});
    toast('done', words.added);
    await onAdded();
  };

  const bodyOf = (): CreateChannelBody => {
    const language = locale;
    switch (kind) {
      case 'email':
        return { kind, language };
      case 'telegram':
        return { kind, language, config: { botToken: values.token.trim(), chatId: values.chat.trim() } };
      default:
        return { kind, language, config: { url: values.url.trim() } };
    }
  };

  const submit = () =>
    run(() => add(bodyOf()), {
      onError: (error) => {
        setErrors(fieldErrors(error));
        toast('failed', errorText(error));
      },
    });

  const addThisDevice = () =>
    run(async () => {
      const made = await subscribe(webPushKey ?? '');
      if (made.kind !== 'subscribed') {
        const reasons = { denied: words.pushDenied, missing: words.pushMissing, ios: words.pushIos };
        toast('failed', reasons[made.kind]);
        return;
      }
      await add({ kind: 'web_push', language: locale, config: made.config });
    });

  return (
    <div className={classes.add}>
      <h3 className={classes.subhead}>{words.add}</h3>
      {webPushKey !== null && (
        <div className={classes.head}>
          <p className="muted small">{words.pushHint}</p>
          <Button size="compact-sm" variant="default" disabled={pending} onClick={addThisDevice}>
            {words.thisDevice}
          </Button>
        </div>
      )}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className={classes.fields}>
          <NativeSelect
            label={words.kind}
            value={kind}
            onChange={(event) => {
              setKind(event.currentTarget.value as typeof kind);
              setErrors({});
            }}
            data={(['webhook', 'slack', 'telegram', 'email'] as const).map((value) => ({
              value,
              label: words.kinds[value],
            }))}
          />
          {(kind === 'webhook' || kind === 'slack') && (
            <TextInput
              type="url"
              required
              withAsterisk={false}
              label={words.url}
              description={kind === 'slack' ? words.slackHint : words.urlHint}
              value={values.url}
              onChange={(event) => change({ url: event.currentTarget.value })}
              error={errors['config.url']}
            />
          )}
          {kind === 'telegram' && (
            <>
              <TextInput
                required
                withAsterisk={false}
                autoComplete="off"
                label={words.token}
                description={words.tokenHint}
                value={values.token}
                onChange={(event) => change({ token: event.currentTarget.value })}
                error={errors['config.botToken']}
              />
              <TextInput
                required
                withAsterisk={false}
                label={words.chat}
                description={words.chatHint}
                value={values.chat}
                onChange={(event) => change({ chat: event.currentTarget.value })}
                error={errors['config.chatId']}
              />
            </>
          )}
        </div>
        {kind === 'email' && <p className="muted small">{words.emailHint}</p>}
        <div>
          <Button type="submit" loading={pending}>
            {words.add}
          </Button>
        </div>
      </form>
      {secret !== null && (
        <div role="status">
          <TextInput
            readOnly
            label={words.secret}
            description={words.secretHint}
            value={secret}
            onFocus={(event) => event.currentTarget.select()}
          />
        </div>
      )}
    </div>
  );
};
