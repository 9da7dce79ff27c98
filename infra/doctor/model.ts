import { randomBytes } from 'node:crypto';
import type { ModelFacts } from '../../shared/application/ports/model-directory.ts';
import type { WriterError } from '../../shared/application/ports/reply-writer.ts';
import type { Result } from '../../shared/domain/result.ts';
import { daysToEnd } from '../../shared/domain/writing/model-end.ts';
import { createModelDirectory } from '../../shared/infrastructure/openai/model-directory.ts';
import { type Probe, probeModel } from '../../shared/infrastructure/openai/probe.ts';
import { type Check, type Finding, fail, pass, warn } from './check.ts';

export interface ConfiguredModel {
  readonly apiKey: string;
  readonly model: string;
  readonly baseUrl?: string;
  readonly timeoutMs: number;
}

/** Enough for rules, instructions, some mails and an answer. */
const COMFORTABLE_CONTEXT = 16_000;

const LARGER =
  'Load the model with a larger context: OLLAMA_CONTEXT_LENGTH=16384 (Ollama), -c 16384 (llama.cpp), --max-model-len (vLLM), Context Length (LM Studio).';

/** Findings from the provider's metadata: shutdown date and context length. */
export const factFindings = (facts: Result<ModelFacts, WriterError>, now: number): readonly Finding[] => {
  if (!facts.ok) return [fail(`the model: ${facts.error.message}`, 'See .env.example.')];
  const { model, shutdownDate, contextTokens } = facts.value;
  const days = daysToEnd(shutdownDate, now);
  return [
    ...(days === null
      ? []
      : [
          (days < 0 ? fail : warn)(
            days < 0
              ? `${model} ended on ${shutdownDate}`
              : `${model} ends on ${shutdownDate}, in ${days} days`,
            'Set OPENAI_MODEL to its successor (https://developers.openai.com/api/docs/deprecations), and try it with npm run eval.',
          ),
        ]),
    ...(contextTokens !== null && contextTokens < COMFORTABLE_CONTEXT
      ? [warn(`${model} holds ${contextTokens} tokens: long conversations are shortened`, LARGER)]
      : []),
  ];
};

/** Findings from the real request. */
export const probeFindings = (model: string, probed: Result<Probe, WriterError>): readonly Finding[] => {
  if (!probed.ok) {
    return [
      fail(
        `${model} does not answer: ${probed.error.message}`,
        'Set OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL.',
      ),
    ];
  }
  const { format, remembered, promptTokens, counted, thinksAloud, tookMs } = probed.value;
  return [
    pass(`${model} answers (${(tookMs / 1000).toFixed(1)} s)`),
    format === 'enforced'
      ? pass('the form of its answers is enforced')
      : warn(
          `the server ${format === 'refused' ? 'refuses' : 'ignores'} the form of answers`,
          'The prompt describes the form as well, and an answer without it is requested again. Try the model with npm run eval.',
        ),
    remembered
      ? pass(`it holds a prompt of ${promptTokens} tokens`)
      : fail(`it forgets the beginning of a prompt of ${promptTokens} tokens: its rules can be lost`, LARGER),
    counted
      ? pass('the server counts tokens')
      : warn('the server reports no token counts', 'Budgets use an estimate of four characters per token.'),
    ...(thinksAloud ? [pass('it thinks aloud, which is taken out of its answers')] : []),
  ];
};

/** The checks of the model. One real request of about five thousand tokens is billed. */
export const modelChecks = (configured: ConfiguredModel, now: () => number): readonly Check[] => {
  const word = `kestrel-${randomBytes(3).toString('hex')}`;
  return [
    {
      name: 'model',
      run: async () => factFindings(await createModelDirectory(configured).describe(), now()),
    },
    {
      name: 'a request to the model',
      run: async () => probeFindings(configured.model, await probeModel({ ...configured, now }, word)),
    },
  ];
};
