import { Button, Switch } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import type { DocumentResource } from '../../../shared/contract/documents.ts';
import { at, send } from '../api/client.ts';
import { optimistically, resources } from '../api/resources.ts';
import { useFormat } from '../i18n/format.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { filled, type KnowledgeWords, knowledgeWords } from '../i18n/knowledge.ts';
import { Confirm } from '../ui/confirm.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './knowledge.module.css';
import { Passages } from './passages.tsx';

interface EntryProps {
  readonly assistantId: string;
  readonly document: DocumentResource;
}

/** A document with its state, and what can be done with it. */
export const DocumentEntry = ({ assistantId, document }: EntryProps) => {
  const { locale } = useI18n();
  const words = knowledgeWords(locale);
  const { run, pending } = useAction();
  const [asking, setAsking] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const passagesId = useId();
  const { id: documentId, name, url, shared, kind, state, passages, version } = document;
  const list = at('listDocuments', { assistantId });
  // Other passages than before, once a new version is read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what the passages are of
  useEffect(() => {
    if (isOpen && state !== 'reading') void resources.invalidate('listPassages');
  }, [isOpen, state, version]);

  /** Shared documents are in the lists of the other assistants too. */
  const change = (
    expected: (items: readonly DocumentResource[]) => DocumentResource[],
    act: () => Promise<unknown>,
  ) =>
    optimistically(list, (page) => ({ ...page, items: expected(page.items) }), act).finally(() =>
      resources.invalidate('listDocuments'),
    );
  const changeThis = (fields: Partial<DocumentResource>, act: () => Promise<unknown>) =>
    change((items) => items.map((one) => (one.id === documentId ? { ...one, ...fields } : one)), act);

  const share = (wanted: boolean) =>
    run(() =>
      changeThis({ shared: wanted }, () =>
        send('updateDocument', { assistantId, documentId, body: { shared: wanted } }),
      ),
    );
  const refresh = () =>
    run(
      () =>
        changeThis({ state: 'reading', failure: null }, () =>
          send('refreshDocument', { assistantId, documentId }),
        ),
      { done: words.refreshing },
    );
  const remove = async () => {
    const isDone = await run(
      () =>
        change(
          (items) => items.filter((one) => one.id !== documentId),
          () => send('deleteDocument', { assistantId, documentId }),
        ),
      { done: words.removed },
    );
    if (!isDone) setAsking(false);
  };

  return (
    <li className={classes.document}>
      <div className={classes.head}>
        <div>
          <h3 className="break">{name}</h3>
          {url !== null && (
            <a className="break small" href={url} target="_blank" rel="noreferrer noopener">
              {url}
            </a>
          )}
          <State document={document} words={words} />
        </div>
        <Switch
          size="sm"
          label={words.shared}
          aria-label={filled(words.share, locale, { name })}
          checked={shared}
          disabled={pending}
          onChange={(event) => void share(event.currentTarget.checked)}
        />
      </div>
      <div className={classes.buttons}>
        {passages > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={isOpen}
            aria-controls={isOpen ? passagesId : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? words.hide : words.show}
          </Button>
        )}
        {kind === 'web' && state !== 'reading' && (
          <Button size="compact-sm" variant="default" disabled={pending} onClick={() => void refresh()}>
            {words.refresh}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          className="danger"
          aria-label={`${words.remove}: ${name}`}
          onClick={() => setAsking(true)}
        >
          {words.remove}
        </Button>
      </div>
      {isOpen && passages > 0 && (
        <section
          id={passagesId}
          className={classes.passages}
          aria-label={filled(words.shown, locale, { name })}
          // Scrolls by itself, so the keyboard has to reach it.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions must be focusable
          tabIndex={0}
        >
          <Passages assistantId={assistantId} documentId={documentId} />
        </section>
      )}
      <Confirm
        opened={asking}
        title={filled(words.removeTitle, locale, { name })}
        confirmLabel={words.remove}
        pending={pending}
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      >
        <p>{shared ? words.removeShared : words.removeText}</p>
      </Confirm>
    </li>
  );
};

const State = ({
  document,
  words,
}: {
  readonly document: DocumentResource;
  readonly words: KnowledgeWords;
}) => {
  const { locale } = useI18n();
  const format = useFormat();
  const { kind, state, failure, passages, bytes, cut, updatedAt } = document;
  const facts = [
    words.kinds[kind],
    ...(bytes === null ? [] : [format.kilobytes(bytes)]),
    ...(passages > 0 ? [filled(words.passages, locale, { count: passages })] : []),
    format.moment(updatedAt),
  ];
  return (
    <div className="small" aria-live="polite">
      <span className="muted">{facts.join(' · ')}</span>
      {state === 'reading' && <p>{words.reading}</p>}
      {failure !== null && (
        <p className={state === 'failed' ? classes.failed : classes.warning}>
          {words.failures[failure]} {state === 'failed' ? '' : words.outdated}
        </p>
      )}
      {cut && <p className={classes.warning}>{words.cut}</p>}
    </div>
  );
};
