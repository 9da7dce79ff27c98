import { z } from 'zod';

/** Values of settings whose inputs are stricter than their types say: two each, other than the default. */
const particular: Readonly<Record<string, readonly [unknown, unknown]>> = {
  timeZone: ['Europe/Berlin', 'America/New_York'],
  language: ['de', 'pt-BR'],
  workingHours: [
    { days: [1, 2, 3], from: '08:00', to: '16:30' },
    { days: [7], from: '10:00', to: '12:00' },
  ],
};

/** What a schema may hold, guessed from its type: two values at most. */
const guesses = (schema: z.core.$ZodType): readonly unknown[] => {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return guesses(schema.unwrap());
  }
  if (schema instanceof z.ZodString) return ['One thing', 'Another thing'];
  if (schema instanceof z.ZodNumber) return [3, 2];
  if (schema instanceof z.ZodBoolean) return [true, false];
  if (schema instanceof z.ZodEnum) return schema.options;
  if (schema instanceof z.ZodArray) return guesses(schema.element).map((item) => [item]);
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries<z.core.$ZodType>(schema.shape).map(
      ([name, field]) => [name, guesses(field)] as const,
    );
    return [0, 1].map((n) => Object.fromEntries(fields.map(([name, values]) => [name, values[n]])));
  }
  return [];
};

/**
 * Two different values of a setting, the first other than its default, so that a setting which gets lost on its way shows.
 * Throws where none can be guessed: name them above.
 */
export const samplesOf = (
  name: string,
  input: z.ZodType,
  byDefault: unknown,
): readonly [unknown, unknown] => {
  const isDefault = (value: unknown) => JSON.stringify(value) === JSON.stringify(byDefault);
  const valid = (particular[name] ?? guesses(input)).filter((value) => input.safeParse(value).success);
  const [first, second] = valid.toSorted((a, b) => Number(isDefault(a)) - Number(isDefault(b)));
  if (first === undefined || second === undefined || isDefault(first)) {
    throw new Error(`no two values of the setting ${name} could be guessed: name them in sample.ts`);
  }
  return [first, second];
};
