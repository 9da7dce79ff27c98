import { at } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { knowledgeWords } from '../i18n/knowledge.ts';
import { Failed, TextSkeleton } from '../ui/states.tsx';
import { AddDocument } from './add-document.tsx';
import { DocumentEntry } from './document-entry.tsx';
import classes from './knowledge.module.css';

/** While something is being read. */
const POLL_MS = 1500;

/** The documents that an assistant takes facts from, and a form for another. */
export default function KnowledgeSection({ assistantId }: { readonly assistantId: string }) {
  const { locale } = useI18n();
  const words = knowledgeWords(locale);
  const resource = at('listDocuments', { assistantId });
  const isReading = resources.known(resource)?.items.some(({ state }) => state === 'reading') ?? false;
  const { data, error, reload } = useResource(resource, { pollMs: isReading ? POLL_MS : 0 });
  return (
    <section className={classes.section} aria-labelledby="documents">
      <h2 id="documents">{words.title}</h2>
      {data ? (
        <>
          <p className="muted">{data.items.length === 0 ? words.none : words.intro}</p>
          {data.items.length > 0 && (
            <ul className="plain-list">
              {data.items.map((document) => (
                <DocumentEntry key={document.id} assistantId={assistantId} document={document} />
              ))}
            </ul>
          )}
          <AddDocument assistantId={assistantId} />
        </>
      ) : error ? (
        <Failed error={error} onRetry={reload} />
      ) : (
        <TextSkeleton lines={8} />
      )}
    </section>
  );
}
