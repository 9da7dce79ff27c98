import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { spokenMoment } from '../../shared/domain/assistant/working-hours.ts';
import { buildPrompt } from '../../shared/domain/writing/prompt.ts';
import { differs, type Finding, holds, untried } from './assumptions.ts';

/** The first mail of an invented conversation, through the shipping prompt. */
const invented = (now: number) =>
  buildPrompt({
    purpose: 'first',
    assistant: {
      name: 'Probe',
      instructions: 'Write two friendly sentences.',
      knowledge: '',
      language: null,
      signature: 'Alex',
    },
    thread: {
      recipient: { email: 'maria@example.com', name: 'Maria' },
      subject: null,
      instructions: 'Ask Maria whether next week suits her for a call.',
      goal: 'A call is agreed.',
      rewriteFeedback: null,
      summary: null,
    },
    persona: { ownerName: 'Alex', ownerEmail: 'alex@example.com' },
    messages: [],
    today: `${spokenMoment(now, 'UTC')} UTC`,
    timeZone: 'UTC',
    objections: [],
  });

/** One answer of the configured model. Costs about a thousand tokens. */
export const probeModel = async (writer: ReplyWriter, now: () => number): Promise<readonly Finding[]> => {
  const start = now();
  const written = await writer.write(invented(start));
  const took = ((now() - start) / 1000).toFixed(1);
  if (!written.ok)
    return [
      differs('M1', `${written.error.code}: ${written.error.message}`),
      untried('M2', 'There was no answer.'),
    ];
  const { answer, usage, model } = written.value;
  return [
    answer.action === 'reply' && (answer.body ?? '').trim() !== ''
      ? holds('M1', `${model} wrote a mail in ${took} s`)
      : differs('M1', `${model} decided "${answer.action}" where a first mail was asked for`),
    usage.inputTokens > 0 && usage.outputTokens > 0
      ? holds('M2', `${usage.inputTokens} and ${usage.outputTokens} tokens`)
      : differs('M2', 'it says nothing of it'),
  ];
};
