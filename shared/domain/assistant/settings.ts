import { z } from 'zod';
import { modes } from '../conversation/vocabulary.ts';
import { hoursOwners } from '../sending/zone.ts';
import { optional, required, type SettingValues } from '../setting.ts';
import { stored } from '../stored.ts';
import { line, prose } from '../text.ts';
import { storedWorkingHours, workingHoursSchema } from './working-hours.ts';

const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'must be a BCP 47 tag such as `en`');

/** When the correspondent is told that an AI writes, without having asked. */
const disclosures = ['always', 'first_mail', 'when_asked'] as const;

const capabilityFields = {
  followUp: z.boolean().meta({ description: 'Write again when nobody answers, as each conversation says.' }),
  askOwner: z.boolean().meta({ description: 'Ask you for a fact that it lacks, and go on once you answer.' }),
  holdingLine: z.boolean().meta({
    description: 'Meanwhile tell the correspondent that an answer will come. Never in review.',
  }),
  learn: z.boolean().meta({
    description:
      'Learn from what you change in its drafts, and remember what correspondents say of themselves.',
  }),
  disclose: z.enum(disclosures).meta({
    description:
      'When a line below the text says that an AI writes: below every mail, below its first of a conversation, or below none (`when_asked`). Anyone who asks is told the truth in any case.',
  }),
};
export const NEW_CAPABILITIES = {
  followUp: true,
  askOwner: true,
  holdingLine: false,
  learn: true,
  disclose: 'when_asked',
} as const;
const capabilities = stored({
  followUp: capabilityFields.followUp.default(NEW_CAPABILITIES.followUp),
  askOwner: capabilityFields.askOwner.default(NEW_CAPABILITIES.askOwner),
  holdingLine: capabilityFields.holdingLine.default(NEW_CAPABILITIES.holdingLine),
  learn: capabilityFields.learn.default(NEW_CAPABILITIES.learn),
  disclose: capabilityFields.disclose.default(NEW_CAPABILITIES.disclose),
});
export type Capabilities = z.infer<typeof capabilities>;

/** The settings of an assistant. */
export const assistantSettings = {
  name: required({ stored: z.string(), input: line(1, 100), description: 'What its owner calls it.' }),
  instructions: required({
    stored: z.string(),
    input: prose(1, 10_000),
    description: 'How the assistant writes, and what it should achieve.',
  }),
  knowledge: optional({
    stored: z.string(),
    input: prose(0, 50_000),
    default: '',
    description: 'Facts that the assistant may state. It states no others.',
  }),
  secrets: optional({
    stored: z.array(z.string()),
    input: z.array(line(1, 500)).max(50),
    default: [],
    description:
      'What it must never tell, one by one. The model is not shown them; a text that tells one is not sent.',
  }),
  language: optional({
    stored: z.string().nullable(),
    input: languageTag.nullable(),
    default: null,
    description: "BCP 47 tag. null: the correspondent's language.",
  }),
  signature: optional({
    stored: z.string().nullable(),
    input: prose(0, 1000).nullable(),
    default: null,
    description: 'Added below every mail; null: none.',
  }),
  signatureFrom: optional({
    stored: z.enum(['typed', 'gmail']),
    input: z.enum(['typed', 'gmail']),
    default: 'typed',
    description:
      "`gmail`: the owner's signature from Gmail is added below every mail, instead of `signature`.",
  }),
  optOutLine: optional({
    stored: z.boolean(),
    input: z.boolean(),
    default: false,
    description:
      'For an assistant that writes to people whom its owner does not know: until they answer, a line below each mail says how to opt out, and its headers carry a link to unsubscribe (RFC 8058) if this installation has a public https address.',
  }),
  postalAddress: optional({
    stored: z.string().nullable(),
    input: prose(1, 300).nullable(),
    default: null,
    description: "The sender's postal address, which stands below the opt-out line. null: none.",
  }),
  mode: optional({
    stored: z.enum(modes),
    input: z.enum(modes),
    default: 'autonomous',
    description: '`review`: nothing is sent until you approve it.',
  }),
  paused: optional({
    stored: z.boolean(),
    input: z.boolean(),
    default: false,
    description: 'Nothing leaves in its conversations. Mails are still recorded.',
  }),
  limits: optional({
    stored: stored({ repliesPerThread: z.int().default(20) }),
    input: z.strictObject({ repliesPerThread: z.int().min(1).max(100).default(20) }),
    default: { repliesPerThread: 20 },
    description: 'Replies that the assistant may send in one conversation.',
  }),
  replyDelayMinutes: optional({
    stored: z.int(),
    input: z.int().min(0).max(10_080),
    default: 0,
    description: 'How long the assistant waits before it answers.',
  }),
  capabilities: optional({
    stored: capabilities,
    // Of a change, what is not named stays as it is.
    input: z.strictObject(capabilityFields).partial() as unknown as z.ZodType<Capabilities>,
    default: NEW_CAPABILITIES,
    merges: true,
    description: 'What the assistant may do besides answering.',
  }),
  workingHours: optional({
    stored: storedWorkingHours.nullable(),
    input: workingHoursSchema.nullable(),
    default: null,
    description: 'When mails may be sent, read in the zone that `sendingHours` names. null: always.',
  }),
  sendingHours: optional({
    stored: z.enum(hoursOwners),
    input: z.enum(hoursOwners),
    default: 'owner',
    description:
      "Whose clock `workingHours` are read on. `recipient`: that of their own mails, else of the country of their domain if it has one clock, else the owner's; the conversation says which.",
  }),
};
export type AssistantSettings = SettingValues<typeof assistantSettings>;
