/** The grammar of Authentication-Results (RFC 8601 section 2.2). */

export interface MethodResult {
  readonly method: string;
  readonly result: string;
  /** `header.from` → `example.com`, in lower case. */
  readonly properties: ReadonlyMap<string, string>;
}

export interface AuthenticationResults {
  /** The server that states them, in lower case. */
  readonly server: string;
  readonly results: readonly MethodResult[];
}

interface Token {
  /** `word` and `quoted` are values; `space` stands where white space or a comment was; the others are themselves. */
  readonly kind: 'word' | 'quoted' | 'space' | ';' | '=';
  readonly text: string;
}

const isSpace = (char: string): boolean => char === ' ' || char === '\t' || char === '\r' || char === '\n';

/**
 * Where a comment that begins at `start` ends (exclusive); -1 where it does not. Comments nest, and a backslash takes the
 * meaning of what follows. `quotesCount`: a parenthesis in quotation marks is none, which RFC 5322 does not say, but what
 * a server quotes from a mail may mean.
 */
const commentEnd = (value: string, start: number, quotesCount: boolean): number => {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < value.length; at++) {
    const char = value[at];
    if (char === '\\') at++;
    else if (char === '"' && quotesCount) quoted = !quoted;
    else if (quoted) continue;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at + 1;
  }
  return -1;
};

/** Where a quoted string that begins at `start` ends (exclusive); -1 where it does not. */
const quotedEnd = (value: string, start: number): number => {
  for (let at = start + 1; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === '"') return at + 1;
  }
  return -1;
};

/** Null where something is not closed, or closed that was not open. */
const tokensOf = (value: string, quotesCount: boolean): readonly Token[] | null => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < value.length) {
    const char = value[at] ?? '';
    if (isSpace(char) || char === '(') {
      const end = char === '(' ? commentEnd(value, at, quotesCount) : at + 1;
      if (end < 0) return null;
      if (tokens.at(-1)?.kind !== 'space') tokens.push({ kind: 'space', text: ' ' });
      at = end;
    } else if (char === ')') {
      return null;
    } else if (char === '"') {
      const end = quotedEnd(value, at);
      if (end < 0) return null;
      tokens.push({ kind: 'quoted', text: value.slice(at + 1, end - 1).replace(/\\(.)/gs, '$1') });
      at = end;
    } else if (char === ';' || char === '=') {
      tokens.push({ kind: char, text: char });
      at++;
    } else {
      const start = at;
      while (at < value.length && !/[\s"();=]/.test(value[at] ?? '')) at++;
      tokens.push({ kind: 'word', text: value.slice(start, at) });
    }
  }
  return tokens;
};

const split = (tokens: readonly Token[]): readonly (readonly Token[])[] => {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === ';') parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
};

/** The pairs of one result: `a = b`, white space where it likes. Base64 in a value may end in equals signs. Null: no grammar. */
const pairsOf = (tokens: readonly Token[]): readonly (readonly [string, string])[] | null => {
  const plain = tokens.filter(({ kind }, i) => kind !== 'space' || isValueSpace(tokens, i));
  const pairs: [string, string][] = [];
  let i = 0;
  while (i < plain.length) {
    if (plain[i]?.kind === 'space') {
      i++;
      continue;
    }
    const [name, equals] = [plain[i], plain[i + 1]];
    if (name?.kind !== 'word' || equals?.kind !== '=') return null;
    i += 2;
    let value = '';
    while (i < plain.length && plain[i]?.kind !== 'space') value += plain[i++]?.text ?? '';
    if (value === '') return null;
    pairs.push([name.text.toLowerCase(), value]);
  }
  return pairs;
};

/** White space ends a value unless an equals sign stands on one of its sides. */
const isValueSpace = (tokens: readonly Token[], i: number): boolean =>
  tokens[i - 1]?.kind !== '=' && tokens[i + 1]?.kind !== '=';

/** The properties that tell for whom a result speaks, and the one method that states each (RFC 8601 section 2.7). */
const BELONGS_TO: ReadonlyMap<string, string> = new Map([
  ['smtp.mailfrom', 'spf'],
  ['smtp.mail', 'spf'],
  ['header.from', 'dmarc'],
  ['header.d', 'dkim'],
  ['header.i', 'dkim'],
]);

/** The properties that hold an address. One in another, or in two, is the rest of an address that a mail has broken up. */
const ADDRESSES: ReadonlySet<string> = new Set(['smtp.mailfrom', 'smtp.mail', 'header.i']);
/** RFC 8601: `ptype.property`; or why. */
const PROPERTY = /^(?:[a-z][a-z0-9-]*\.[a-z0-9-]+|reason)$/;

const METHOD = /^([a-z][a-z0-9-]*)(?:\/\d+)?$/;
const KEYWORD = /^[a-z][a-z0-9-]*$/i;

const resultOf = (tokens: readonly Token[]): MethodResult | null => {
  const pairs = pairsOf(tokens);
  const [first, ...rest] = pairs ?? [];
  const method = METHOD.exec(first?.[0] ?? '')?.[1];
  if (first === undefined || method === undefined || !KEYWORD.test(first[1])) return null;
  const properties = new Map<string, string>();
  for (const [name, value] of rest) {
    // A property twice, or of another method, is the rest of a result into which a mail has got something.
    if (properties.has(name) || (BELONGS_TO.get(name) ?? method) !== method) return null;
    if (!PROPERTY.test(name) || (value.includes('@') && !ADDRESSES.has(name))) return null;
    properties.set(name, value.toLowerCase());
  }
  return { method, result: first[1].toLowerCase(), properties };
};

const read = (value: string, quotesCount: boolean): AuthenticationResults | null => {
  const tokens = tokensOf(value, quotesCount);
  if (!tokens) return null;
  const [head = [], ...parts] = split(tokens);
  const [server, version, ...more] = head.filter(({ kind }) => kind !== 'space');
  if (!server || server.kind === '=' || more.length > 0 || (version && !/^\d+$/.test(version.text)))
    return null;
  const filled = parts.filter((part) => part.some(({ kind }) => kind !== 'space'));
  const [only] = filled;
  if (
    filled.length === 1 &&
    only?.filter(({ kind }) => kind !== 'space').every(({ text }) => text === 'none')
  ) {
    return { server: server.text.toLowerCase(), results: [] };
  }
  const results: MethodResult[] = [];
  for (const part of filled) {
    const result = resultOf(part);
    if (!result) return null;
    results.push(result);
  }
  return { server: server.text.toLowerCase(), results };
};

const asText = (results: AuthenticationResults | null): string =>
  JSON.stringify(results, (_, value) => (value instanceof Map ? [...value] : value));

const MAX_VALUE = 16_000;

/**
 * What an Authentication-Results header states. Null where it is not written by the grammar, or can be read in two ways:
 * a mail may have got something of its own into a comment. Takes time in proportion to the length.
 */
export const parseAuthenticationResults = (value: string): AuthenticationResults | null => {
  if (value.length > MAX_VALUE) return null;
  const results = read(value, false);
  return asText(results) === asText(read(value, true)) ? results : null;
};
