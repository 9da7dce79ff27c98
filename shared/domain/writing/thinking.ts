/** Thinking blocks of reasoning models. Some servers leave them in the text, such as vLLM without a reasoning parser. */
const TAGS = 'think|thinking|thought|reasoning|reflection|seed:think';
const BLOCK = new RegExp(`<(${TAGS})>[\\s\\S]*?</\\1>|\\[THINK\\][\\s\\S]*?\\[/THINK\\]`, 'gi');
/** Many chat templates contain the opening tag, so the text has only the closing one. */
const UNOPENED = new RegExp(`^[\\s\\S]*?(?:</(?:${TAGS})>|\\[/THINK\\])`, 'i');
/** Truncated within the thinking block. */
const UNCLOSED = new RegExp(`(?:<(?:${TAGS})>|\\[THINK\\])[\\s\\S]*$`, 'i');
/** The channels of gpt-oss; `final` contains the answer. */
const CHANNEL = /<\|channel\|>\s*final\b[^<]*<\|message\|>/gi;
const TOKEN = /<\|[a-z_]+\|>[\s\S]*$/i;

/** A text without thinking blocks. Empty if the text ends within one. */
export const withoutThinking = (text: string): string => {
  const final = [...text.matchAll(CHANNEL)].at(-1);
  const said = final ? text.slice(final.index + final[0].length).replace(TOKEN, '') : text;
  const closed = said.replaceAll(BLOCK, '');
  return closed.replace(UNOPENED, '').replace(UNCLOSED, '').trim();
};
