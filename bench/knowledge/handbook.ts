import { de } from './facts/de.ts';
import { en } from './facts/en.ts';
import { es } from './facts/es.ts';
import { type Aspect, aspects, type Facts, families, general, type Model, sizes } from './facts/facts.ts';
import { fr } from './facts/fr.ts';
import { ja } from './facts/ja.ts';
import { ru } from './facts/ru.ts';

/** The authored facts, in the order in which their documents are added. */
export const languages: readonly Facts[] = [en, de, fr, es, ru, ja];

/** FNV-1a. The handbook is the same in every run. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
};

const SLOT = /\{(\d+)\.\.(\d+)\/(\d+)\}/g;

/** A fact of a model as the handbook says it. */
export const sentenceOf = (facts: Facts, model: Model, aspect: Aspect, fact: number): string =>
  (facts.aspects[aspect].sentences[fact] ?? '')
    .replaceAll('{m}', model)
    .replaceAll(SLOT, (_, low: string, high: string, step: string, at: number) => {
      const steps = Math.floor((Number(high) - Number(low)) / Number(step)) + 1;
      return String(Number(low) + (hashOf(`${model}/${aspect}/${fact}/${at}`) % steps) * Number(step));
    });

/** Which four of the five facts a model has, in an order of its own. What is asked is never the one left out. */
const factsOf = (facts: Facts, model: Model, aspect: Aspect): readonly number[] => {
  const asked = new Set(
    facts.questions.flatMap(({ answer }) =>
      'model' in answer && answer.model === model && answer.aspect === aspect ? [answer.fact as number] : [],
    ),
  );
  const first = hashOf(`${model}/${aspect}`) % 5;
  const order = Array.from({ length: 5 }, (_, n) => (first + n * 2) % 5);
  const leftOut = order.findLast((fact) => !asked.has(fact));
  return order.filter((fact) => fact !== leftOut);
};

/** A language's part of the handbook, in Markdown. */
export const handbookOf = (facts: Facts): string => {
  const lines = [`# ${facts.title}`];
  for (const key of general) lines.push(`## ${facts.general[key].heading}`, facts.general[key].text);
  for (const family of families) {
    lines.push(`## ${facts.families[family].heading}`, facts.families[family].text);
    for (const size of sizes) {
      const model: Model = `${family} ${size}`;
      lines.push(`### ${model}`);
      for (const aspect of aspects) {
        const sentences = factsOf(facts, model, aspect).map((fact) => sentenceOf(facts, model, aspect, fact));
        lines.push(
          `#### ${facts.aspects[aspect].heading}`,
          sentences.join(facts.language === 'ja' ? '' : ' '),
        );
      }
    }
  }
  return lines.join('\n\n');
};

export interface Wanted {
  /** What the headings of the right passage end with. */
  readonly heading: string;
  /** What it says. */
  readonly text: string;
}

/** The passage that answers a question. */
export const wantedBy = (facts: Facts, { answer }: Facts['questions'][number]): Wanted => {
  if ('general' in answer) return facts.general[answer.general];
  if ('family' in answer) return facts.families[answer.family];
  const { model, aspect, fact } = answer;
  return {
    heading: `${model} › ${facts.aspects[aspect].heading}`,
    text: sentenceOf(facts, model, aspect, fact),
  };
};

/** Characters of a page. */
export const PAGE = 1_800;
