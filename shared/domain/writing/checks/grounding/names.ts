import type { Fact } from './facts.ts';

/** Letters and digits alone, in lower case: quotation marks, hyphens and cases do not make another name. */
export const nameKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const QUOTED =
  /"([^"\n]{2,60})"|“([^”“\n]{2,60})”|„([^“”„\n]{2,60})[“”]|«\s?([^«»\n]{2,60}?)\s?»|»([^«»\n]{2,60})«/gu;
const MAX_WORDS = 6;

const NAME = String.raw`\p{Lu}[\p{L}\d&.'’-]*[\p{L}\d](?:[ -]\p{Lu}[\p{L}\d&'’-]*){0,3}`;
const NAMES = `(${NAME}(?:(?:, | and | und | et | y | e | и |, and | & )${NAME}){0,5})`;
const CUSTOMERS =
  'customers?|clients?|companies|company|brands?|teams?|users?|partners?|firms?|businesses|banks?|agencies|kunden?|kundin|firmen|unternehmen|partner|marken|entreprises?|soci[ée]t[ée]s?|marques?|partenaires?|clientes?|empresas?|marcas?|socios?|clienti?|aziende|imprese|marchi|клиент\\p{L}*|компани\\p{L}*|партн[её]р\\p{L}*|заказчик\\p{L}*';
const CAPITAL = CUSTOMERS.split('|')
  .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  .join('|');
const LIKE =
  'like|such as|including|namely|are|is|include|wie|etwa|darunter|namens|sind|ist|comme|tels? que|telles que|dont|sont|est|como|son|come|tra cui|sono|как|вроде|такие как|это|—|–|-|:|,';

const patterns: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<!\p{L})(?:${CUSTOMERS}|${CAPITAL})(?!\p{L})(?:[ ,]{1,2}[\p{Ll}]+){0,3}[ ,]{0,2}(?:${LIKE})\s{1,2}${NAMES}`,
    'gdu',
  ),
  new RegExp(
    String.raw`(?<!\p{L})(?:[Oo]ur|[Uu]nsere?[nmr]?|[Nn]otre|[Nn]os|[Nn]uestr[oa]s?|[Nn]ostr[oaie]|[Нн]аш\p{L}*) (?:${CUSTOMERS}) ${NAMES}`,
    'gdu',
  ),
  new RegExp(String.raw`(?<!\p{L})(?:used|trusted|chosen|loved) by ${NAMES}`, 'gdu'),
  new RegExp(
    `${NAMES} (?:(?:already|also|now|has|have|bereits|schon|auch|d[ée]j[àa]|ya|gi[àa]|уже) ){0,2}(?:uses?|trusts?|rel(?:y|ies) on|chose|chosen|switched to|works? with|is (?:one of our|our|a) (?:customer|client|partner)s?|is one of our|nutzt|nutzen|setzt auf|vertraut|arbeitet mit|utilise|nous fait confiance|usa|utiliza|conf[ií]a en|usa|utilizza|использует|пользуется|работает с нами|работают с нами)`,
    'gdu',
  ),
];

/** Words that begin a sentence with a capital and are no name. */
const NO_NAME =
  /^(?:i|we|you|he|she|it|they|the|this|that|these|those|who|what|which|everyone|everybody|anyone|nobody|somebody|someone|wer|man|er|sie|es|wir|ihr|das|dies|jeder|niemand|on|il|elle|nous|vous|ils|elles|qui|chacun|yo|t[úu]|[ée]l|ella|nosotros|usted|ustedes|quien|lui|lei|noi|voi|loro|chi|он|она|мы|вы|они|кто|каждый|все|если|as|if|when|and|but|our|your|my|his|her|their|whoever|no|one|most|many|some|all|both|each)$/iu;

/** "Unser Kunde Müller": the words before the name. */
const LEADING = new RegExp(String.raw`^(?:(?:[\p{L}]{2,8}) )?(?:${CAPITAL}) (?=\p{Lu})`, 'u');

const spanOf = (
  text: string,
  raw: string,
  from: number,
): { readonly start: number; readonly end: number } => {
  const start = text.indexOf(raw, from);
  return { start, end: start + raw.length };
};

/** Names as products and customers have them: in quotation marks, or said to be a customer. */
export const nameFacts = (text: string): readonly Fact[] => {
  const fact = (start: number, end: number, key: string): Fact => ({
    start,
    end,
    readings: [{ kind: 'name', key }],
    isWeak: false,
    isImpossible: false,
    count: null,
  });
  const quoted = [...text.matchAll(QUOTED)].flatMap((match) => {
    const inside = match.slice(1).find((group) => group !== undefined) ?? '';
    const key = nameKey(inside);
    const words = key.split(' ').length;
    const isNameLike = /\p{Lu}/u.test(inside) && !/[.!?]$/.test(inside.trim());
    if (key === '' || words > MAX_WORDS || !isNameLike) return [];
    const at = spanOf(text, inside, match.index);
    return [fact(at.start, at.end, key)];
  });
  const customers = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const listed = match[1] ?? '';
      const from = match.indices?.[1]?.[0] ?? match.index;
      const known = listed.replace(LEADING, '');
      return known.split(/, and |, | and | und | et | y | e | и | & /u).flatMap((name) => {
        const words = name.split(/[ -]/);
        if (NO_NAME.test(name) || (words.length === 1 && NO_NAME.test(words[0] ?? ''))) return [];
        const at = spanOf(text, name, from);
        return [fact(at.start, at.end, nameKey(name))];
      });
    }),
  );
  return [...quoted, ...customers];
};
