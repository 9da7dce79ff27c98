import { Button } from '@mantine/core';
import { useState } from 'react';
import { at } from '../api/client.ts';
import { useResource } from '../api/use-resource.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Failed, TextSkeleton } from '../ui/states.tsx';
import classes from './knowledge.module.css';

interface PassagesProps {
  readonly assistantId: string;
  readonly documentId: string;
  readonly cursor?: string;
}

/** A document's passages as the model is shown them, a page at a time. */
export const Passages = ({ assistantId, documentId, cursor }: PassagesProps) => {
  const { t } = useI18n();
  const [showsMore, setShowsMore] = useState(false);
  const query = { limit: 20, ...(cursor === undefined ? {} : { cursor }) };
  const { data, error, reload } = useResource(at('listPassages', { assistantId, documentId, query }));
  if (!data) return error ? <Failed error={error} onRetry={reload} /> : <TextSkeleton lines={4} />;
  const { items, nextCursor } = data;
  return (
    <>
      {items.map(({ id, heading, text }) => (
        <div key={id} className={classes.passage}>
          {heading !== '' && <p className={classes.heading}>{heading}</p>}
          <p className={classes.text}>{text}</p>
        </div>
      ))}
      {nextCursor !== null &&
        (showsMore ? (
          <Passages assistantId={assistantId} documentId={documentId} cursor={nextCursor} />
        ) : (
          <div>
            <Button size="compact-sm" variant="default" onClick={() => setShowsMore(true)}>
              {t('common.more')}
            </Button>
          </div>
        ))}
    </>
  );
};
