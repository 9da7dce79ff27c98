/** What every model is described by, in the order of the handbook. */
export const aspects = [
  'price',
  'delivery',
  'returns',
  'warranty',
  'setup',
  'care',
  'app',
  'power',
  'parts',
  'instalments',
  'safety',
  'tradein',
] as const;
export type Aspect = (typeof aspects)[number];

/** What the house sells: eight families, each of three models that differ in their facts. */
export const families = ['Brisa', 'Kolo', 'Mira', 'Torva', 'Salto', 'Nubo', 'Lira', 'Perla'] as const;
export type Family = (typeof families)[number];
export const sizes = [20, 40, 60] as const;
export type Model = `${Family} ${(typeof sizes)[number]}`;

export const general = [
  'hours',
  'invoice',
  'privacy',
  'payment',
  'giftcard',
  'abroad',
  'showroom',
  'referral',
  'complaint',
  'damage',
] as const;
export type General = (typeof general)[number];

/** `{low..high/step}` in a sentence is a number that depends on the model. */
export interface AspectFacts {
  readonly heading: string;
  /** Each a fact; a model has four of the five. */
  readonly sentences: readonly [string, string, string, string, string];
}

export interface Question {
  /** As somebody asks in a mail. */
  readonly ask: string;
  /** The section that answers, and which of its facts. */
  readonly answer:
    | { readonly model: Model; readonly aspect: Aspect; readonly fact: 0 | 1 | 2 | 3 | 4 }
    | { readonly family: Family }
    | { readonly general: General };
}

/** The authored facts of the handbook in one language. */
export interface Facts {
  readonly language: 'en' | 'de' | 'fr' | 'es' | 'ru' | 'ja';
  readonly title: string;
  readonly families: Readonly<Record<Family, { readonly heading: string; readonly text: string }>>;
  readonly aspects: Readonly<Record<Aspect, AspectFacts>>;
  readonly general: Readonly<Record<General, { readonly heading: string; readonly text: string }>>;
  readonly questions: readonly Question[];
}
