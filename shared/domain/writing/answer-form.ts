import { z } from 'zod';
import { askedAnswerSchema } from './answer.ts';

const { $schema: _dialect, ...jsonSchema } = z.toJSONSchema(askedAnswerSchema, { target: 'draft-7' });

/** The answer's JSON schema (draft 7), for servers that enforce it. */
export const answerJsonSchema = jsonSchema;

const typeOf = (schema: z.ZodType): string => {
  if (schema instanceof z.ZodNullable) return `${typeOf(schema.unwrap() as z.ZodType)} or null`;
  if (schema instanceof z.ZodEnum) return schema.options.map((word) => `"${word}"`).join(' | ');
  if (schema instanceof z.ZodArray) return 'array';
  return schema instanceof z.ZodObject || schema instanceof z.ZodRecord ? 'object' : 'string';
};

/** The same form in words, because many servers do not enforce the schema. */
export const ANSWER_FORM = `Your answer is one JSON object and nothing else: no words before or after it, no Markdown fence.
${Object.entries(askedAnswerSchema.shape)
  .map(([name, schema]) => `- "${name}" (${typeOf(schema)}): ${schema.meta()?.description ?? ''}`)
  .join('\n')}`;
