import type { ReadingFailure } from '../../domain/knowledge/document.ts';
import type { Result } from '../../domain/result.ts';

export type PageFailure = Extract<
  ReadingFailure,
  'forbidden_address' | 'unreachable' | 'page_refused' | 'not_a_page' | 'page_too_large'
>;

export interface FetchedPage {
  readonly content: Uint8Array;
  readonly kind: 'html' | 'text';
}

/**
 * Fetches a web page that an owner named. Private addresses are not connected to, whatever a name or a redirect leads to; size and
 * time are bounded. Never throws for what a server does. `passing`: a later attempt may succeed.
 */
export interface PageFetcher {
  fetchPage(
    url: string,
  ): Promise<Result<FetchedPage, { readonly code: PageFailure; readonly passing: boolean }>>;
}
