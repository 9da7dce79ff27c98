import { Button, Textarea } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { MessageResource, ThreadResource } from '../../../shared/contract/threads.ts';
import { at, send } from '../api/client.ts';
import { optimistically, resources } from '../api/resources.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';
import { DecisionNote } from './decision-note.tsx';
import classes from './draft-card.module.css';
import type { MessagePage } from './use-messages.ts';

const SourcedText = lazy(() => import('./sourced-text.tsx'));

interface DraftCardProps {
  readonly thread: ThreadResource;
  readonly message: MessageResource;
  readonly page: MessagePage;
}

type Doing = 'reading' | 'editing' | 'rewriting';

/** The draft that waits for the owner's approval. */
export default function DraftCard({ thread, message, page }: DraftCardProps) {
  const { t } = useI18n();
  const [doing, setDoing] = useState<Doing>('reading');
  const [text, setText, clearText] = useDraft(`approve:${message.id}`, message.text);
  const [feedback, setFeedback, clearFeedback] = useDraft(`rewrite:${message.id}`, '');
  const { run, pending } = useAction();

  /** Hides the card at once; if the server refuses, it comes back with what was typed. */
  const settle = (
    change: Partial<MessageResource>,
    request: () => Promise<unknown>,
    { goesOn, done }: { readonly goesOn: boolean; readonly done?: string },
  ) =>
    run(
      async () => {
        await optimistically(
          at('getThread', { threadId: thread.id }),
          (current) => ({ ...current, waitingMessageId: null, working: goesOn }),
          () =>
            optimistically(
              page,
              (current) => ({
                ...current,
                items: current.items.map((item) => (item.id === message.id ? { ...item, ...change } : item)),
              }),
              request,
            ),
        );
        clearText();
        clearFeedback();
        resources.invalidate('listThreads', 'summarise', 'getThread', 'listMessages');
      },
      done === undefined ? {} : { done },
    );

  const approve = () => {
    const edited = text.trim() !== message.text.trim();
    void settle(
      { approved: true, ...(edited ? { text } : {}) },
      () =>
        send('approveMessage', { threadId: thread.id, messageId: message.id, body: edited ? { text } : {} }),
      { goesOn: true },
    );
  };
  const discard = () =>
    settle(
      { state: 'discarded' },
      () => send('discardMessage', { threadId: thread.id, messageId: message.id }),
      {
        goesOn: false,
        done: t('draft.discarded'),
      },
    );
  const rewrite = () =>
    settle(
      { state: 'superseded' },
      () =>
        send('rewriteMessage', {
          threadId: thread.id,
          messageId: message.id,
          body: { feedback: feedback.trim() },
        }),
      {
        goesOn: true,
      },
    );

  return (
    <section className={classes.card} id="draft" tabIndex={-1} aria-labelledby="draft-title">
      <header className={classes.head}>
        <Icon name="pen" size={18} />
        <h2 id="draft-title">{t('draft.title')}</h2>
        <span className="muted small break">
          {t('mail.to', { names: message.to.map((person) => person.email).join(', ') })}
        </span>
      </header>
      <h3 className="break">{message.subject}</h3>
      {doing === 'editing' ? (
        <Textarea
          aria-label={t('draft.text')}
          autosize
          minRows={8}
          maxRows={28}
          maxLength={20_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={text.trim() === '' ? t('check.required') : undefined}
          data-autofocus
        />
      ) : (
        <Suspense fallback={<div className={classes.text}>{text}</div>}>
          {text === message.text ? (
            <SourcedText assistantId={thread.assistantId} message={message} />
          ) : (
            <div className={classes.text}>{text}</div>
          )}
        </Suspense>
      )}
      {message.decision && (
        <DecisionNote decision={message.decision} purpose={message.purpose} usage={message.usage} />
      )}
      {doing === 'rewriting' ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (feedback.trim() !== '') void rewrite();
          }}
        >
          <Textarea
            label={t('draft.feedback')}
            placeholder={t('draft.feedbackPlaceholder')}
            autosize
            minRows={2}
            maxLength={4000}
            value={feedback}
            onChange={(event) => setFeedback(event.currentTarget.value)}
          />
          <div className="row">
            <Button type="submit" disabled={feedback.trim() === ''} loading={pending}>
              {t('draft.rewrite')}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setDoing('reading')}>
              {t('common.cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <div className="row">
          <Button
            leftSection={<Icon name="send" size={16} />}
            loading={pending}
            disabled={text.trim() === ''}
            onClick={approve}
          >
            {text.trim() === message.text.trim() ? t('draft.approve') : t('draft.approveEdited')}
          </Button>
          {doing === 'editing' ? (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                setText(message.text);
                clearText();
                setDoing('reading');
              }}
            >
              {t('common.undoChanges')}
            </Button>
          ) : (
            <>
              <Button variant="default" disabled={pending} onClick={() => setDoing('editing')}>
                {t('draft.edit')}
              </Button>
              <Button variant="default" disabled={pending} onClick={() => setDoing('rewriting')}>
                {t('draft.askRewrite')}
              </Button>
              <Button variant="subtle" color="red" className="danger" disabled={pending} onClick={discard}>
                {t('draft.discard')}
              </Button>
            </>
          )}
        </div>
      )}
    </section>
  );
}
