import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { MessageResource, ThreadResource } from '../../../shared/contract/threads.ts';
import { send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { groundingWords } from '../i18n/grounding.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';
import classes from './draft-card.module.css';
import SourcedText from './sourced-text.tsx';
import { settleThread } from './thread-actions.tsx';

interface HeldTextCardProps {
  readonly thread: ThreadResource;
  readonly message: MessageResource;
}

type Doing = 'reading' | 'answering' | 'adding';

/** A text that states what nothing proves: its owner says what is true, or lets it go as it stands. */
export default function HeldTextCard({ thread, message }: HeldTextCardProps) {
  const { t, locale } = useI18n();
  const words = groundingWords(locale);
  const [doing, setDoing] = useState<Doing>('reading');
  const [text, setText, clearText] = useDraft(`unproved:${message.id}`, '');
  const { run, pending } = useAction();
  const target = { threadId: thread.id, messageId: message.id };
  const refresh = () => resources.invalidate('listThreads', 'summarise', 'getThread', 'listMessages');

  const answer = async () => {
    if (text.trim() === '') return;
    const body = { text: text.trim(), remember: doing === 'adding' };
    const sent = await run(
      async () => {
        settleThread(await send('answerQuestion', { threadId: thread.id, body }));
        refresh();
      },
      { done: words.answered },
    );
    if (sent) clearText();
  };
  // As it was seen: what came meanwhile may put another light on it.
  const allow = () =>
    run(
      async () => {
        await send('approveMessage', { ...target, body: { revision: thread.revision } });
        refresh();
      },
      { done: words.allowed },
    );
  const discard = () =>
    run(
      async () => {
        await send('discardMessage', target);
        refresh();
      },
      { done: words.discarded },
    );

  return (
    <section className={classes.card} id="held-text" tabIndex={-1} aria-labelledby="held-text-title">
      <header className={classes.head}>
        <Icon name="flag" size={18} />
        <h2 id="held-text-title">{words.title}</h2>
        <span className="muted small break">
          {t('mail.to', { names: message.to.map((person) => person.email).join(', ') })}
        </span>
      </header>
      <p className="muted small">{words.intro}</p>
      <h3 className="break">{message.subject}</h3>
      <SourcedText assistantId={thread.assistantId} message={message} />
      {doing === 'reading' ? (
        <div className="row">
          <Button disabled={pending} onClick={() => setDoing('answering')}>
            {words.ask}
          </Button>
          <Button variant="default" disabled={pending} onClick={() => setDoing('adding')}>
            {words.add}
          </Button>
          <Button variant="default" loading={pending} onClick={allow}>
            {words.allow}
          </Button>
          <Button variant="subtle" color="red" className="danger" disabled={pending} onClick={discard}>
            {words.discard}
          </Button>
        </div>
      ) : (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            void answer();
          }}
        >
          <Textarea
            label={doing === 'adding' ? words.fact : words.answer}
            description={doing === 'adding' ? words.factHint : words.answerHint}
            autosize
            minRows={2}
            maxRows={12}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
          <div className="row">
            <Button type="submit" loading={pending} disabled={text.trim() === ''}>
              {doing === 'adding' ? words.addAndSend : words.send}
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setDoing('reading')}>
              {words.cancel}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
