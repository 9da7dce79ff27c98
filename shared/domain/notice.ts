import { z } from 'zod';

/**
 * A notice is a code with typed parameters: what is stored, compared and sent to clients. The sentence for people is
 * made where they read it (`shared/contract/messages`, `web/app/i18n`).
 */
export interface Notice {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The codes of one kind of notice, each with the shape of its parameters. */
export type NoticeShapes = Readonly<Record<string, z.ZodRawShape>>;

/** The parameters of a shape. An empty shape has none; zod's own type would forbid reading any property. */
type Fields<P extends z.ZodRawShape> = keyof P extends never ? Record<never, never> : z.infer<z.ZodObject<P>>;

/** The closed union that the shapes declare. */
export type NoticeOf<S extends NoticeShapes> = {
  readonly [C in keyof S & string]: { readonly code: C; readonly params: Fields<S[C]> };
}[keyof S & string];

type Extended<S extends NoticeShapes, E extends z.ZodRawShape> = NoticeOf<S> & Fields<E>;

/** The parameters' schema of each shape, created once, because a code can be part of several unions. */
const paramsSchemas = new WeakMap<z.ZodRawShape, z.ZodObject>();
const paramsSchema = (shape: z.ZodRawShape): z.ZodObject => {
  const known = paramsSchemas.get(shape) ?? z.looseObject(shape);
  paramsSchemas.set(shape, known);
  return known;
};

/**
 * A schema for every notice of the shapes; `extra` are fields beside `code` and `params`. Codes with the same shape
 * share an option of the union, because every function creates these schemas at start-up.
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
 * The key of a notice's text. If `params.cause` distinguishes several cases of one code, each case has its own text:
 * `model_failed.quota`.
 */
export type NoticeKey<N extends Notice> = N extends { code: infer C extends string; params: infer P }
  ? P extends { cause: infer X extends string }
    ? `${C}.${X}`
    : C
  : never;

export const noticeKey = <N extends Notice>({ code, params }: N): NoticeKey<N> =>
  (typeof params.cause === 'string' ? `${code}.${params.cause}` : code) as NoticeKey<N>;

/** A sentence in a document older than the codes, without a matching code. */
export const legacyShape = { text: z.string() } as const;
