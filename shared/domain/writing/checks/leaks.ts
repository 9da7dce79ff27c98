import { RULES, sectionTitles } from '../prompt.ts';
import {
  UNTRUSTED_FILE,
  UNTRUSTED_INVITATION,
  UNTRUSTED_MAIL,
  UNTRUSTED_MEMORY,
  UNTRUSTED_SUMMARY,
} from '../untrusted.ts';
import type { Evidence } from './evidence.ts';
import type { ObjectionCode } from './objection.ts';
import { repeatsMuch, revealsSecret } from './secrets/reveals-secret.ts';

const squeezed = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .toLowerCase()
    .trim();

const sentences = (text: string): readonly string[] => text.split(/(?<=[.!?;:])\s+|\n+/);

/** Long enough not to occur by chance. */
const MIN_RULE_CHARS = 40;
const ruleLines: readonly string[] = sentences(RULES.replaceAll('\n', ' '))
  .map(squeezed)
  .filter((line) => line.length >= MIN_RULE_CHARS);

const HEADING = new RegExp(`^\\s*#{1,6}\\s*(?:${sectionTitles.join('|')})(?:\\s*\\([^)]*\\))?\\s*$`, 'im');
const MARKER = new RegExp(
  `${UNTRUSTED_MAIL}|${UNTRUSTED_FILE}|${UNTRUSTED_INVITATION}|${UNTRUSTED_SUMMARY}|${UNTRUSTED_MEMORY}|<\\|[a-z_]+\\|>|\\[/?INST\\]|<</?SYS>>`,
  'i',
);
/** The format of the answer, or a call of a tool that does not exist, inside the mail. */
const ANSWER_FORM =
  /"(?:action|goalProgress|tool_calls?|function_call)"\s*:|\bgoalProgress\b|\bdecline_noted\b/;
/** JSON: an object or array at the beginning, or a field of the answer anywhere. */
const DATA = /^\s*(?:\{\s*"[^"\n]{1,60}"\s*:|\[\s*[{"[])|"(?:body|subject|reason)"\s*:/;

const showsAnswerForm = (body: string, { conversation, owner }: Evidence): boolean =>
  ANSWER_FORM.test(body) || (DATA.test(body) && !DATA.test(conversation) && !DATA.test(owner));
/** Headers at the top of the text, as if the model could set them. */
const HEADERS =
  /^\s*(?:subject|to|cc|bcc|from|reply-to|betreff|an|objet|asunto|тема|кому)\s*:[^\n]*(?:\n|$)/i;

