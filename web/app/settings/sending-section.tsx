import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import {
  type SettingsResource,
  type UpdateSettingsBody,
  updateSettingsBody,
} from '../../../shared/contract/auth.ts';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { type FieldErrors, focusFirstError, objections } from '../ui/check.ts';
import { fieldErrors, useErrorText } from '../ui/error-text.ts';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';
import classes from './settings.module.css';

interface Values {
  readonly timeZone: string;
  readonly dailySendingLimit: string;
  /** '' : kept. */
  readonly retentionDays: string;
}

const valuesOf = (settings: SettingsResource): Values => ({
  timeZone: settings.timeZone,
  dailySendingLimit: String(settings.dailySendingLimit),
  retentionDays: settings.retentionDays === null ? '' : String(settings.retentionDays),
});

const wholeNumber = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

const bodyOf = (values: Values) =>
  ({
    timeZone: values.timeZone,
    dailySendingLimit: wholeNumber(values.dailySendingLimit),
    retentionDays: values.retentionDays.trim() === '' ? null : wholeNumber(values.retentionDays),
  }) satisfies Required<UpdateSettingsBody>;

export const SendingSection = ({ settings }: { readonly settings: SettingsResource }) => {
  const { t } = useI18n();
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
        const updated = await send('updateSettings', { body });
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
