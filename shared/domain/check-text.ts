import type { MailAddress } from './people.ts';
import type { Prompt } from './writing.ts';

const MAX_CHARS = 20_000;
const LINKS = /\b(?:https?:\/\/|www\.)[^\s<>"')\]]+/gi;
/** `[Name]`, `{{company}}`, `<your name>`: what a template leaves behind. */
const PLACEHOLDER =
  /\[[A-Z\u0400-\u042f][^\]\n]{0,40}\](?!\()|\{\{[^}\n]{1,60}\}\}|<(?:your|insert|name)[^>\n]{0,40}>/;
/** Phrases of the fixed rules and of our markers, which no honest mail contains. */
const LEAKS = ['untrusted-mail', 'decline_noted', 'goalProgress', 'opt_out', 'You write emails on behalf of'];

const trimmedLink = (link: string): string => link.replace(/[.,;:!?]+$/, '').toLowerCase();

/**
 * What speaks against sending a text that the model wrote, as sentences that the model and the owner understand. Empty:
 * nothing. Only what can be checked for certain; taste is not judged here.
 */
export const checkText = (
  text: string,
  context: { readonly prompt: Prompt; readonly recipient: MailAddress },
): readonly string[] => {
  const objections: string[] = [];
  const body = text.trim();
  if (body.length === 0) objections.push('the text is empty');
  if (body.length > MAX_CHARS) objections.push(`the text is longer than ${MAX_CHARS} characters`);
  const placeholder = body.match(PLACEHOLDER)?.[0];
  if (placeholder) objections.push(`the placeholder ${placeholder} was left unfilled`);
  if (LEAKS.some((leak) => body.includes(leak))) objections.push('the text repeats parts of the rules');
  const known = [context.prompt.instructions, ...context.prompt.items.map((item) => item.text)]
    .join('\n')
    .toLowerCase();
  const strange = [...body.matchAll(LINKS)]
    .map((m) => trimmedLink(m[0]))
    .find((link) => !known.includes(link));
  if (strange)
    objections.push('it contains a link that stands neither in the instructions nor in the conversation');
  return objections;
};
