import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/*
 * A corpus is a folder. `*.eml` beside `*.expected.json` are mails with the correct judgement; a `manifest.json` lists
 * mails with a label, and replies with their newly written text.
 */

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

/** The correct result for one mail. A list: any of its values is correct. */
const judgementSchema = z.object({
  recipient: z.string(),
  owner: z.string(),
  labelIds: z.array(z.string()),
  expected: z.object({
    class: oneOrMore.optional(),
    meaning: oneOrMore.optional(),
    /** The newly written text, character by character. */
    text: z.string().optional(),
    textContains: z.array(z.string()).default([]),
    textContainsUnlessHeld: z.array(z.string()).default([]),
    textNotContains: z.array(z.string()).default([]),
  }),
});
export type Judgement = z.infer<typeof judgementSchema>;

export interface JudgedMail extends Judgement {
  readonly name: string;
  readonly raw: Uint8Array;
}

const labelSchema = z.enum(['human', 'bounce', 'auto_reply', 'list', 'machine_other']);
export type Label = z.infer<typeof labelSchema>;

const manifestSchema = z.object({
  classify: z.array(z.object({ file: z.string(), label: labelSchema, kind: z.string() })).default([]),
  replies: z
    .array(z.object({ file: z.string(), form: z.enum(['text', 'html', 'eml']), expected: z.string() }))
    .default([]),
});

export interface LabelledMail {
  readonly name: string;
  readonly raw: Uint8Array;
  readonly label: Label;
  readonly kind: string;
}

export interface Reply {
  readonly name: string;
  readonly raw: Uint8Array;
  readonly form: 'text' | 'html' | 'eml';
  readonly expected: string;
}

export interface Corpus {
  readonly folder: string;
  readonly judged: readonly JudgedMail[];
  readonly labelled: readonly LabelledMail[];
  readonly replies: readonly Reply[];
}

const readJudged = (folder: string): readonly JudgedMail[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.expected.json'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.expected.json'.length);
      const judgement = judgementSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      return { name, raw: readFileSync(join(folder, `${name}.eml`)), ...judgement };
    });

/** Reads a corpus. Throws if a file that it names is missing or malformed. */
export const readCorpus = (folder: string): Corpus => {
  const file = join(folder, 'manifest.json');
  const { classify, replies } = existsSync(file)
    ? manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    : { classify: [], replies: [] };
  return {
    folder,
    judged: readJudged(folder),
    labelled: classify.map((entry) => ({
      name: entry.file,
      raw: readFileSync(join(folder, entry.file)),
      label: entry.label,
      kind: entry.kind,
    })),
    replies: replies.map((entry) => ({
      name: entry.file,
      raw: readFileSync(join(folder, entry.file)),
      form: entry.form,
      expected: readFileSync(join(folder, entry.expected), 'utf8'),
    })),
  };
};
