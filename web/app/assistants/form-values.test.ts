import { describe, expect, it } from 'vitest';
import { type AssistantResource, createAssistantBody } from '../../../shared/contract/assistants.ts';
import { bodyOf, changesOf, newAssistant, valuesOf } from './form-values.ts';

const assistant: AssistantResource = {
  id: 'a1',
  name: 'Press',
  instructions: 'Be brief.',
  knowledge: '',
  secrets: ['Our investor is Blue Harbor.', 'PIN 8841'],
  language: null,
  signature: null,
  signatureFrom: 'gmail',
  optOutLine: true,
  postalAddress: 'Acme Ltd\n1 High Street',
  mode: 'review',
  paused: false,
  limits: { repliesPerThread: 7 },
  replyDelayMinutes: 3,
  capabilities: { followUp: true, askOwner: false, holdingLine: true, learn: true, disclose: 'always' },
  workingHours: { days: [1, 5], from: '08:00', to: '12:30' },
  sendingHours: 'recipient',
  usage: { inputTokens: 0, outputTokens: 0 },
  version: 1,
  createdAt: 0,
  updatedAt: 0,
};

describe('the assistant form', () => {
  it('sends back what it was given, unchanged', () => {
    const { id: _, usage: __, version: ___, createdAt: ____, updatedAt: _____, ...fields } = assistant;
    // Whether it learns is said beside its lessons.
    const { learn: ______, ...capabilities } = fields.capabilities;
    expect(bodyOf(valuesOf(assistant))).toEqual({ ...fields, capabilities });
    expect(changesOf(valuesOf(assistant), valuesOf(assistant))).toEqual({});
  });

  it('sends only what was changed', () => {
    const values = valuesOf(assistant);
    expect(changesOf(values, { ...values, language: 'de', hasHours: false })).toEqual({
      language: 'de',
      workingHours: null,
    });
  });

  it('has no postal address of blanks', () => {
    expect(bodyOf({ ...newAssistant(false), postalAddress: ' \n ' }).postalAddress).toBeNull();
  });

  it('begins with what the contract accepts once it has a name and instructions', () => {
    const values = { ...newAssistant(false), name: 'A', instructions: 'B' };
    expect(createAssistantBody.safeParse(bodyOf(values)).success).toBe(true);
    expect(bodyOf(values).replyDelayMinutes).toBeGreaterThan(0);
    expect(bodyOf(values).capabilities?.disclose).toBe('first_mail');
    expect(bodyOf(newAssistant(true)).replyDelayMinutes).toBe(0);
  });

  it.each(['', 'soon', '1.5', '-1'])('does not take %j for a number', (replyDelayMinutes) => {
    const body = bodyOf({ ...newAssistant(false), name: 'A', instructions: 'B', replyDelayMinutes });
    expect(createAssistantBody.safeParse(body).success).toBe(false);
  });
});
