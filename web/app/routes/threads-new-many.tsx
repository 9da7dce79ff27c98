import { Button, Textarea } from '@mantine/core';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import { createThreadBody } from '../../../shared/contract/threads.ts';
import { usePageI18n } from '../i18n/i18n.tsx';
import { manyTexts } from '../i18n/pages/many-page.ts';
import { BeforeThread } from '../threads/before-thread.tsx';
import { type PlannedThread, planThreads } from '../threads/many-plan.ts';
import { ManyPreview } from '../threads/many-preview.tsx';
import { parseRecipients, textOfFile } from '../threads/recipients.ts';
import { AssistantField, MannerFields, PurposeFields } from '../threads/thread-fields.tsx';
import { createBody, newThread, type ThreadValues } from '../threads/thread-values.ts';
import { useManyThreads } from '../threads/use-many-threads.ts';
import { type FieldErrors, focusFirstError, objections } from '../ui/check.ts';
import { Icon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { useDraft } from '../ui/use-draft.ts';

/** More is a campaign, not a conversation; Gmail's own limits are not much higher. */
const MOST = 500;

export default function NewThreads() {
  const { t } = usePageI18n(manyTexts);
  return (
    <Page title={t('many.title')} lead={t('many.lead')} back={{ to: '/threads', label: t('nav.threads') }}>
      <BeforeThread>{(assistants) => <ManyForm assistants={assistants} />}</BeforeThread>
    </Page>
  );
}

interface ManyThreads extends ThreadValues {
  readonly list: string;
}

const isGood = ({ objection }: PlannedThread) => objection === null;

const ManyForm = ({ assistants }: { readonly assistants: readonly AssistantResource[] }) => {
  const { t, locale } = usePageI18n(manyTexts);
  const [params] = useSearchParams();
  const form = useRef<HTMLFormElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const [draft, setDraft, clearDraft] = useDraft<ManyThreads>('threads', { ...newThread, list: '' });
  const wanted = [draft.assistantId, params.get('assistant'), assistants[0]?.id];
  const values = {
    ...draft,
    assistantId: wanted.find((id) => assistants.some((assistant) => assistant.id === id)) ?? '',
  };
  const [errors, setErrors] = useState<FieldErrors>({});
  const many = useManyThreads();
  const change = (what: Partial<ManyThreads>) => setDraft({ ...values, ...what });

  // Computing hundreds of rows is deferred, so that typing stays responsive.
  const shown = useDeferredValue(draft);
  const parsed = useMemo(() => parseRecipients(shown.list), [shown.list]);
  const plan = useMemo(
    () => planThreads({ ...shown, assistantId: values.assistantId }, parsed.recipients.slice(0, MOST), t),
    [shown, values.assistantId, parsed, t],
  );
  const good = plan.filter(isGood);

  const start = async () => {
    const sample = createBody(values, { email: 'someone@example.com', name: '' });
    const found = objections(createThreadBody, sample, t) ?? {};
    setErrors(found);
    if (Object.keys(found).length > 0) {
      focusFirstError(form.current);
      return;
    }
    const { recipients } = parseRecipients(values.list);
    const latest = planThreads(values, recipients.slice(0, MOST), t).filter(isGood);
    if (await many.start(latest)) clearDraft();
  };
  const retry = async () => {
    if (await many.retry()) clearDraft();
  };

  const fields = { values, errors, onChange: change };
  const idle = many.state === 'idle';
  return (
    <form
      ref={form}
      className="stack-loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      {idle && (
        <>
          <section className="stack" style={{ maxWidth: 'var(--measure)' }}>
            <AssistantField {...fields} assistants={assistants} />
            <Textarea
              label={t('many.recipients')}
              description={t('many.recipientsHint')}
              placeholder={'maria@example.com, Maria\nOmar Haddad <omar@example.com>'}
              autosize
              minRows={5}
              maxRows={14}
              value={values.list}
              onChange={(event) => change({ list: event.currentTarget.value })}
            />
            <div className="row">
              <input
                ref={file}
                type="file"
                accept=".csv,.tsv,.txt,text/csv,text/plain"
                hidden
                aria-label={t('many.file')}
                onChange={async (event) => {
                  const chosen = event.currentTarget.files?.[0];
                  if (chosen) change({ list: await textOfFile(chosen, locale) });
                  if (file.current) file.current.value = '';
                }}
              />
              <Button
                variant="default"
                leftSection={<Icon name="download" size={16} />}
                onClick={() => file.current?.click()}
              >
                {t('many.file')}
              </Button>
              <span className="muted small">{t('many.fileHint')}</span>
            </div>
            <PurposeFields
              {...fields}
              hint={t('many.mergeHint', { fields: parsed.fields.map((name) => `{{${name}}}`).join(' ') })}
            />
            <MannerFields {...fields} />
          </section>
          {parsed.recipients.length > MOST && <p role="alert">{t('many.tooMany', { count: MOST })}</p>}
        </>
      )}
      {(plan.length > 0 || !idle) && (
        <ManyPreview plan={idle ? plan : many.plan} outcomes={many.outcomes} state={many.state} />
      )}
      <div className="row">
        {idle && (
          <Button type="submit" disabled={good.length === 0} leftSection={<Icon name="send" size={16} />}>
            {good.length === 0 ? t('threads.createMany') : t('many.start', { count: good.length })}
          </Button>
        )}
        {many.state === 'running' && (
          <Button variant="default" onClick={many.cancel}>
            {t('many.cancel')}
          </Button>
        )}
        {many.state === 'finished' && (
          <>
            <Button component={Link} to="/threads">
              {t('many.toThreads')}
            </Button>
            {many.failed > 0 && (
              <Button variant="default" onClick={() => void retry()}>
                {t('many.retry', { count: many.failed })}
              </Button>
            )}
            <Button variant="subtle" color="gray" onClick={many.reset}>
              {t('many.back')}
            </Button>
          </>
        )}
      </div>
    </form>
  );
};
