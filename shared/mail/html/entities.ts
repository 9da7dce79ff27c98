/**
 * Character references (https://html.spec.whatwg.org/multipage/named-characters.html): all numeric ones, and the named
 * ones of HTML 4. Mail programs use numbers or plain UTF-8 for the rest.
 */

/** U+00A0 to U+00FF, in order. */
const LATIN1 = `nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute
  micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil
  Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute
  Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute
  icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml`;

const OTHERS = `quot:22 amp:26 lt:3c gt:3e apos:27 OElig:152 oelig:153 Scaron:160 scaron:161 Yuml:178 circ:2c6 tilde:2dc
  ensp:2002 emsp:2003 thinsp:2009 zwnj:200c zwj:200d lrm:200e rlm:200f ndash:2013 mdash:2014 lsquo:2018 rsquo:2019
  sbquo:201a ldquo:201c rdquo:201d bdquo:201e dagger:2020 Dagger:2021 bull:2022 hellip:2026 permil:2030 prime:2032
  Prime:2033 lsaquo:2039 rsaquo:203a euro:20ac trade:2122 larr:2190 uarr:2191 rarr:2192 darr:2193 harr:2194 rArr:21d2
  hArr:21d4 minus:2212 infin:221e asymp:2248 ne:2260 le:2264 ge:2265 check:2713 star:2606 hearts:2665 commat:40 lpar:28
  rpar:29 colon:3a semi:3b num:23 excl:21 quest:3f period:2e comma:2c Tab:9 NewLine:a QUOT:22 AMP:26 LT:3c GT:3e
  alpha:3b1 beta:3b2 gamma:3b3 delta:3b4 epsilon:3b5 lambda:3bb mu:3bc pi:3c0 sigma:3c3 omega:3c9 Omega:3a9 Sigma:3a3`;

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN1.split(/\s+/).map((name, index): [string, string] => [name, String.fromCodePoint(0xa0 + index)]),
  ...OTHERS.split(/\s+/).map((entry): [string, string] => {
    const [name = '', code = '20'] = entry.split(':');
    return [name, String.fromCodePoint(Number.parseInt(code, 16))];
  }),
]);

const fromCode = (code: number): string => {
  const impossible =
    Number.isNaN(code) || code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff);
  return impossible ? '\uFFFD' : String.fromCodePoint(code);
};

/** Replaces character references; unknown ones are kept. */
export const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#[xX]([0-9a-fA-F]{1,8})|#(\d{1,8})|([a-zA-Z][a-zA-Z0-9]{1,9}));?/g,
        (whole, hex, decimal, name) => {
          if (hex) return fromCode(Number.parseInt(hex, 16));
          if (decimal) return fromCode(Number.parseInt(decimal, 10));
          return NAMED.get(name) ?? whole;
        },
      )
    : text;
