import { Button, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import type { AssistantResource } from '../../../shared/contract/assistants.ts';
import { createThreadBody } from '../../../shared/contract/threads.ts';
import { at, send } from '../api/client.ts';
import { forgetIdempotencyKey, idempotencyKeyFor } from '../api/idempotency.ts';
import { resources } from '../api/resources.ts';
import { useSession } from '../api/session.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { BeforeThread } from '../threads/before-thread.tsx';
import classes from '../threads/thread-fields.module.css';
import { AssistantField, MannerFields, PurposeFields } from '../threads/thread-fields.tsx';
import { createBody, newThread, type ThreadValues } from '../threads/thread-values.ts';
import { type FieldErrors, focusFirstError, looksLikeAddress, objections } from '../ui/check.ts';
import { fieldErrors, runningIn, useErrorText } from '../ui/error-text.ts';
import { Icon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { toast } from '../ui/toasts.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';

export default function NewThread() {
  const { t } = useI18n();
  return (
    <Page
      title={t('threads.new')}
      lead={
        <>
          {t('threads.newLead')} <Link to="/threads/new-many">{t('threads.manyInstead')}</Link>
        </>
      }
      width="reading"
      back={{ to: '/threads', label: t('nav.threads') }}
    >
      <BeforeThread>{(assistants) => <ThreadForm assistants={assistants} />}</BeforeThread>
    </Page>
  );
}

/** What another page has filled in: whom to write to, and what about. */
const filledIn = (state: unknown): Partial<OneThread> | null =>
  typeof state === 'object' && state !== null && 'fill' in state && typeof state.fill === 'object'
    ? state.fill
    : null;

interface OneThread extends ThreadValues {
  readonly email: string;
  readonly name: string;
}

const ThreadForm = ({ assistants }: { readonly assistants: readonly AssistantResource[] }) => {
  const { t } = useI18n();
  const errorText = useErrorText();
  const navigate = useNavigate();
  const { demo } = useSession();
  const [params] = useSearchParams();
  const form = useRef<HTMLFormElement>(null);
  const wanted = params.get('assistant');
  const only = assistants.length === 1 ? assistants[0]?.id : undefined;
  const fill = filledIn(useLocation().state);
  const [draft, setDraft, clearDraft] = useDraft<OneThread>(fill ? `thread:${fill.email}` : 'thread', {
    ...newThread,
    email: '',
    name: '',
    ...fill,
  });
  const values = {
    ...draft,
    assistantId:
      [draft.assistantId, wanted, only].find((id) => assistants.some((assistant) => assistant.id === id)) ??
      '',
  };
  const [errors, setErrors] = useState<FieldErrors>({});
  const { run, pending } = useAction();
  const [running, setRunning] = useState<string | null>(null);
  const change = (what: Partial<OneThread>) => setDraft({ ...values, ...what });

  const create = (allowParallel: boolean) => {
    const body = { ...createBody(values, values), ...(allowParallel ? { allowParallel } : {}) };
    const found = {
      ...objections(createThreadBody, body, t),
      ...(looksLikeAddress(body.recipient.email) ? {} : { 'recipient.email': t('check.address') }),
    };
    setErrors(found);
    setRunning(null);
    if (Object.keys(found).length > 0) {
      focusFirstError(form.current);
      return;
    }
    void run(
      async () => {
        const thread = await send('createThread', {
          body,
          headers: { 'Idempotency-Key': await idempotencyKeyFor(body) },
        });
        await forgetIdempotencyKey(body);
        clearDraft();
        resources.write(at('getThread', { threadId: thread.id }), thread);
        resources.invalidate('listThreads');
        await navigate(`/threads/${thread.id}`);
      },
      {
        onError: (error) => {
          const other = runningIn(error);
          if (other !== null) {
            setRunning(other);
            return;
          }
          setErrors(fieldErrors(error));
          toast('failed', errorText(error));
        },
      },
    );
  };

  const fields = { values, errors, onChange: change };
  return (
    <form
      ref={form}
      className="stack-loose"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        create(false);
      }}
    >
      <section className="stack">
        <AssistantField {...fields} assistants={assistants} />
        <div className={classes.pair}>
          <TextInput
            type="email"
            label={t('thread.recipientEmail')}
            {...(demo.local ? { description: t('thread.recipientLocal') } : {})}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={values.email}
            onChange={(event) => change({ email: event.currentTarget.value })}
            error={errors['recipient.email']}
            autoComplete="off"
            required
          />
          <TextInput
            label={t('thread.recipientName')}
            value={values.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={errors['recipient.name']}
            autoComplete="off"
          />
        </div>
        <PurposeFields {...fields} />
        <MannerFields {...fields} />
      </section>
      {running !== null && (
        <div className={classes.notice} role="alert">
          <p>
            <strong>{t('thread.running')}</strong> {t('thread.runningText')}
          </p>
          <div className="row">
            <Button component={Link} to={`/threads/${running}`} size="sm" variant="default">
              {t('thread.openRunning')}
            </Button>
            <Button size="sm" variant="subtle" loading={pending} onClick={() => create(true)}>
              {t('thread.startAnyway')}
            </Button>
          </div>
        </div>
      )}
      <div className="row">
        <Button type="submit" loading={pending} leftSection={<Icon name="send" size={16} />}>
          {t('threads.start')}
        </Button>
        <Button component={Link} to="/threads" variant="subtle" color="gray">
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
};
