import type { Reading, ReadingOf } from './facts.ts';
import type { Entry, Known } from './known.ts';
import { type Claim, calculated, type OwnFacts, type Proof, type Prove, readingsOf, same } from './proof.ts';

/** Words about what something costs or what we give: a figure of theirs beside them would be our word. */
const COMMERCIAL =
  /(?<!\p{L})(?:pric\p{L}*|cost\p{L}*|fee\p{L}*|charge\p{L}*|discount\p{L}*|off|offer\p{L}*|refund\p{L}*|pay\p{L}*|rebate|yours|confirm\p{L}*|appl(?:y|ied|ies)|valid|agreed?|preis\p{L}*|kost\p{L}*|geb[uü]hr\p{L}*|rabatt\p{L}*|nachlass|angebot\p{L}*|zahl\p{L}*|best[aä]tig\p{L}*|gilt|gelten|prix|co[uû]t\p{L}*|tarif\p{L}*|remise\p{L}*|offr\p{L}*|rembours\p{L}*|pay\p{L}*|confirm\p{L}*|appliqu\p{L}*|preci\p{L}*|cuest\p{L}*|coste\p{L}*|descuent\p{L}*|ofrec\p{L}*|pag\p{L}*|aplicar\p{L}*|aplicam\p{L}*|prezz\p{L}*|cost\p{L}*|scont\p{L}*|offri\p{L}*|rimbors\p{L}*|applic\p{L}*|цен\p{L}*|сто[ия]\p{L}*|скид\p{L}*|плат\p{L}*|оплат\p{L}*|подтвер\p{L}*|действу\p{L}*|вернем|вернём)(?!\p{L})/iu;
