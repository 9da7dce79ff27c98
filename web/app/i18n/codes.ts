import type { AuditResource, SessionResource, SuppressionResource } from '../../../shared/contract/auth.ts';
import type { ProblemCode } from '../../../shared/contract/problem-codes.ts';
import type { MessageResource, ThreadResource } from '../../../shared/contract/threads.ts';
import { fill, type PlaceholdersIn, type Text } from './messages.ts';

type Event = ThreadResource['events'][number];
type Attention = NonNullable<ThreadResource['attention']>;
type Rejected = Extract<Attention, { code: 'text_rejected' }>;
type Params = Readonly<Record<string, unknown>>;

/** A code with its parameters only. */
type Bare<N> = N extends { code: infer C; params: infer P }
  ? { readonly code: C; readonly params: P }
  : never;
type Action<A> = A extends { action: infer C; params: infer P }
  ? { readonly code: C; readonly params: P }
  : never;
type Plain<C> = { readonly code: C; readonly params: Readonly<Record<never, never>> };

/** The codes that the API answers with, by kind; each with the parameters that it comes with. */
export interface Coded {
  readonly attention: Bare<Attention>;
  readonly waiting: Bare<ThreadResource['waitingFor']>;
  readonly stopReason: Plain<NonNullable<ThreadResource['stopReason']>>;
  readonly stopDetail: Bare<ThreadResource['stopDetail']>;
  readonly resolution: Bare<MessageResource['resolution']>;
  readonly milestone: Bare<
    Exclude<Event, { kind: 'stopped' | 'flagged' | 'waiting' | 'superseded' | 'discarded' | 'reconciled' }>
  >;
  readonly objection: Bare<Rejected['params']['objections'][number]>;
  /** The part that an objection concerns, if it is not the text. */
  readonly objectionPart: { readonly code: 'subject'; readonly params: { readonly objection: string } };
  readonly audit: Action<AuditResource>;
  readonly suppression: Plain<SuppressionResource['reason']>;
  readonly disconnected: Plain<NonNullable<NonNullable<SessionResource['mailbox']>['disconnectedReason']>>;
  readonly outage: Plain<NonNullable<NonNullable<SessionResource['mailbox']>['outage']>['code']>;
  readonly trouble: Plain<NonNullable<NonNullable<SessionResource['mailbox']>['trouble']>['code']>;
  readonly problem: {
    readonly code: ProblemCode;
    readonly params: Readonly<Record<string, string | number>>;
  };
}
export type Kind = keyof Coded;

/** Names the text of a code. Where `params.cause` tells cases apart, each has a text: `model_failed.quota`. */
type TextKey<N> = N extends { code: infer C extends string; params: infer P }
  ? P extends { cause: infer X extends string }
    ? `${C}.${X}`
    : C
  : never;

/** One text for every code of every kind. */
export type CodeTexts = { readonly [K in Kind]: { readonly [T in TextKey<Coded[K]>]: Text } };

/** The parameters that the text with this key may use. */
type ParamNames<N, Key> = N extends { code: infer C extends string; params: infer P }
  ? Key extends C | `${C}.${string}`
    ? keyof P
    : never
  : never;

type Checked<T> = {
  readonly [K in keyof T]: {
    readonly [Key in keyof T[K]]: K extends Kind
      ? Key extends TextKey<Coded[K]>
        ? PlaceholdersIn<T[K][Key]> extends ParamNames<Coded[K], Key>
          ? T[K][Key]
          : never
        : never
      : never;
  };
};

/**
 * Declares the texts of a language. A code without a text, a text without a code, and a placeholder that is no parameter
 * of its code are type errors.
 */
export const codeTexts = <const T extends CodeTexts>(texts: T & Checked<T>): T => texts;

/** A code from the API; `message` is its English text, for clients that do not know the code. */
interface AnyCoded {
  readonly code: string;
  readonly params: unknown;
  readonly message?: string;
  /** The part that an objection concerns, if it is not the text. */
  readonly part?: unknown;
}

const isParams = (value: unknown): value is Params => typeof value === 'object' && value !== null;
const isCoded = (value: unknown): value is AnyCoded => isParams(value) && typeof value.code === 'string';

/** The text of a code. For a code of a newer server that is unknown here, its English message. */
export const textOf = (texts: CodeTexts, locale: string, kind: Kind, coded: AnyCoded): string => {
  const params: Params = isParams(coded.params) ? coded.params : {};
  const key = typeof params.cause === 'string' ? `${coded.code}.${params.cause}` : coded.code;
  const ofKind: Readonly<Record<string, Text>> = texts[kind];
  const text = Object.hasOwn(ofKind, key) ? ofKind[key] : undefined;
  if (text === undefined) return coded.message ?? coded.code;

  const shown = (value: unknown): string | number => {
    if (typeof value === 'string' || typeof value === 'number') return value;
    if (!Array.isArray(value)) return '';
    const objections = value.filter(isCoded).map((one) => textOf(texts, locale, 'objection', one));
    return objections.length > 0 ? objections.join('; ') : value.map(shown).join(', ');
  };
  const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, shown(value)]));
  // A parameter at the end of a text may be empty.
  const said = fill(text, locale, values).trim();
  if (kind !== 'objection' || coded.part !== 'subject') return said;
  return textOf(texts, locale, 'objectionPart', { code: 'subject', params: { objection: said } });
};
