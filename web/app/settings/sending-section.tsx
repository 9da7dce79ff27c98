import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import {
  type SettingsResource,
  type UpdateSettingsBody,
  updateSettingsBody,
} from '../../../shared/contract/auth.ts';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import { settingsTexts } from '../i18n/pages/settings-page.ts';
import { type FieldErrors, focusFirstError, objections } from '../ui/check.ts';
import { fieldErrors, useErrorText } from '../ui/error-text.ts';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';
import classes from './settings.module.css';

interface Values {
  readonly timeZone: string;
  readonly dailySendingLimit: string;
  readonly undoSeconds: string;
  readonly paceSeconds: string;
  /** '' : no ramp. */
  readonly rampPerDay: string;
  /** '' : kept. */
  readonly retentionDays: string;
}

const valuesOf = (settings: SettingsResource): Values => ({
  timeZone: settings.timeZone,
  dailySendingLimit: String(settings.dailySendingLimit),
  undoSeconds: String(settings.undoSeconds),
  paceSeconds: String(settings.paceSeconds),
  rampPerDay: settings.rampPerDay === null ? '' : String(settings.rampPerDay),
  retentionDays: settings.retentionDays === null ? '' : String(settings.retentionDays),
});

const wholeNumber = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

const bodyOf = (values: Values) =>
  ({
    timeZone: values.timeZone,
    dailySendingLimit: wholeNumber(values.dailySendingLimit),
    undoSeconds: wholeNumber(values.undoSeconds),
    paceSeconds: wholeNumber(values.paceSeconds),
    rampPerDay: values.rampPerDay.trim() === '' ? null : wholeNumber(values.rampPerDay),
    retentionDays: values.retentionDays.trim() === '' ? null : wholeNumber(values.retentionDays),
  }) satisfies Required<Omit<UpdateSettingsBody, 'paused'>>;

/** Suggested where mails leave without approval. */
const UNDO_SECONDS = '60';

type Body = ReturnType<typeof bodyOf>;

/** Only what was changed: a new pace plans all waiting conversations again. */
const changedIn = (body: Body, before: Body): UpdateSettingsBody =>
  Object.fromEntries(Object.entries(body).filter(([name, value]) => value !== before[name as keyof Body]));

export const SendingSection = ({ settings }: { readonly settings: SettingsResource }) => {
  const { t } = usePageI18n(settingsTexts);
  const errorText = useErrorText();
  const form = useRef<HTMLFormElement>(null);
  const saved = valuesOf(settings);
  const [values, setValues, clearDraft] = useDraft('settings', saved);
  const [errors, setErrors] = useState<FieldErrors>({});
  const { run, pending } = useAction();
  /** The stored time zone may be a default; the browser has the real one. */
  const here = useMemo(() => new Intl.DateTimeFormat().resolvedOptions().timeZone, []);
  const zones = useMemo(
    () => [...new Set([settings.timeZone, here, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort(),
    [settings.timeZone, here],
  );
  const changed = JSON.stringify(values) !== JSON.stringify(saved);
  const change = (what: Partial<Values>) => setValues((before) => ({ ...before, ...what }));

  const save = () => {
    const body = bodyOf(values);
    const found = objections(updateSettingsBody, body, t);
    setErrors(found ?? {});
    if (found) {
      focusFirstError(form.current);
      return;
    }
    void run(
      async () => {
        const updated = await send('updateSettings', { body: changedIn(body, bodyOf(saved)) });
        const session = resources.known(at('getSession'));
        if (session) resources.write(at('getSession'), { ...session, settings: updated });
        clearDraft();
        setValues(valuesOf(updated));
      },
      {
        done: t('settings.saved'),
        onError: (error) => {
          setErrors(fieldErrors(error));
          toast('failed', errorText(error));
        },
      },
    );
  };

  return (
    <form
      ref={form}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className={classes.pair}>
        <TextInput
          label={t('settings.dailyLimit')}
          description={t('settings.dailyLimitHint')}
          inputMode="numeric"
          value={values.dailySendingLimit}
          onChange={(event) => change({ dailySendingLimit: event.currentTarget.value })}
          error={errors.dailySendingLimit}
        />
        <div className="stack-tight">
          <TextInput
            label={t('settings.undo')}
            description={t('settings.undoHint')}
            inputMode="numeric"
            value={values.undoSeconds}
            onChange={(event) => change({ undoSeconds: event.currentTarget.value })}
            error={errors.undoSeconds}
          />
          {values.undoSeconds.trim() === '0' && (
            <div>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => change({ undoSeconds: UNDO_SECONDS })}
              >
                {t('settings.undoSuggested', { seconds: UNDO_SECONDS })}
              </Button>
            </div>
          )}
        </div>
        <TextInput
          label={t('settings.pace')}
          description={t('settings.paceHint')}
          inputMode="numeric"
          value={values.paceSeconds}
          onChange={(event) => change({ paceSeconds: event.currentTarget.value })}
          error={errors.paceSeconds}
        />
        <TextInput
          label={t('settings.ramp')}
          description={t('settings.rampHint')}
          placeholder={t('settings.rampNone')}
          inputMode="numeric"
          value={values.rampPerDay}
          onChange={(event) => change({ rampPerDay: event.currentTarget.value })}
          error={errors.rampPerDay}
        />
        <TextInput
          label={t('settings.retention')}
          description={t('settings.retentionHint')}
          placeholder={t('settings.retentionNone')}
          inputMode="numeric"
          value={values.retentionDays}
          onChange={(event) => change({ retentionDays: event.currentTarget.value })}
          error={errors.retentionDays}
        />
        <div className="stack-tight">
          <NativeSelect
            label={t('settings.timeZone')}
            description={t('settings.timeZoneHint')}
            value={values.timeZone}
            onChange={(event) => change({ timeZone: event.currentTarget.value })}
            data={zones}
            error={errors.timeZone}
          />
          {here !== values.timeZone && (
            <div>
              <Button size="compact-sm" variant="default" onClick={() => change({ timeZone: here })}>
                {t('settings.timeZoneHere', { timeZone: here })}
              </Button>
            </div>
          )}
        </div>
      </div>
      <div>
        <Button type="submit" loading={pending} disabled={!changed}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
};
