import type { ReadingFailure } from '../../domain/knowledge/document.ts';

/** Why a document could not be read, for people. */
export const readingFailureTexts = {
  unreadable: 'The file is damaged, protected or not of the kind that its name says.',
  no_text: 'There is no text in it. A scan needs text recognition first.',
  too_much_text: 'All documents together would have more text than fits. Delete one first.',
  incomplete: 'The upload was interrupted. Add the document again.',
  forbidden_address: 'This address is not on the public internet, or does not begin with https.',
  unreachable: 'The page cannot be reached.',
  page_refused: 'The server of the page answered with an error.',
  not_a_page: 'The address leads to neither a page nor text.',
  page_too_large: 'The page is larger than 10 MB.',
} as const satisfies Readonly<Record<ReadingFailure, string>>;
