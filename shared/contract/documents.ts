import { z } from 'zod';
import {
  documentKinds,
  documentStates,
  MAX_DOCUMENT_CHARS,
  readingFailures,
} from '../domain/knowledge/document.ts';
import { line, prose } from '../domain/text.ts';
import { cursorParam, epochMs, limitParam, pageOf } from './common.ts';

const name = line(1, 200);
const shared = z.boolean().optional().meta({ description: 'For all assistants, not only for this one.' });

/** Text, or a page to fetch; a file is sent as `multipart/form-data` instead. */
export const addDocumentBody = z
  .union([
    z.strictObject({ name, text: prose(1, MAX_DOCUMENT_CHARS), shared }),
    z.strictObject({
      url: z
        .url({ protocol: /^https?$/ })
        .max(2_000)
        .meta({ description: 'Of a public web page; it is fetched once.' }),
      name: name.optional(),
      shared,
    }),
  ])
  .meta({ id: 'AddDocument' });
export type AddDocumentBody = z.infer<typeof addDocumentBody>;

/** The fields of a form beside its `file`. */
export const uploadFields = z.strictObject({
  name: name.optional(),
  shared: z.enum(['true', 'false']).optional(),
});

export const updateDocumentBody = z
  .strictObject({ name: name.optional(), shared })
  .meta({ id: 'UpdateDocument' });

export const documentResource = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(documentKinds),
    url: z.string().nullable(),
    shared: z.boolean(),
    state: z.enum(documentStates),
    failure: z.enum(readingFailures).nullable().meta({
      description:
        'Why it has no passages, or, of a page that is ready, why it could not be fetched the last time.',
    }),
    message: z.string().nullable().meta({ description: '`failure` in English.' }),
    version: z.int(),
    bytes: z.int().nullable().meta({ description: 'Of the original.' }),
    passages: z.int(),
    chars: z.int().meta({ description: 'Of all passages.' }),
    cut: z.boolean().meta({ description: 'It has more text than is kept.' }),
    createdAt: epochMs,
    updatedAt: epochMs,
  })
  .meta({ id: 'Document' });
export type DocumentResource = z.infer<typeof documentResource>;

export const documentPage = pageOf(documentResource).meta({ id: 'DocumentPage' });

export const passageResource = z
  .object({
    id: z.string().meta({ description: 'As the model is told it.' }),
    n: z.int(),
    heading: z.string(),
    text: z.string(),
  })
  .meta({ id: 'Passage' });
export const passagePage = pageOf(passageResource).meta({ id: 'PassagePage' });
export type PassagePage = z.infer<typeof passagePage>;

export const listPassagesQuery = z.strictObject({ cursor: cursorParam, limit: limitParam });
