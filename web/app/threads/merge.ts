const field = /\{\{\s*([^{}]{1,60}?)\s*\}\}/g;

export type MergeValues = ReadonlyMap<string, string>;

export const fieldName = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** The fields that a text asks for, each once, in lower case. */
export const mergeFieldsIn = (text: string): readonly string[] => [
  ...new Set(Array.from(text.matchAll(field), (match) => fieldName(match[1] ?? ''))),
];

/** Replaces `{{field}}` by its value; fields without a value stay and are listed in `missing`. */
export const merge = (
  text: string,
  values: MergeValues,
): { readonly text: string; readonly missing: readonly string[] } => {
  const missing = new Set<string>();
  const merged = text.replaceAll(field, (whole, name: string) => {
    const value = values.get(fieldName(name));
    if (value !== undefined && value !== '') return value;
    missing.add(fieldName(name));
    return whole;
  });
  return { text: merged, missing: [...missing] };
};
