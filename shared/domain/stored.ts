import { z } from 'zod';

/**
 * A stored object. Parsing keeps fields that this version does not know, so that they survive being read and written
 * back: an older instance beside a newer one, or after a rollback, loses nothing. The type has the known fields only.
 * Every object within a stored object is made with this as well.
 */
export const stored = <S extends z.ZodRawShape>(shape: S): z.ZodObject<S> =>
  z.looseObject(shape) as unknown as z.ZodObject<S>;

/** The schema within `nullable`, `optional` and `default`. */
const unwrapped = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrapped(schema.unwrap())
    : schema;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The part of a value that its schema declares, at every level, without the fields of other versions. Nothing is
 * validated: an old document that exceeds today's limits is still shown.
 */
export const declaredPart = (schema: z.core.$ZodType, value: unknown): unknown => {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => declaredPart(inner.element, item));
  }
  if (inner instanceof z.ZodUnion) {
    const option = inner.options.find((one) => z.safeParse(one, value).success);
    return option ? declaredPart(option, value) : value;
  }
  if (!(inner instanceof z.ZodObject) || !isObject(value)) return value;
  const shape: Readonly<Record<string, z.core.$ZodType>> = inner.shape;
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, field]) =>
      name in value ? [[name, declaredPart(field, value[name])]] : [],
    ),
  );
};

/** The fields of a value that its schema does not declare, at its top level. */
export const undeclaredPart = (
  schema: z.core.$ZodType,
  value: unknown,
): Readonly<Record<string, unknown>> => {
  const inner = unwrapped(schema);
  if (!(inner instanceof z.ZodObject) || !isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([name]) => !(name in inner.shape)));
};

/** The same schema without unknown fields, for the published description. */
export const closed = <S extends z.ZodType>(schema: S): S => {
  const rebuilt = (one: z.core.$ZodType): z.core.$ZodType => {
    if (one instanceof z.ZodNullable) return z.nullable(rebuilt(one.unwrap()));
    if (one instanceof z.ZodArray) return z.array(rebuilt(one.element));
    if (!(one instanceof z.ZodObject)) return one;
    const shape: Readonly<Record<string, z.core.$ZodType>> = one.shape;
    return z.object(Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, rebuilt(field)])));
  };
  // The type of a stored object has only the declared fields, as this schema does.
  return rebuilt(schema) as unknown as S;
};
