/** Puts a sentence of the server into another language; one that it does not know stays as it is. */
export type Sentences = (sentence: string) => string;

const matcher = (template: string): RegExp =>
  new RegExp(`^${template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll('{}', '(.*?)')}$`, 's');

/**
 * `whole`: sentences as they are. `templates`: those with values, each `{}` in turn; what stands in a value may be
 * sentences again, parted by semicolons.
 */
export const sentences = (
  whole: Readonly<Record<string, string>>,
  templates: Readonly<Record<string, string>>,
): Sentences => {
  const patterns = Object.entries(templates).map(([from, to]) => ({ pattern: matcher(from), to }));
  const told: Sentences = (sentence) => {
    if (Object.hasOwn(whole, sentence)) return whole[sentence] ?? sentence;
    for (const { pattern, to } of patterns) {
      const values = pattern.exec(sentence)?.slice(1);
      if (!values) continue;
      let next = 0;
      return to.replaceAll('{}', () => (values[next++] ?? '').split('; ').map(told).join('; '));
    }
    return sentence;
  };
  return told;
};
