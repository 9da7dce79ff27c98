import type { DraftRef, MailGateway, MailResult } from '../../application/ports/mail-gateway.ts';
import { ok } from '../../domain/result.ts';

export interface DraftListing {
  readonly drafts: readonly DraftRef[];
  readonly nextPageToken: string | null;
}

interface DraftCalls {
  list(query: string | null, pageToken: string | null): MailResult<DraftListing>;
  carriesOurHeader(messageId: string, value: string): MailResult<boolean>;
}

/**
 * How many drafts are checked if nothing narrows the search: each check costs 20 units of 6,000 a minute, and Gmail
 * lists the newest first. The draft was created moments ago.
 */
const MAX_UNNARROWED = 50;

const plainAddress = /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/;

/**
 * Searches for the draft with our header. In a known thread, the listing shows which drafts are candidates. A draft
 * without a thread is searched by recipient, then among the newest, because Gmail's search index lags.
 */
export const findDraft = async (
  calls: DraftCalls,
  ourMessageId: string,
  hint: Parameters<MailGateway['findDraft']>[2],
): MailResult<DraftRef | null> => {
  const seen = new Set<string>();
  const searchable = hint.threadId === null && plainAddress.test(hint.to);
  for (const query of searchable ? [`to:${hint.to}`, null] : [null]) {
    let budget = query === null && hint.threadId === null ? MAX_UNNARROWED : Number.POSITIVE_INFINITY;
    let pageToken: string | null = null;
    do {
      const page: Awaited<MailResult<DraftListing>> = await calls.list(query, pageToken);
      if (!page.ok) return page;
      for (const draft of page.value.drafts) {
        if (hint.threadId !== null && draft.threadId !== hint.threadId) continue;
        if (budget-- <= 0) return ok(null);
        if (seen.has(draft.messageId)) continue;
        seen.add(draft.messageId);
        const carries = await calls.carriesOurHeader(draft.messageId, ourMessageId);
        if (!carries.ok) return carries;
        if (carries.value) return ok(draft);
      }
      pageToken = page.value.nextPageToken;
    } while (pageToken !== null);
  }
  return ok(null);
};
