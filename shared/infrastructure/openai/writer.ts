import type { ReplyWriter } from '../../application/ports/reply-writer.ts';
import { err, ok } from '../../domain/result.ts';
import type { WriterAnswer } from '../../domain/writing/answer.ts';
import { answerJsonSchema } from '../../domain/writing/answer-form.ts';
import { withoutThinking } from '../../domain/writing/thinking.ts';
import { readAnswer } from './read-answer.ts';
import { createResponder, type ResponderOptions } from './responder.ts';
import { withoutUnstorable } from './unstorable.ts';

export type OpenAIWriterOptions = ResponderOptions;

const DECISION = { name: 'decision', schema: answerJsonSchema };

/** A `ReplyWriter` for any server with the Responses API. */
export const createOpenAIWriter = (options: OpenAIWriterOptions): ReplyWriter => {
  const responder = createResponder(options);
  return {
    async write(prompt) {
      const said = await responder.ask(prompt, DECISION);
      if (!said.ok) return said;
      const { text, usage, model } = said.value;
      const answer = readAnswer(text);
      if (answer.ok) return ok({ answer: storable(answer.value), usage, model });
      return answer.error === 'cut_off'
        ? err({ code: 'incomplete', message: "The model's answer was cut off.", usage })
        : err({
            code: 'invalid_answer',
            message: 'The model did not answer in the form that it was asked for.',
            usage,
          });
    },
    async summarise(prompt) {
      const said = await responder.ask(prompt, null);
      if (!said.ok) return said;
      const { text, usage, model } = said.value;
      return ok({ text: withoutUnstorable(withoutThinking(text)), usage, model });
    },
  };
};

/** Cleans all strings, keys of `extracted` included. */
const storable = (answer: WriterAnswer): WriterAnswer => {
  const cleaned: WriterAnswer = JSON.parse(JSON.stringify(answer), (_key, part: unknown) =>
    typeof part === 'string' ? withoutUnstorable(part) : part,
  );
  const { extracted, ...others } = cleaned;
  return extracted === undefined
    ? others
    : {
        ...others,
        extracted: Object.fromEntries(
          Object.entries(extracted).map(([name, value]) => [withoutUnstorable(name), value]),
        ),
      };
};
