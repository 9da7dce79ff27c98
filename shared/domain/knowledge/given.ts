/** A passage that the model is given, with where it is from. */
export interface GivenPassage {
  /** `{documentId}-{n}`. */
  readonly id: string;
  readonly document: string;
  readonly heading: string;
  readonly text: string;
}

/** Documents with no more text than this are given whole; of more, the passages that the mails ask for. Characters. */
export const WHOLE_CHARS = 24_000;
/** What the retrieved passages of one prompt have at most. */
export const RETRIEVED_CHARS = 12_000;
export const RETRIEVED_PASSAGES = 12;

const charsOf = ({ document, heading, text }: GivenPassage): number =>
  document.length + heading.length + text.length;

/** As many as fit, best first. A long one that does not fit does not keep out shorter ones. */
export const withinChars = (
  passages: readonly GivenPassage[],
  maxChars: number,
  maxCount = Number.POSITIVE_INFINITY,
): readonly GivenPassage[] => {
  const given: GivenPassage[] = [];
  let chars = 0;
  for (const passage of passages) {
    const more = charsOf(passage);
    if (given.length >= maxCount || chars + more > maxChars) continue;
    given.push(passage);
    chars += more;
  }
  return given;
};
