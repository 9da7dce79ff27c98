type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const optionsOf = (schema: Schema): readonly Schema[] => {
  const options = schema.anyOf ?? schema.oneOf;
  return Array.isArray(options) ? options.filter(isObject) : [];
};

const allows = (schema: Schema, type: string): boolean => {
  if (Array.isArray(schema.type)) return schema.type.includes(type);
  if (schema.type !== undefined) return schema.type === type;
  return optionsOf(schema).some((option) => allows(option, type));
};

/** A value of this schema: what the answer knows under the field's name where it fits, else the emptiest one. */
const valueFor = (schema: Schema, known: unknown, answer: Schema): unknown => {
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum.includes(known) ? known : schema.enum[0];
  if (typeof known === 'string' && allows(schema, 'string')) return known;
  if (allows(schema, 'null')) return null;
  const [first] = optionsOf(schema);
  if (first) return valueFor(first, known, answer);
  if (schema.type === 'object') return fillSchema(schema, answer);
  if (schema.type === 'array') return [];
  if (schema.type === 'number' || schema.type === 'integer') return 0;
  if (schema.type === 'boolean') return false;
  return '';
};

/** An object with exactly the schema's properties, as strict structured output promises. */
export const fillSchema = (schema: Schema, answer: Schema): Readonly<Record<string, unknown>> => {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      valueFor(
        isObject(property) ? property : {},
        Object.hasOwn(answer, name) ? answer[name] : undefined,
        answer,
      ),
    ]),
  );
};
