/** The grammar of Authentication-Results (RFC 8601 section 2.2). */

export interface MethodResult {
  readonly method: string;
  readonly result: string;
  /** `header.from` → `example.com`, in lower case. */
  readonly properties: ReadonlyMap<string, string>;
}

export interface AuthenticationResults {
  /** The server that wrote the results, in lower case. */
  readonly server: string;
  readonly results: readonly MethodResult[];
}

interface Token {
  /**
   * `word` and `quoted` are values; `space` is white space or a comment; the other kinds are the characters themselves.
   */
  readonly kind: 'word' | 'quoted' | 'space' | ';' | '=';
  readonly text: string;
}

const isSpace = (char: string): boolean => char === ' ' || char === '\t' || char === '\r' || char === '\n';

/**
 * The end (exclusive) of a comment that begins at `start`; -1: it is not closed. Comments nest, and a backslash escapes
 * the next character. `quotesCount`: a parenthesis in quotation marks does not count. RFC 5322 does not say so, but a
 * server that quotes from a mail may mean it.
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

/** The end (exclusive) of a quoted string that begins at `start`; -1: it is not closed. */
const quotedEnd = (value: string, start: number): number => {
  for (let at = start + 1; at < value.length; at++) {
    if (value[at] === '\\') at++;
    else if (value[at] === '"') return at + 1;
  }
  return -1;
};

/** null: something is not closed, or closed without being open. */
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
      // Any other white space is none in the grammar: it is part of the word, which then matches nothing.
      while (at < value.length && !/[ \t\r\n"();=]/.test(value[at] ?? '')) at++;
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

/**
 * The pairs of one result: `a = b`, with optional white space. A Base64 value may end in equals signs. null: it does
 * not match the grammar.
 */
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

/** White space ends a value, unless an equals sign is next to it. */
const isValueSpace = (tokens: readonly Token[], i: number): boolean =>
  tokens[i - 1]?.kind !== '=' && tokens[i + 1]?.kind !== '=';

/** The properties that name the domain of a result, and the one method that uses each (RFC 8601 section 2.7). */
const BELONGS_TO: ReadonlyMap<string, string> = new Map([
  ['smtp.mailfrom', 'spf'],
  ['smtp.mail', 'spf'],
  ['header.from', 'dmarc'],
  ['header.d', 'dkim'],
  ['header.i', 'dkim'],
]);

/**
 * The properties that contain an address. An address in another property, or in two, shows that a mail has broken up an
 * address.
 */
const ADDRESSES: ReadonlySet<string> = new Set(['smtp.mailfrom', 'smtp.mail', 'header.i']);
/** RFC 8601: `ptype.property`; or `reason`. */
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
    // A repeated property, or one of another method, shows that a mail has injected text into a result.
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
 * Parses an Authentication-Results header. null: it does not match the grammar, or can be read in two ways, because a
 * mail may have injected text into a comment. Takes time proportional to the length.
 */
export const parseAuthenticationResults = (value: string): AuthenticationResults | null => {
  if (value.length > MAX_VALUE) return null;
  const results = read(value, false);
  return asText(results) === asText(read(value, true)) ? results : null;
};