/** It is said to be theirs. */
const ATTRIBUTED =
  /(?<!\p{L})(?:you(?:r colleague)? (?:mention\p{L}*|wr[io]te\p{L}*|said|say|asked|propos\p{L}*|suggest\p{L}*|quoted?|offer(?:ed)?|need|have|spend|order\p{L}*)|your (?:budget|order|offer|quote|proposal|invoice|figure|request|suggestion|number)|ihr(?:e[mnrs]?)? (?:budget|angebot|bestellung|rechnung|anfrage|vorschlag|auftrag)|(?:sie|du) (?:schrieb\p{L}*|schreib\p{L}*|erw[aä]hn\p{L}*|nann\p{L}*|haben)|votre (?:budget|offre|commande|devis|facture|demande|proposition)|vous (?:avez|mentionn\p{L}*|propos\p{L}*|[ée]criv\p{L}*)|(?:su|tu|vuestro) (?:presupuesto|oferta|pedido|propuesta|factura)|(?:suo|vostro|tuo|sua|vostra|tua) (?:budget|offerta|ordine|proposta|preventivo)|(?:un|l['’]) ?ordine|ваш\p{L}{0,3} (?:бюджет\p{L}*|предложени\p{L}*|заказ\p{L}*|счет\p{L}*|счёт\p{L}*)|вы (?:пис\p{L}*|упомян\p{L}*|предлож\p{L}*))(?!\p{L})/iu;
const EVEN = /(?<!\p{L})(?:even|selbst|auch nicht|m[êe]me|siquiera|aunque|nemmeno|anche se|даже)(?!\p{L})/iu;
const DISCOUNT = /discount|rebate|% ?off|rabatt|nachlass|remise|descuent|rebaj|scont|скид/iu;

/** Whether a figure that only they have named may stand in these words: nobody takes it for ours. */
export const mayRepeat = ({ clause, sentence }: Claim): boolean => {
  if (clause.isOpen || EVEN.test(clause.text)) return true;
  if (DISCOUNT.test(clause.text)) return false;
  return ATTRIBUTED.test(sentence) || !COMMERCIAL.test(clause.text);
};

export const acceptable = (entry: Entry, claim: Claim): boolean =>
  entry.piece.side === 'ours' || mayRepeat(claim);

/** The numbers by which an amount may be multiplied: how many they are, how long, what per cent. */
const countsOf = (claim: Claim, known: Known, own: OwnFacts): readonly number[] => {
  const counts = new Set<number>();
  const add = (value: number | null): void => {
    if (value !== null && value >= 2 && value <= 10_000) counts.add(value);
  };
  for (const fact of own.facts) {
    if (fact !== claim.fact && fact.readings.some(({ kind }) => kind === 'quantity' || kind === 'duration'))
      add(fact.count);
  }
  for (const kind of ['quantity', 'duration'] as const) {
    for (const { fact, piece } of known.of(kind)) if (piece.isNear) add(fact.count);
  }
  return [...counts, 12];
};

const currencyFits = (a: string, b: string): boolean => a === b;

/** Amounts of the text itself that are proved without it, and those that the owner named. */
const baseOf = (
  reading: ReadingOf<'amount'>,
  claim: Claim,
  known: Known,
  own: OwnFacts,
): { readonly stated: readonly number[]; readonly given: readonly number[] } => {
  const given = known
    .of('amount')
    .filter(
      ({ reading: one, piece }) => piece.side === 'ours' && currencyFits(one.currency, reading.currency),
    )
    .map(({ reading: one }) => one.value);
  const stated = readingsOf(own, 'amount', claim.fact)
    .filter((one) => currencyFits(one.currency, reading.currency) && !same(one.value, reading.value))
    .map(({ value }) => value);
  return { stated: [...new Set(stated)], given: [...new Set(given)] };
};

const percentsOf = (known: Known, own: OwnFacts): readonly number[] => [
  ...new Set([
    ...known
      .of('percent')
      .filter(({ piece }) => piece.side === 'ours')
      .map(({ reading }) => reading.value),
    ...readingsOf(own, 'percent').map(({ value }) => value),
  ]),
];

const isCalculated = (reading: ReadingOf<'amount'>, claim: Claim, known: Known, own: OwnFacts): boolean => {
  const { value } = reading;
  const { stated, given } = baseOf(reading, claim, known, own);
  const counts = countsOf(claim, known, own);
  const isValue = (one: number): boolean => same(one, value);
  const products = [...stated, ...given].flatMap((one) => counts.map((count) => one * count));
  if (products.some(isValue)) return true;
  if ([...stated, ...given].some((one) => counts.some((count) => isValue(one / count)))) return true;
  const withPercent = [...stated, ...given, ...products].some((one) =>
    percentsOf(known, own).some((percent) =>
      [one * (1 + percent / 100), one * (1 - percent / 100), (one * percent) / 100].some(isValue),
    ),
  );
  if (withPercent) return true;
  // Of what the text itself adds up or compares.
  const terms = [...stated, ...given.filter((one) => !stated.includes(one)).slice(0, 12)];
  for (const [n, a] of terms.entries()) {
    for (const b of terms.slice(n)) {
      if (a !== b && isValue(Math.abs(a - b)) && (stated.includes(a) || stated.includes(b))) return true;
      if (isValue(a + b) && (stated.includes(a) || stated.includes(b))) return true;
      if (
        stated.includes(a) &&
        stated.includes(b) &&
        stated.some((c) => c !== a && c !== b && isValue(a + b + c))
      )
        return true;
    }
  }
  return products.some((product) => stated.some((one) => isValue(product + one) || isValue(product - one)));
};

const PERIODS_DIFFER = (a: ReadingOf<'amount'>, b: ReadingOf<'amount'>): boolean =>
  a.period !== null && b.period !== null && a.period !== b.period;

export const proveAmount: Prove<'amount'> = (reading, claim, known, own): Proof | null => {
  const entries = known
    .of('amount')
    .filter(
      ({ reading: one }) => currencyFits(one.currency, reading.currency) && same(one.value, reading.value),
    );
  const fitting = entries.filter(({ reading: one }) => !PERIODS_DIFFER(one, reading));
  const entry = fitting.find((one) => acceptable(one, claim));
  if (entry) return { entry };
  // Where the same sum is named for another period, it is not one of those that a table leaves bare.
  if (entries.length > fitting.length && fitting.length === 0) return null;
  const bare = bareNumber(reading.value, known);
  if (bare && acceptable(bare, claim)) return { entry: bare };
  return isCalculated(reading, claim, known, own) ? calculated : null;
};

/** A number without a unit, as in a table or in an answer of the owner. */
const bareNumber = (value: number, known: Known): Entry | null =>
  known
    .of('quantity')
    .find(
      ({ reading, piece }) =>
        piece.side === 'ours' && reading.unit === null && !reading.counts && same(reading.value, value),
    ) ?? null;

export const provePercent: Prove<'percent'> = ({ value }, claim, known, own): Proof | null => {
  const entry =
    known.of('percent').find((one) => same(one.reading.value, value) && acceptable(one, claim)) ??
    bareNumber(value, known);
  if (entry) return { entry };
  const amounts = readingsOf(own, 'amount').map((one: Extract<Reading, { kind: 'amount' }>) => one.value);
  const isRatio = amounts.some((a) =>
    amounts.some((b) => a > b && b > 0 && Math.abs(((a - b) / a) * 100 - value) < 0.6),
  );
  return isRatio ? calculated : null;
};
