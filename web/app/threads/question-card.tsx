import { Button, Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { send } from '../api/client.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import { useAction } from '../ui/use-action.ts';
import { useDraft } from '../ui/use-draft.ts';
import { settleThread } from './thread-actions.tsx';
import classes from './thread-notice.module.css';

interface QuestionCardProps {
  readonly thread: ThreadResource;
  readonly question: string;
}

/** What the assistant asks, with room for the answer. It goes on as soon as it has one. */
export default function QuestionCard({ thread, question }: QuestionCardProps) {
  const { t } = useI18n();
  const since = thread.attention?.since ?? 0;
  const [text, setText, clearText] = useDraft(`answer:${thread.id}:${since}`, '');
  const [remember, setRemember] = useState(false);
  const { run, pending } = useAction();
  const answer = async () => {
    if (text.trim() === '') return;
    const body = { text: text.trim(), remember };
    const sent = await run(
      async () => settleThread(await send('answerQuestion', { threadId: thread.id, body })),
      { done: t('question.done') },
    );
    if (sent) clearText();
  };
  return (
    <section className={classes.notice} data-stacked aria-labelledby="question-title">
      <Icon name="flag" size={20} />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void answer();
        }}
      >
        <div role="status">
          <strong id="question-title">{t('attention.question')}</strong>
          <p className="break">{question}</p>
        </div>
        <Textarea
          label={t('question.answer')}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Checkbox
          label={t('question.remember')}
          description={t('question.rememberHint')}
          checked={remember}
          onChange={(event) => setRemember(event.currentTarget.checked)}
        />
        <div className="row">
          <Button type="submit" loading={pending} disabled={text.trim() === ''}>
            {t('question.send')}
          </Button>
        </div>
      </form>
    </section>
  );
}
