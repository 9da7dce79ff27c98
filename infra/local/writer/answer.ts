import { askedAnswerSchema } from '../../../shared/domain/writing/answer.ts';
import { type Briefing, readBriefing } from './mail/briefing.ts';
import { playCorrespondent } from './mail/correspondent.ts';
import { decide } from './mail/decide.ts';
import { asksForLesson, lessonOf } from './mail/lesson.ts';
import { rememberedOf } from './mail/remembered.ts';
import { summarise } from './mail/summarise.ts';
import type { Scripted } from './script.ts';
import { errorBody, type Outcome, type ResponsesRequest, tokensOf } from './wire.ts';

/** A decision with its mail; without a schema in the request a correspondent's mail or a summary. null: an unknown schema. */
export const composedOutcome = (request: ResponsesRequest): Outcome | null => {
  const briefing = readBriefing(request.instructions ?? '', request.input);
  const format = request.text?.format;
  if (format?.type !== 'json_schema') {
    if (asksForLesson(request.input)) return { kind: 'text', text: lessonOf(request.input) };
    const played = playCorrespondent(request.instructions ?? '', briefing.turns);
    return { kind: 'text', text: played ?? summarise(briefing) };
  }
  const wanted = Object.keys(askedAnswerSchema.shape);
  if (!wanted.every((field) => field in format.schema.properties)) return null;
  return { kind: 'text', text: JSON.stringify(wholeAnswer(briefing)) };
};

/** In the form that is asked for. It names no sources: what its sentences rest on is found without it. */
export const wholeAnswer = (briefing: Briefing) => ({
  ...decide(briefing),
  remember: rememberedOf(briefing.latest),
  sources: [],
});

/** Truncated to the tokens that the request allows. */
export const withinLimit = (outcome: Outcome, maxTokens: number | null | undefined): Outcome =>
  outcome.kind === 'text' && maxTokens && tokensOf(outcome.text) > maxTokens
    ? { kind: 'incomplete', reason: 'max_output_tokens', text: outcome.text.slice(0, maxTokens * 4) }
    : outcome;

/** Scripted failures with an HTTP status; null for the others. */
export const httpFailure = (scripted: Scripted): Response | null => {
  switch (scripted.kind) {
    case 'rate_limit':
      return Response.json(errorBody('requests', 'rate_limit_exceeded', 'Rate limit reached.'), {
        status: 429,
        headers: { 'retry-after': String(scripted.retryAfterSeconds) },
      });
    case 'quota':
      return Response.json(
        errorBody('insufficient_quota', 'insufficient_quota', 'You exceeded your current quota.'),
        { status: 429 },
      );
    case 'error':
      return Response.json(
        errorBody(scripted.status < 500 ? 'invalid_request_error' : 'server_error', null, 'As scripted.'),
        { status: scripted.status },
      );
    default:
      return null;
  }
};

/** Scripted answers with HTTP 200; null for the others. */
export const scriptedOutcome = (scripted: Scripted): Outcome | null => {
  switch (scripted.kind) {
    case 'refusal':
      return { kind: 'refusal', refusal: scripted.refusal };
    case 'incomplete':
      return { kind: 'incomplete', reason: scripted.reason, text: scripted.text };
    case 'failed':
      return { kind: 'failed', code: scripted.code, message: 'As scripted.' };
    case 'json':
      return { kind: 'text', text: JSON.stringify(scripted.json) };
    case 'rubbish':
    case 'text':
      return { kind: 'text', text: scripted.text };
    default:
      return null;
  }
};
