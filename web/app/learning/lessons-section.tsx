import { Button, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AssistantResource, UpdateAssistantBody } from '../../../shared/contract/assistants.ts';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { learningWords } from '../i18n/learning.ts';
import { Failed, TextSkeleton } from '../ui/states.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './learning.module.css';
import { LessonEntry } from './lesson-entry.tsx';

const MAX_CHARS = 500;

/** What an assistant has learnt from its owner, and a line to teach it more. */
export default function LessonsSection({ assistant }: { readonly assistant: AssistantResource }) {
  const { locale } = useI18n();
  const words = learningWords(locale);
  const assistantId = assistant.id;
  const { data, error, reload } = useResource(at('listLessons', { assistantId }));
  const { run, pending } = useAction();
  // By itself, so that what is typed in the form beside it stays.
  const [learns, setLearns] = useState(assistant.capabilities.learn);
  const setLearning = async (wanted: boolean) => {
    setLearns(wanted);
    const body = { capabilities: { learn: wanted } } as UpdateAssistantBody;
    const isDone = await run(() => send('updateAssistant', { assistantId, body }));
    if (!isDone) return setLearns(!wanted);
    // With the version as it was: the form goes on with what is typed in it.
    const { capabilities } = assistant;
    resources.write(at('getAssistant', { assistantId }), {
      ...assistant,
      capabilities: { ...capabilities, learn: wanted },
    });
  };
  return (
    <section className={classes.section} aria-labelledby="lessons">
      <h2 id="lessons">{words.title}</h2>
      <Switch
        label={words.learn}
        description={words.learnHint}
        checked={learns}
        disabled={pending}
        onChange={(event) => void setLearning(event.currentTarget.checked)}
      />
      {data ? (
        <>
          <p className="muted">{data.items.length === 0 ? words.none : words.intro}</p>
          {data.items.length > 0 && (
            <ul className="plain-list">
              {data.items.map((lesson) => (
                <LessonEntry key={lesson.id} assistantId={assistantId} lesson={lesson} />
              ))}
            </ul>
          )}
          <AddLesson assistantId={assistantId} />
        </>
      ) : error ? (
        <Failed error={error} onRetry={reload} />
      ) : (
        <TextSkeleton lines={5} />
      )}
    </section>
  );
}

const AddLesson = ({ assistantId }: { readonly assistantId: string }) => {
  const { locale } = useI18n();
  const words = learningWords(locale);
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { run, pending } = useAction();
  const add = async () => {
    if (text.trim() === '') return setMissing(true);
    const isDone = await run(
      async () => {
        await send('addLesson', { assistantId, body: { text: text.trim() } });
        await resources.invalidate('listLessons');
      },
      { done: words.added },
    );
    if (isDone) setText('');
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextInput
        label={words.addLabel}
        description={words.addHint}
        maxLength={MAX_CHARS}
        value={text}
        error={isMissing ? words.required : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMissing(false);
        }}
      />
      <div>
        <Button type="submit" variant="default" loading={pending}>
          {words.add}
        </Button>
      </div>
    </form>
  );
};
