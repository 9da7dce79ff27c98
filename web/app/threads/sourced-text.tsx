import { Fragment, type ReactNode, useId, useState } from 'react';
import type { MessageResource } from '../../../shared/contract/threads.ts';
import { at } from '../api/client.ts';
import { useResource } from '../api/use-resource.ts';
import { type GroundingWords, groundingWords } from '../i18n/grounding.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Failed, TextSkeleton } from '../ui/states.tsx';
import { mailElementId } from './mail.tsx';
import classes from './sourced-text.module.css';

type SourceResource = MessageResource['sources'][number];

interface SourcedTextProps {
  readonly assistantId: string;
  readonly message: Pick<MessageResource, 'text' | 'sources' | 'unproved'>;
}

/** A source with the number that its marks show. */
interface Numbered {
  readonly source: SourceResource;
  readonly n: number;
}

const keyOf = ({ kind, id, quote }: SourceResource): string => `${kind} ${id} ${quote}`;

const numbered = (sources: readonly SourceResource[]): readonly Numbered[] =>
  [...new Map(sources.map((source) => [keyOf(source), source])).values()].map((source, index) => ({
    source,
    n: index + 1,
  }));

/** A text of ours: what nothing proves is marked, and what it rests on opens. */
export default function SourcedText({ assistantId, message }: SourcedTextProps) {
  const { locale } = useI18n();
  const words = groundingWords(locale);
  const panelId = useId();
  const [openKey, setOpenKey] = useState<string | null>(null);
  const { text, sources, unproved } = message;
  const all = numbered(sources);
  const open = all.find(({ source }) => keyOf(source) === openKey);
  const toggle = (source: SourceResource) => setOpenKey(keyOf(source) === openKey ? null : keyOf(source));
  const chip = ({ source, n }: Numbered, label: ReactNode) => (
    <button
      key={n}
      type="button"
      className={classes.chip}
      aria-label={`${words.source.replace('{n}', String(n))}: ${words.kinds[source.kind]}`}
      aria-expanded={open?.n === n}
      aria-controls={open?.n === n ? panelId : undefined}
      onClick={() => toggle(source)}
    >
      {label}
    </button>
  );
  return (
    <>
      <div className={classes.text}>
        {piecesOf(text, sources, unproved).map((piece) => (
          <Fragment key={piece.start}>
            {piece.isUnproved ? (
              <mark className={classes.unproved} title={words.marked}>
                {piece.text}
              </mark>
            ) : (
              piece.text
            )}
            {all.filter(({ source }) => piece.ends.includes(keyOf(source))).map((one) => chip(one, one.n))}
          </Fragment>
        ))}
      </div>
      {all.length > 0 && (
        <div className={classes.sources}>
          <span className="muted small">{words.sources}</span>
          {all.map((one) => chip(one, `${one.n} ${words.kinds[one.source.kind]}`))}
        </div>
      )}
      {open && (
        <section
          id={panelId}
          className={classes.panel}
          aria-label={words.source.replace('{n}', String(open.n))}
        >
          <p className="muted small">{words.kinds[open.source.kind]}</p>
          <blockquote className="break">{open.source.quote}</blockquote>
          {open.source.kind === 'passage' && (
            <WholePassage assistantId={assistantId} passageId={open.source.id} words={words} />
          )}
          <div className="row">
            {open.source.kind === 'mail' && document.getElementById(mailElementId(open.source.id)) && (
              <button type="button" className={classes.link} onClick={() => goToMail(open.source.id)}>
                {words.toMail}
              </button>
            )}
            <button type="button" className={classes.link} onClick={() => setOpenKey(null)}>
              {words.close}
            </button>
          </div>
        </section>
      )}
    </>
  );
}

interface Piece {
  readonly start: number;
  readonly text: string;
  readonly isUnproved: boolean;
  /** The sources whose words end with it. */
  readonly ends: readonly string[];
}

const piecesOf = (
  text: string,
  sources: readonly SourceResource[],
  unproved: MessageResource['unproved'],
): readonly Piece[] => {
  const cuts = [
    0,
    text.length,
    ...unproved.flatMap(({ start, end }) => [start, end]),
    ...sources.map(({ end }) => end ?? 0),
  ];
  const places = [...new Set(cuts)]
    .filter((place) => place >= 0 && place <= text.length)
    .sort((a, b) => a - b);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? text.length;
    return {
      start,
      text: text.slice(start, end),
      isUnproved: unproved.some((mark) => mark.start <= start && mark.end >= end),
      ends: sources.filter((source) => source.end === end).map(keyOf),
    };
  });
};

const goToMail = (messageId: string): void => {
  const element = document.getElementById(mailElementId(messageId));
  element?.scrollIntoView({ behavior: 'smooth', block: 'center' });
  element?.focus({ preventScroll: true });
};

interface WholePassageProps {
  readonly assistantId: string;
  /** `{documentId}-{n}`. */
  readonly passageId: string;
  readonly words: GroundingWords;
  readonly cursor?: string;
}

/** The passage around the quoted words, as the document holds it now. */
const WholePassage = ({ assistantId, passageId, words, cursor }: WholePassageProps) => {
  const documentId = passageId.slice(0, passageId.lastIndexOf('-'));
  const query = { limit: 100, ...(cursor === undefined ? {} : { cursor }) };
  const { data, error, reload } = useResource(at('listPassages', { assistantId, documentId, query }));
  if (!data) return error ? <Failed error={error} onRetry={reload} /> : <TextSkeleton lines={3} />;
  const passage = data.items.find(({ id }) => id === passageId);
  if (passage) {
    return (
      <>
        <p className="muted small">{words.whole}</p>
        {passage.heading !== '' && <strong className="break">{passage.heading}</strong>}
        <p className={classes.text}>{passage.text}</p>
      </>
    );
  }
  return data.nextCursor === null ? (
    <p className="muted small">{words.gone}</p>
  ) : (
    <WholePassage assistantId={assistantId} passageId={passageId} words={words} cursor={data.nextCursor} />
  );
};
