import type { LineMark } from '../body/mail-line.ts';
import type { Attributes } from './tokens.ts';

/** The mark-up by which known mail programs mark history, attribution and signature. */

const QUOTE_NAMES =
  /gmail_quote|moz-cite|yahoo_quoted|protonmail_quote|tutanota_quote|front-blockquote|mail-quote|clean_bq|zmail|isreplycontent|replyblockquote|olk_src_body|^qt$|airmail_quote|messagereplysection|cite/i;

/** Containers with nothing but history. */
const HISTORY_BOXES =
  /^(?:(?:ydp[0-9a-f]+)?yahoo_quoted\w*|ms-outlook-mobile-reference-message|mail-editor-reference-message-container|messagereplysection|mail-quote-collapse|zmail_extra|mail_android_quote|moz-forward-container)$/i;

/** Elements after which everything is history. */
const HISTORY_STARTS =
  /^(?:divrplyfwdmsg|appendonsend|zwchr|stopspelling|outlookmessageheader|replyseparator|_originalcontent|olk_src_body_section)$/i;

const ATTRIBUTIONS =
  /^(?:gmail_attr|moz-cite-prefix|moz-email-headers-table|yahoo-quoted-header|hubspot_quote_attr)$/i;

const SIGNATURES =
  /^(?:gmail_signature|gmail_signature_prefix|moz-signature|signature|applemailsignature|ms-outlook-mobile-signature|protonmail_signature_block|ymail_android_signature|tutanota_signature|mobile-signature|bp_signature)$/i;

/** The rule that Outlook draws above the header of the mail it answers. */
const OUTLOOK_RULE = /border-top\s*:\s*(?=[^;]*\bsolid\b)(?=[^;]*\b1(?:\.0)?pt\b)[^;]*#(?:b5c4df|e1e1e1)/i;

/** Class names, id and name of an element, without the `x_` that Outlook adds to those of other programs. */
export const namesOf = (attributes: Attributes): readonly string[] =>
  [
    ...(attributes.get('class') ?? '').split(/\s+/),
    attributes.get('id') ?? '',
    attributes.get('name') ?? '',
    attributes.get('data-smartmail') ?? '',
  ]
    .map((name) => name.replace(/^(?:x_)+/, ''))
    .filter((name) => name !== '');

/** Whether a blockquote is certainly a quotation, not an indentation. */
export const quotes = (attributes: Attributes, names: readonly string[]): boolean =>
  /^cite$/i.test(attributes.get('type') ?? '') ||
  attributes.has('cite') ||
  names.some((name) => QUOTE_NAMES.test(name)) ||
  /border-left(?:-style|-width|-color)?\s*:/i.test(attributes.get('style') ?? '');

export const holdsHistory = (tag: string, attributes: Attributes, names: readonly string[]): boolean =>
  names.some((name) => HISTORY_BOXES.test(name)) || (tag === 'div' && attributes.get('name') === 'quote');

export const markOf = (attributes: Attributes, names: readonly string[]): LineMark => {
  const marker = attributes.get('data-marker') ?? '';
  if (names.some((name) => HISTORY_STARTS.test(name)) || marker === '__DIVIDER__') return 'history';
  if (OUTLOOK_RULE.test(attributes.get('style') ?? '')) return 'history';
  if (names.some((name) => ATTRIBUTIONS.test(name))) return 'attribution';
  if (names.some((name) => SIGNATURES.test(name)) || marker.startsWith('__SIG_')) return 'signature';
  return null;
};
