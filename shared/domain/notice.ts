import { z } from 'zod';

/**
 * A notice is a code with typed parameters: what is stored, compared and sent to clients. The sentence that a person
 * reads is made from it where they read it (`shared/contract/messages`, `web/app/i18n`).
 */
export interface Notice {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The codes of one kind of notice, each with the shape of its parameters. */
export type NoticeShapes = Readonly<Record<string, z.ZodRawShape>>;

/** What a shape holds; an empty one holds nothing, where zod would say that nothing may be looked up. */
type Fields<P extends z.ZodRawShape> = keyof P extends never ? Record<never, never> : z.infer<z.ZodObject<P>>;

/** The closed union that the shapes declare. */
export type NoticeOf<S extends NoticeShapes> = {
  readonly [C in keyof S & string]: { readonly code: C; readonly params: Fields<S[C]> };
}[keyof S & string];

type Extended<S extends NoticeShapes, E extends z.ZodRawShape> = NoticeOf<S> & Fields<E>;

/** The parameters' schema of each shape, made once: a code is part of several unions. */
const paramsSchemas = new WeakMap<z.ZodRawShape, z.ZodObject>();
const paramsSchema = (shape: z.ZodRawShape): z.ZodObject => {
  const known = paramsSchemas.get(shape) ?? z.looseObject(shape);
  paramsSchemas.set(shape, known);
  return known;
};

/**
 * A schema for every notice of the shapes; `extra` stands beside `code` and `params`. Codes that share a shape share an
 * option of the union: every function makes these schemas when it starts.
 */
export const noticeSchema = <
  const S extends NoticeShapes,
  const E extends z.ZodRawShape = Record<never, never>,
>(
  shapes: S,
  extra?: E,
): z.ZodType<Extended<S, E>> => {
  const byShape = Map.groupBy(Object.keys(shapes), (code) => shapes[code] ?? {});
  const options = [...byShape].map(([shape, codes]) =>
    z.looseObject({ code: z.literal(codes), params: paramsSchema(shape), ...extra }),
  );
  const [first, ...others] = options;
  if (!first) throw new Error('a kind of notice needs at least one code');
  return z.discriminatedUnion('code', [first, ...others]) as unknown as z.ZodType<Extended<S, E>>;
};

/**
 * Names the text of a notice. Where `params.cause` tells apart what one code stands for, each cause has a text of its own:
 * `model_failed.quota`.
 */
export type NoticeKey<N extends Notice> = N extends { code: infer C extends string; params: infer P }
  ? P extends { cause: infer X extends string }
    ? `${C}.${X}`
    : C
  : never;

export const noticeKey = <N extends Notice>({ code, params }: N): NoticeKey<N> =>
  (typeof params.cause === 'string' ? `${code}.${params.cause}` : code) as NoticeKey<N>;

/** A sentence of a document that is older than the codes, where no code fits it. */
export const legacyShape = { text: z.string() } as const;
