/** What reasoning models think aloud in, where the server does not take it out (vLLM without a reasoning parser, say). */
const TAGS = 'think|thinking|thought|reasoning|reflection|seed:think';
const BLOCK = new RegExp(`<(${TAGS})>[\\s\\S]*?</\\1>|\\[THINK\\][\\s\\S]*?\\[/THINK\\]`, 'gi');
/** Many chat templates open the block themselves, so that only its end is seen. */
const UNOPENED = new RegExp(`^[\\s\\S]*?(?:</(?:${TAGS})>|\\[/THINK\\])`, 'i');
/** Cut off while thinking. */
const UNCLOSED = new RegExp(`(?:<(?:${TAGS})>|\\[THINK\\])[\\s\\S]*$`, 'i');
/** The channels of gpt-oss; `final` holds the answer. */
const CHANNEL = /<\|channel\|>\s*final\b[^<]*<\|message\|>/gi;
const TOKEN = /<\|[a-z_]+\|>[\s\S]*$/i;

/** A model's answer without what it thought on the way; empty where it never came to an answer. */
export const withoutThinking = (text: string): string => {
  const final = [...text.matchAll(CHANNEL)].at(-1);
  const said = final ? text.slice(final.index + final[0].length).replace(TOKEN, '') : text;
  const closed = said.replaceAll(BLOCK, '');
  return closed.replace(UNOPENED, '').replace(UNCLOSED, '').trim();
};