/** Words by which an owner marks a sentence as confidential. */
const CONFIDENTIAL =
  /confidential|internal(?:ly)? only|(?:do not|don['’]t|never|must not) (?:mention|tell|say|reveal|disclose|share|name|leak|show)|keep (?:this|it|that|the following)? ?(?:a )?(?:secret|to yourself|private|quiet)|keep (?:[^.!?\n]{1,60}) (?:secret|to yourself|private)(?! ?(?:sauce|ingredient|recipe))|between us|(?:is|are|stays?|remains?) (?:a )?secret\b(?! (?:of|sauce|ingredient|recipe|weapon))|vertraulich|geheim|nur intern|(?:verrat|erwähn|nenn|sag)\p{L}{0,4} (?:[^\s.!?]+ ){0,3}?(?:nie(?:mals)?|niemande[mn]|nicht, dass)(?!\p{L})|nicht (?:verraten|erwähnen|nennen|weitergeben)|nie(?:mals)? (?:verraten|erwähnen|nennen)|ne (?:(?:le |la |les |jamais |pas )*)(?:dis|dites|mentionne|mentionnez|révèle|révélez|divulgue|divulguez)(?!\p{L})|(?:garde|gardez)[^.!?\n]{0,40} (?:secret|pour (?:toi|vous))|confidentiel|no (?:lo |la |se lo )?(?:digas?|digan|menciones?|mencione|reveles?|divulgues?)(?!\p{L})|confidencial|en secreto|non (?:lo |la )?(?:dire|dica|rivelare|riveli|menzionare|menzioni|divulgare)(?!\p{L})|riservat[oaie]|confidenzial|segret[oaie](?!\p{L})|конфиденциальн|секретн|не (?:говори|раскрывай|упоминай|называй|сообщай)|никому не/iu;

/** "Do not mention the price unless they ask" does not make the price secret from a person who asks. */
const CONDITION =
  /(?<!\p{L})(?:unless|until|before|if|when|except|außer|bevor|wenn|solange|à moins|sauf si|jusqu|a menos|salvo si|hasta que|a meno|tranne|finché|если|пока|когда|прежде)(?!\p{L})/iu;
/** "Our floor is 900. Never mention it." */
const BACK_REFERENCE = /(?<!\p{L})(?:it|this|that|them|das|dies|ihn|это|этого|его|об этом)(?!\p{L})/iu;
const MAX_REFERRING_CHARS = 50;

const confidentialIn = (instructions: readonly string[]): readonly string[] =>
  instructions.flatMap((text) => {
    const all = text.split(/(?<=[.!?])\s+|\n+/);
    return all.flatMap((sentence, index) => {
      if (!CONFIDENTIAL.test(sentence) || CONDITION.test(sentence)) return [];
      const refers = sentence.length <= MAX_REFERRING_CHARS && BACK_REFERENCE.test(sentence);
      return refers ? [all[index - 1] ?? '', sentence] : [sentence];
    });
  });

// Bounded on the left, so that no input is slow.
const FIGURE = /(?<![\p{L}\d-])[\p{L}-]{0,30}\d[\d.,\p{L}-]*/gu;
const figuresIn = (text: string): readonly string[] =>
  [...text.matchAll(FIGURE)].map((match) => match[0].replace(/[.,-]+$/, '').toLowerCase());

const MIN_CONFIDENTIAL_CHARS = 15;

/** A sentence marked as confidential, or a figure that occurs only in such a sentence. */
const tellsConfidential = (body: string, { owner, instructions, conversation }: Evidence): boolean => {
  const secret = confidentialIn(instructions);
  if (secret.length === 0) return false;
  const said = squeezed(body);
  if (secret.map(squeezed).some((line) => line.length >= MIN_CONFIDENTIAL_CHARS && said.includes(line))) {
    return true;
  }
  const open = secret.reduce((text, sentence) => text.replaceAll(sentence, ' '), owner);
  const free = new Set(figuresIn(`${open}\n${conversation}`));
  const kept = new Set(secret.flatMap(figuresIn).filter((figure) => figure.length > 1 && !free.has(figure)));
  return figuresIn(body).some((figure) => kept.has(figure));
};

/** A shorter sentence only marks another one: `Top secret!` */
const MIN_WORDS_OF_KEPT = 4;
const MIN_CONTENT_OF_INSTRUCTIONS = 3;
const MIN_CONTENT_OF_SECRETS = 2;

/** What the owner marked as secret, or a sentence of the instructions marked as confidential, in any encoding. */
const tellsMarked = (body: string, evidence: Evidence): boolean => {
  const { secrets, instructions, knowledge, conversation, people } = evidence;
  const kept = confidentialIn(instructions).filter(
    (sentence) => sentence.trim().split(/\s+/).length >= MIN_WORDS_OF_KEPT,
  );
  return (
    revealsSecret(body, { secrets, open: `${people}\n${knowledge}`, minContent: MIN_CONTENT_OF_SECRETS }) ||
    revealsSecret(body, {
      secrets: kept,
      open: `${people}\n${knowledge}\n${conversation}`,
      minContent: MIN_CONTENT_OF_INSTRUCTIONS,
    })
  );
};

/** A long run of the owner's instructions, longer than what the recipient was meant to read. */
const MIN_RECITED_CHARS = 300;
const recites = (body: string, instructions: string): boolean => {
  const own = squeezed(instructions.replaceAll(/["“„«][^"“”„«»]*["”“»]/g, ' '));
  const said = squeezed(body);
  if (own.length < MIN_RECITED_CHARS || said.length < MIN_RECITED_CHARS) return false;
  // Every run of that length contains a run that starts at a multiple of half the length.
  const half = MIN_RECITED_CHARS / 2;
  for (let at = 0; at + half <= own.length; at += half) {
    const found = said.indexOf(own.slice(at, at + half));
    if (found === -1) continue;
    let length = half;
    while (at + length < own.length && own[at + length] === said[found + length]) length++;
    let before = 0;
    while (at - before > 0 && own[at - before - 1] === said[found - before - 1]) before++;
    if (length + before >= MIN_RECITED_CHARS) return true;
  }
  return false;
};

/** How many words of the instructions, and of the knowledge, one mail may repeat. */
const MAX_OF_INSTRUCTIONS = 80;
const MAX_OF_KNOWLEDGE = 400;

/** The owner's texts in pieces, in another order or encoded. */
const recitesOwner = (body: string, { instructions, knowledge }: Evidence): boolean => {
  const own = (instructions[0] ?? '').replaceAll(/["“„«][^"“”„«»]*["”“»]/g, ' ');
  return repeatsMuch(body, own, MAX_OF_INSTRUCTIONS) || repeatsMuch(body, knowledge, MAX_OF_KNOWLEDGE);
};

type Leak = Extract<
  ObjectionCode,
  'repeats_rules' | 'answer_form' | 'header_lines' | 'confidential' | 'recites_instructions'
>;

/** What a text reveals of the assistant's instructions and secrets; null: nothing. */
export const leakIn = (body: string, evidence: Evidence): Leak | null => {
  const said = squeezed(body);
  if (MARKER.test(body) || HEADING.test(body) || ruleLines.some((line) => said.includes(line))) {
    return 'repeats_rules';
  }
  if (showsAnswerForm(body, evidence)) return 'answer_form';
  if (HEADERS.test(body)) return 'header_lines';
  if (tellsConfidential(body, evidence) || tellsMarked(body, evidence)) return 'confidential';
  if (recites(body, evidence.instructions[0] ?? '') || recitesOwner(body, evidence)) {
    return 'recites_instructions';
  }
  return null;
};
