import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { type OperatorFault, troubleAfter } from '../../domain/mailbox/trouble.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { prepareMailboxNews } from '../notification/announce.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

/** What the operator has to do; for the log, which alerts them. */
export const advice: Readonly<Record<OperatorFault, string>> = {
  api_disabled:
    'Enable the Gmail API in the Google Cloud project (gcloud services enable gmail.googleapis.com).',
  topic_foreign: 'GMAIL_WATCH_TOPIC has to belong to the project of the OAuth client.',
  topic_missing: 'Create the Pub/Sub topic that GMAIL_WATCH_TOPIC names.',
  topic_not_granted:
    'Grant roles/pubsub.publisher on the topic to gmail-api-push@system.gserviceaccount.com.',
  client_refused: 'Check GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET: Google refuses the OAuth client.',
  quota_spent: 'The Gmail API quota of the project is used up for today. Ask Google for more.',
  project_refused: 'Google refuses the project: check its billing and that it is not suspended.',
  unexplained: 'Google refuses the Gmail API (403) without a reason that is known. Run npm run doctor.',
};

/**
 * Only the operator can mend it. The mailbox stays connected and is tried again at growing intervals; one line of the log
 * says what to do, when the trouble begins and when it becomes another.
 */
export const noteTrouble = async (
  deps: { readonly store: DocumentStore; readonly clock: Clock; readonly logger: Logger },
  mailboxId: string,
  fault: OperatorFault,
): Promise<void> => {
  const before = await deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (mailbox?.status !== 'connected') return null;
    const now = deps.clock.now();
    const trouble = troubleAfter(mailbox.trouble, fault, now);
    const writeNews = await prepareMailboxNews(tx, mailbox, { ...mailbox, trouble }, now);
    tx.update(paths.mailbox(mailboxId), { trouble, nextSyncAt: trouble.retryAt });
    writeNews();
    return mailbox;
  });
  if (before && before.trouble?.fault !== fault) {
    deps.logger.error('gmail_trouble', { mailboxId, fault, advice: advice[fault] });
  }
};
