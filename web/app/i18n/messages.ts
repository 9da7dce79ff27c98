import type { en } from './en.ts';

/** A text that depends on a number, `{count}`. The forms are those of Intl.PluralRules. */
export interface Plural {
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

export type Text = string | Plural;
export type Texts = Readonly<Record<string, Text>>;
export type Key = keyof typeof en;
export type Dictionary = Readonly<Record<Key, Text>>;

/** Texts of some pages only: they are loaded with these pages, in every language. */
export interface PageTexts<T extends Texts> {
  readonly en: T;
  readonly ru: Readonly<Record<keyof T, Text>>;
}

export const pageTexts = <const T extends Texts>(texts: PageTexts<T>): PageTexts<T> => texts;

type PlaceholdersOf<S> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersOf<Rest>
  : never;
/** The placeholders of a text, or of any of its plural forms. */
export type PlaceholdersIn<T> = T extends string ? PlaceholdersOf<T> : 'count' | PlaceholdersOf<T[keyof T]>;

/** The parameters of a text: the placeholders of its English form. */
type Params<T> = Readonly<Record<PlaceholdersIn<T>, string | number>>;
export type Args<T> = [PlaceholdersIn<T>] extends [never] ? [] : [params: Params<T>];

/** Keys of texts without placeholders. */
export type PlainKeyOf<T extends Texts> = { [K in keyof T]: Args<T[K]> extends [] ? K : never }[keyof T];
export type PlainKey = PlainKeyOf<typeof en>;

/** Fills in the placeholders. `locale` decides the plural form and how numbers are written. */
export const fill = (
  text: Text,
  locale: string,
  params: Readonly<Record<string, string | number>> = {},
): string => {
  let chosen: string;
  if (typeof text === 'string') {
    chosen = text;
  } else {
    const form = new Intl.PluralRules(locale).select(Number(params.count ?? 0));
    chosen = (form === 'zero' || form === 'two' ? undefined : text[form]) ?? text.other;
  }
  return chosen.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
  });
};
