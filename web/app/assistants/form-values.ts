import type {
  AssistantResource,
  CreateAssistantInput,
  UpdateAssistantBody,
} from '../../../shared/contract/assistants.ts';

/** The form's values as typed: numbers are strings until they are sent. */
export interface AssistantValues {
  readonly name: string;
  readonly instructions: string;
  readonly knowledge: string;
  /** One per line. */
  readonly secrets: string;
  /** '' : the correspondent's language. */
  readonly language: string;
  readonly signature: string;
  readonly signatureFrom: 'typed' | 'gmail';
  readonly disclose: AssistantResource['capabilities']['disclose'];
  readonly optOutLine: boolean;
  readonly postalAddress: string;
  readonly mode: 'autonomous' | 'review';
  readonly paused: boolean;
  readonly repliesPerThread: string;
  readonly replyDelayMinutes: string;
  readonly followUp: boolean;
  readonly askOwner: boolean;
  readonly holdingLine: boolean;
  readonly hasHours: boolean;
  readonly sendingHours: AssistantResource['sendingHours'];
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

/**
 * Defaults of a new assistant: a reply delay, because people do not answer in two seconds (none in the demo, where
 * nobody wants to wait), the owner's name as signature, and a first mail
 * that says who wrote it. The API's own default says it to whoever asks, so that no client's mails change. Only
 * the owner knows whether they know whom they write to, so that the opt-out line is theirs to choose.
 */
export const newAssistant = (local: boolean, ownerName = ''): AssistantValues => ({
  name: '',
  instructions: '',
  knowledge: '',
  secrets: '',
  language: '',
  signature: ownerName,
  signatureFrom: 'typed',
  disclose: 'first_mail',
  optOutLine: false,
  postalAddress: '',
  mode: 'autonomous',
  paused: false,
  repliesPerThread: '20',
  replyDelayMinutes: local ? '0' : '5',
  followUp: true,
  askOwner: true,
  holdingLine: false,
  hasHours: false,
  sendingHours: 'owner',
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '18:00',
});

export const valuesOf = (assistant: AssistantResource): AssistantValues => ({
  ...newAssistant(false),
  name: assistant.name,
  instructions: assistant.instructions,
  knowledge: assistant.knowledge,
  secrets: assistant.secrets.join('\n'),
  language: assistant.language ?? '',
  signature: assistant.signature ?? '',
  signatureFrom: assistant.signatureFrom,
  disclose: assistant.capabilities.disclose,
  optOutLine: assistant.optOutLine,
  postalAddress: assistant.postalAddress ?? '',
  mode: assistant.mode,
  paused: assistant.paused,
  repliesPerThread: String(assistant.limits.repliesPerThread),
  replyDelayMinutes: String(assistant.replyDelayMinutes),
  followUp: assistant.capabilities.followUp,
  askOwner: assistant.capabilities.askOwner,
  holdingLine: assistant.capabilities.holdingLine,
  sendingHours: assistant.sendingHours,
  hasHours: assistant.workingHours !== null,
  ...(assistant.workingHours ?? {}),
});

const wholeNumber = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

export const bodyOf = (values: AssistantValues) =>
  ({
    name: values.name.trim(),
    instructions: values.instructions.trim(),
    knowledge: values.knowledge.trim(),
    secrets: values.secrets
      .split('\n')
      .map((secret) => secret.trim())
      .filter((secret) => secret !== ''),
    language: values.language === '' ? null : values.language,
    signature: values.signature.trim() === '' ? null : values.signature.trim(),
    signatureFrom: values.signatureFrom,
    optOutLine: values.optOutLine,
    postalAddress: values.postalAddress.trim() === '' ? null : values.postalAddress.trim(),
    mode: values.mode,
    paused: values.paused,
    limits: { repliesPerThread: wholeNumber(values.repliesPerThread) },
    replyDelayMinutes: wholeNumber(values.replyDelayMinutes),
    capabilities: {
      followUp: values.followUp,
      askOwner: values.askOwner,
      holdingLine: values.holdingLine,
      disclose: values.disclose,
    },
    workingHours: values.hasHours
      ? { days: [...values.days].sort(), from: values.from, to: values.to }
      : null,
    sendingHours: values.sendingHours,
  }) satisfies Required<CreateAssistantInput>;

/** Only the changed fields, so that a concurrent change of another field is not overwritten. */
export const changesOf = (before: AssistantValues, after: AssistantValues): UpdateAssistantBody => {
  const old: Record<string, unknown> = bodyOf(before);
  return Object.fromEntries(
    Object.entries(bodyOf(after)).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(old[key]),
    ),
  );
};
