import type { Review } from '../application/notification/use-review-link.ts';
import type { ReviewTexts } from '../contract/messages/review.ts';
import { escaped, page } from './plain-page.ts';

/** The page of a one-tap link. */

const linkTo = (texts: ReviewTexts, publicUrl: string, threadId: string): string =>
  `<a class="button" href="${escaped(`${publicUrl}/threads/${threadId}`)}">${escaped(texts.open)}</a>`;

/** The draft, with what can be decided on it. `seal` is to come back with the form. */
export const draftPage = (
  language: string,
  texts: ReviewTexts,
  publicUrl: string,
  { thread, message }: Pick<Extract<Review, { state: 'open' }>, 'thread' | 'message'>,
  form: { readonly seal: string; readonly problem: string | null; readonly text: string | null },
): string => {
  const { recipient } = thread;
  const to = recipient.name === null ? recipient.email : `${recipient.name} <${recipient.email}>`;
  return page(
    language,
    texts.title,
    `<h1>${escaped(texts.title)}</h1>
${form.problem === null ? '' : `<p role="alert">${escaped(form.problem)}</p>`}
<dl><dt>${escaped(texts.to)}</dt><dd>${escaped(to)}</dd><dt>${escaped(texts.subject)}</dt><dd>${escaped(message.subject)}</dd></dl>
<form method="post">
<input type="hidden" name="seal" value="${escaped(form.seal)}">
<label for="text">${escaped(texts.text)}</label>
<textarea id="text" name="text" maxlength="20000" aria-describedby="hint">
${escaped(form.text ?? message.text)}</textarea>
<p class="hint" id="hint">${escaped(texts.hint)}</p>
<button type="submit" name="decision" value="approve">${escaped(texts.approve)}</button>
<button type="submit" name="decision" value="discard">${escaped(texts.discard)}</button>
<button type="submit" name="decision" value="stop">${escaped(texts.stop)}</button>
</form>
${linkTo(texts, publicUrl, thread.id)}`,
  );
};

/** What has happened, or why nothing can be decided here. */
export const noticePage = (
  language: string,
  texts: ReviewTexts,
  publicUrl: string,
  notice: string,
  threadId: string | null,
): string =>
  page(
    language,
    notice,
    `<h1 role="status">${escaped(notice)}</h1>${threadId === null ? '' : linkTo(texts, publicUrl, threadId)}`,
  );
