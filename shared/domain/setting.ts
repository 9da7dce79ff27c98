import type { z } from 'zod';
import { closed, undeclaredPart } from './stored.ts';

/**
 * Something that an owner can set, declared once: its stored form, the allowed input, its description, and its default.
 * The stored document, the request bodies and the resource are derived from a table of these, and the use cases go
 * through the table, so that a new setting cannot be forgotten anywhere.
 */
interface Declaration<S extends z.ZodType, I extends z.ZodType> {
  readonly stored: S;
  /** Stricter than `stored`, so that limits may change without old documents becoming unreadable. */
  readonly input: I;
  readonly description: string;
}
/** Must be given at creation, so every document has it. */
type Required<S extends z.ZodType, I extends z.ZodType> = Declaration<S, I> & { readonly required: true };
/** `default`: for documents whose creator gave no value, and for those older than the setting. */
type Optional<S extends z.ZodType, I extends z.ZodType> = Declaration<S, I> & {
  readonly required: false;
  readonly default: z.infer<S>;
  /** For new documents, where it differs from what older ones mean. */
  readonly initial?: z.infer<S>;
  /** An object of independent switches: what a request does not name in it stays as it is. */
  readonly merges?: true;
};
type Setting = Required<z.ZodType, z.ZodType> | Optional<z.ZodType, z.ZodType>;

export type Settings = Readonly<Record<string, Setting>>;

export const required = <S extends z.ZodType, I extends z.ZodType<z.infer<S>>>(
  declaration: Declaration<S, I>,
): Required<S, I> => ({ ...declaration, required: true });

export const optional = <S extends z.ZodType, I extends z.ZodType<z.infer<S>>>(
  declaration: Declaration<S, I> & Pick<Optional<S, I>, 'default' | 'initial' | 'merges'>,
): Optional<S, I> => ({ ...declaration, required: false });

export type SettingValues<T extends Settings> = { [K in keyof T]: z.infer<T[K]['stored']> };
export type SettingChanges<T extends Settings> = {
  readonly [K in keyof T]?: z.infer<T[K]['input']> | undefined;
};
type RequiredKeys<T extends Settings> = {
  [K in keyof T]: T[K]['required'] extends true ? K : never;
}[keyof T];
/** The input at creation: all required settings, and any of the optional ones. */
export type GivenSettings<T extends Settings> = SettingChanges<T> & {
  readonly [K in RequiredKeys<T>]: z.infer<T[K]['input']>;
};

type StoredShape<T extends Settings> = {
  [K in keyof T]: T[K]['required'] extends true ? T[K]['stored'] : z.ZodDefault<T[K]['stored']>;
};
type CreateShape<T extends Settings> = {
  [K in keyof T]: T[K]['required'] extends true ? T[K]['input'] : z.ZodOptional<T[K]['input']>;
};
type UpdateShape<T extends Settings> = { [K in keyof T]: z.ZodOptional<T[K]['input']> };
type ResourceShape<T extends Settings> = { [K in keyof T]: T[K]['stored'] };

const mapped = <R>(settings: Settings, each: (setting: Setting) => unknown): R =>
  // The types above describe the result per key, which the compiler cannot follow.
  Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, each(setting)])) as R;

/** Of a new document. */
const defaultOf = (setting: Setting): { readonly default?: unknown } =>
  setting.required ? {} : { default: 'initial' in setting ? setting.initial : setting.default };

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What is named in a value, over what was there. */
const over = (before: unknown, value: unknown): unknown =>
  isObject(before) && isObject(value) ? { ...before, ...value } : value;

/** For the schema of the stored document. */
export const storedShape = <const T extends Settings>(settings: T): StoredShape<T> =>
  mapped(settings, (setting) =>
    setting.required ? setting.stored : setting.stored.default(setting.default),
  );

/** For the body that creates the document. Missing values stay missing; `settingsOf` fills in defaults. */
export const createShape = <const T extends Settings>(settings: T): CreateShape<T> =>
  mapped(settings, (setting) => {
    const { input, description } = setting;
    const described = input.meta({ description, ...defaultOf(setting) });
    return setting.required ? described : described.optional();
  });

/** For the body that changes the document. */
export const updateShape = <const T extends Settings>(settings: T): UpdateShape<T> =>
  mapped(settings, ({ input, description }) => input.meta({ description }).optional());

/** For the resource that shows the document. */
export const resourceShape = <const T extends Settings>(settings: T): ResourceShape<T> =>
  mapped(settings, ({ stored, description }) => closed(stored).meta({ description }));

/** Every setting: the given value, otherwise its default. */
export const settingsOf = <const T extends Settings>(
  settings: T,
  given: GivenSettings<T>,
): SettingValues<T> =>
  // Object.fromEntries forgets which key has which type.
  Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => {
      const value: unknown = given[name];
      const merges = !setting.required && setting.merges;
      const initial = defaultOf(setting).default;
      return [name, value === undefined ? initial : merges ? over(initial, value) : value];
    }),
  ) as SettingValues<T>;

/**
 * The changed settings as they are to be stored. Fields within a setting that other versions added are kept. Spread
 * over the document: `{ ...before, ...changedSettings(settings, before, changes) }`.
 */
export const changedSettings = <const T extends Settings>(
  settings: T,
  before: SettingValues<T>,
  changes: SettingChanges<T>,
): Partial<SettingValues<T>> =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([name, setting]) => {
      const value: unknown = changes[name];
      if (value === undefined) return [];
      if (!setting.required && setting.merges) return [[name, over(before[name], value)]];
      const kept = undeclaredPart(setting.stored, before[name]);
      return [[name, Object.keys(kept).length === 0 || value === null ? value : { ...kept, ...value }]];
    }),
  ) as Partial<SettingValues<T>>;

/** The settings of a new document that have a default. */
export const defaultsOf = <const T extends Settings>(settings: T): Omit<SettingValues<T>, RequiredKeys<T>> =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([name, setting]) =>
      setting.required ? [] : [[name, setting.default]],
    ),
  ) as Omit<SettingValues<T>, RequiredKeys<T>>;
