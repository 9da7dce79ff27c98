/** What the owner said, as the prompt lists it. */
export interface OwnersFact {
  readonly text: string;
  /** The question that it answers; null: said unasked. */
  readonly question: string | null;
}

const LINE = /^- [^\n]*?\d\d:\d\d: (?:You asked: "([^"\n]*)" They answered: )?(.+)$/gm;

export const factsIn = (section: string): readonly OwnersFact[] =>
  [...section.matchAll(LINE)].map(([, question, text = '']) => ({ text, question: question ?? null }));

/** "They have paid", said by the owner. */
export const SETTLED =
  /(?<!\p{L})(?:paid|arrived|received|has come|bezahlt|erhalten|eingegangen|angekommen|оплат\p{L}*|получ\p{L}*|пришл[оиа])(?!\p{L})/iu;

export const bare = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
