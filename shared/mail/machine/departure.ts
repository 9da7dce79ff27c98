import type { MailAddress } from '../../domain/mail-address.ts';
import type { MailFacts } from './facts.ts';

/** Whom to contact instead; either may be missing. */
export interface Successor {
  readonly email: string | null;
  readonly name: string | null;
}

/** The sender has left permanently, or the address is no longer used. */
const LEFT = [
  // English
  "no longer (?:work(?:s|ing)?|employed|an? (?:employee|member|part)|part of|(?:be )?with (?:us|the|our|\\p{Lu})|at (?:the|our|this)?\\s?\\p{L}|here|in (?:this|that|the|my) (?:role|position|post|office|company)|associated|affiliated)(?! on | out )|(?:has|have|['’]ve|['’]s) (?:now |recently |since )?left (?:the |our |my )?(?:company|organi[sz]ation|firm|business|university|team|school|department|role|position|post|us|\\p{Lu})|(?:left|leaving|departed|departing) (?:the |our )(?:company|organi[sz]ation|firm|business)|(?:my )?last (?:working )?day (?:at|with|in|was)|(?:has|have|['’]ve|am) (?:now |since )?retired|retired (?:from|on|in|as of)|(?:have|has|['’]ve|['’]s) moved on (?:from|to)|changed (?:jobs|employers?)",
  'this (?:mailbox|account|address|e-?mail(?: address| account)?|inbox) (?:\\S+@\\S+ )?(?:is|has been|was|will be) (?:no longer|not (?:in use|active|valid|used)|closed|deactivated|discontinued|retired|decommissioned|disabled)|(?:is|are) no longer (?:in use|active|valid|monitored|checked|used|reachable|available) (?:at|under|via|through|on|by|from)?|no longer (?:using|check(?:ing)?|monitor(?:ing|ed)?|read(?:ing)?) (?:this|that)|(?:my |our |the )(?:new )?e-?mail(?: address)? (?:has changed|is now)|(?:has|have) a new e-?mail address',
  // German, Dutch
  '(?:arbeite[tn]?|bin|ist|sind) .{0,60}nicht (?:mehr|länger) (?:bei|für|im|in|beim|am|an|hier|beschäftigt|tätig|teil|mitarbeiter|angestellt)|nicht (?:mehr|länger) (?:für |bei |in |im |am |an ).{0,60}(?:tätig|beschäftigt|angestellt|arbeite[nt]?)|nicht mehr (?:beschäftigt|tätig|angestellt|mitarbeiter)|(?:hat|habe|haben) .{0,60}(?:verlassen|ausgeschieden)|ausgeschieden|(?:im|in den) (?:wohlverdienten )?ruhestand|in rente|(?:diese|dieses|die|das) (?:e-?mail-?)?(?:adresse|postfach|konto) .{0,60}(?:nicht (?:mehr|länger)|deaktiviert|geschlossen|stillgelegt)',
  '(?:werk|werkt|ben|is|zijn) .{0,50}niet (?:meer|langer) (?:bij|voor|werkzaam|in dienst)|niet (?:meer|langer) (?:werkzaam|in dienst)|(?:heeft|heb) .{0,50}verlaten|uit dienst|(?:dit|deze) (?:e-?mail)?(?:adres|postvak|mailbox|account) .{0,50}niet (?:meer|langer)|met pensioen',
  // Romance
  "(?:ne|n['’]) ?(?:travaill\\p{L}+|fai[ts]|suis|est|êtes|occupe\\p{L}*|exerce\\p{L}*|collabor\\p{L}+) plus|(?:a|ai) quitté (?:la |le |l['’]|ses |mes |notre |cette |\\p{Lu})|(?:cette|cet|ma|l['’]) ?(?:adresse|boîte|compte|e-?mail) .{0,60}n['’](?:est|existe) plus|n['’]est plus (?:active|actif|utilisée?|valide|consultée?|relevée?)|(?:parti|partie|à la|en) (?:à la |en )?retraite",
  'ya no (?:trabaj\\p{L}+|labor\\p{L}+|form\\p{L}+ parte|est(?:á|oy|amos) (?:en|con|trabajando)|pertene\\p{L}+|prest\\p{L}+ servicios)|(?:ha|he) dejado (?:la (?:empresa|compañía|organización)|de trabajar|de formar|\\p{Lu})|(?:est[ae]|mi) (?:dirección|cuenta|buzón|correo) .{0,50}ya no (?:está|es|se)|se ha jubilado|me he jubilado|ja no treball\\p{L}+|xa non traball\\p{L}+',
  '(?:já |mais )?não (?:trabalh\\p{L}+|faz|faço|integr\\p{L}+|colabor\\p{L}+|pertenc\\p{L}+) (?:mais|parte)|já não (?:trabalh\\p{L}+|faz|faço|colabor\\p{L}+|pertenc\\p{L}+|está (?:na|em|com|ao))|deix(?:ou|ei) (?:a (?:empresa|companhia|organização)|de trabalhar|o cargo)|est[ea] (?:e-?mail|endereço|caixa|conta) .{0,50}(?:não está mais|já não|foi desativad|não é mais)|se aposentou|me aposentei',
  "non (?:lavor\\p{L}+|collabor\\p{L}+|fa|faccio|è|sono) più (?:parte|in|per|con|presso|dipendente|un dipendente|qui|da)|non (?:lavor\\p{L}+|collabor\\p{L}+) più|(?:ha|ho) lasciato (?:l['’]azienda|la società|l['’]organizzazione|il (?:gruppo|team)|\\p{Lu})|quest[oa] (?:indirizzo|casella|e-?mail|account) .{0,50}non è più|in pensione|nu mai (?:lucrez\\p{L}*|fac\\p{L}*|est\\p{L}* angajat|sunt angajat)|a părăsit (?:compania|firma|organizația)|am părăsit|(?:această|aceasta) adresă .{0,40}nu mai",
  // Slavic
  '(?:już )?nie (?:pracuj[eęą]|współpracuj[eęą]) (?:już )?(?:w|u|dla|z|tu|na|jako|w)|już nie pracuj[eęą]|nie (?:jest|jestem) już|nie (?:jest|jestem) (?:pracownikiem|zatrudnion\\p{L}+)|odszed[łl]|odeszła|zakończył\\p{L}* (?:pracę|współpracę)|(?:ten|ta) (?:adres|skrzynka|konto) .{0,50}(?:nie jest|już nie)|na emerytur|(?:již|už) .{0,30}nepracuj\\p{L}+|nepracuj\\p{L}+ (?:již|už|viac)|(?:opustil\\p{L}*|odešel|odešla|odišiel|odišla) (?:společnost|firmu|spoločnosť|z |ze )|(?:tato|táto) (?:adresa|schránka) .{0,40}(?:již|už|není|nie je)',
  '(?:больше|уже|более) не (?:работа\\p{L}+|явля\\p{L}+ сотрудник\\p{L}+)|(?:не работа\\p{L}+ (?:больше|более|в компании|у нас))|уволил\\p{L}+|покинул\\p{L}* (?:компанию|организацию|нас)|(?:этот|данный) (?:адрес|ящик|почтовый ящик|email) .{0,60}(?:не (?:используется|обслуживается|действует|проверяется|активен)|закрыт|отключ\\p{L}+)|на пенси\\p{L}+',
  '(?:більше|вже) не (?:працю\\p{L}+|є (?:співробітник\\p{L}+|працівник\\p{L}+))|звільнил\\p{L}+|звільнився|залиши\\p{L}+ компанію|ц(?:я|ей) (?:адреса|скринька|поштова скринька) .{0,60}(?:не (?:використовується|обслуговується|діє|перевіряється)|закрит\\p{L}+)|(?:вече|повече) не работ\\p{L}+|напусна\\p{L}* (?:компанията|фирмата|\\p{Lu})|више не рад\\p{L}+|више није запослен\\p{L}*|напустил\\p{L}* (?:компаниј\\p{L}+|фирму)|больш не працу\\p{L}+',
  '(?:više|viš\\p{L}*) ne rad\\p{L}+|ne radi(?:m)? više|više nije (?:zaposlen\\p{L}*|dio|deo)|napusti\\p{L}+ (?:tvrtku|kompaniju|firmu|preduzeće|poduzeće)|ne dela(?:m)? več|ni več zaposlen\\p{L}*|zapusti\\p{L}+ podjetje',
  // Nordic, Baltic, Finnic, Hungarian
  'arbetar inte (?:längre|kvar)|jobbar inte (?:längre|kvar)|har slutat|slutat (?:på|hos|sin)|inte längre (?:anställd|kvar|verksam)|(?:denna|den här) (?:adress|e-?post\\p{L}*|brevlåda) .{0,40}inte längre|gått i pension|arbejder ikke længere|ikke længere (?:ansat|hos|i virksomheden|en del)|er fratrådt|har forladt|(?:jobber|arbeider) ikke (?:lenger|lengre)|har sluttet|ikke lenger (?:ansatt|hos|i)|gått av med pensjon|(?:starfa\\p{L}*|vinn\\p{L}*) ekki lengur',
  'ei (?:enää )?työskentele|en (?:enää )?työskentele|(?:on|olen) (?:jäänyt eläkkeelle|lähtenyt|siirtynyt pois)|osoite ei ole enää|ei tööta (?:enam|meie)|enam ei tööta|lahkus (?:meie )?|vairs nestrādā|nebedirb\\p{L}+|(?:már )?nem dolgoz\\p{L}+ (?:már |tovább )?|távozott|elhagyta (?:a |cég)|nyugdíjba|nyugdíjas',
  // Greek, Turkish and neighbours
  'δεν (?:εργάζ\\p{L}+|δουλεύ\\p{L}+) (?:πλέον|πια)|(?:δεν .{0,20}πλέον (?:στην|στο|μέλος))|(?:έχει |έχω )?αποχωρήσ\\p{L}+|αποχώρησ\\p{L}+|artık .{0,60}(?:çalış(?:mıyor|mamakta|mıyorum)|görev yapm)\\p{L}*|(?:şirketten|şirketimizden|kurumdan|görevinden|firmadan) ayrıl\\p{L}+|bu (?:e-?posta )?(?:adres|hesap) .{0,40}(?:artık|kullanılm\\p{L}+)|emekli ol\\p{L}+|nuk punon më|artıq .{0,40}işləm\\p{L}+|այլևս չի աշխատում|აღარ მუშაობ\\p{L}+|жұмыс істемей\\p{L}+',
  // Semitic, Indian, Asian
  '(?:כבר |איננ\\p{L}+ |אינ\\p{L}+ |אני )?לא עובד(?:ת)?(?: (?:יותר|עוד|ב))|(?:כבר|יותר) לא עובד(?:ת)?|(?:אינו|אינה|איני) עובד(?:ת)?|עזב(?:ה|תי)? את|פרש(?:ה|תי)? (?:לגמלאות|מ)|لم (?:يعد|أعد|تعد) .{0,10}(?:يعمل|أعمل|تعمل)|غادر(?:ت)? (?:الشركة|العمل|المؤسسة)|دیگر .{0,40}(?:کار نمی|مشغول (?:به کار )?نیست|همکاری ندار)|अब .{0,40}(?:काम नहीं|कार्यरत नहीं)',
  '(?:sudah |telah )?tidak (?:lagi bekerja|bekerja lagi)|(?:sudah |telah )(?:berhenti|keluar|resign) (?:bekerja|dari)|không còn (?:làm việc|công tác)|đã nghỉ việc|(?:ไม่ได้|ไม่)ทำงาน.{0,30}(?:แล้ว|อีกต่อไป)|ลาออก(?:แล้ว|จาก|ไป)|haitumiki tena|hafanyi kazi tena',
].join('|');

const LEFT_CJK =
  /退職(?:いたし|致し|し|となり)|退社(?:いたし|致し|し)|(?:転籍|異動)(?:いたし|致し|し|となり)|(?:この|本|当)(?:メール)?アドレスは.{0,20}(?:使用|利用|ご利用)(?:しており|されており|できま|いただけま|でき)?(?:ません|なくな)|(?:已|已经|已經)(?:从|從|自)?.{0,12}(?:离职|離職|离开|離開)|不再(?:在|任职|任職|就职|負責|负责|使用)|(?:此|该|該|本)(?:邮箱|郵箱|信箱|地址).{0,8}(?:停用|不再)|퇴사(?:하|했|하였)|퇴직(?:하|했|하였)|더 ?이상 .{0,16}(?:근무하지|사용하지|재직하지)/u;

const LEFT_FOR_GOOD = new RegExp(`(?<!\\p{L})(?:${LEFT})`, 'imu');
const SAMPLE = 1200;
/** A departure note is short; a longer letter may mention a departure. */
const NOTE = 600;

/** Who has left: the writer, or the owner of the address. */
const OF_ONESELF =
  /(?:^|[\s(])(?:i|i['’](?:m|ve)|my (?:last|new|e-?mail|address|account)|our e-?mail|работя|εργάζομαι|δουλεύω|أعد|أعمل|ich|meine? (?:e-?mail|adresse|neue)|je|j['’]ai|mon (?:adresse|e-?mail)|yo|he|mi (?:correo|dirección)|me|eu|meu|io|ho|ik|ben|mijn|jestem|pracuję|współpracuję|я|мой|мій|мене|jag|jeg|minä|olen|en|אני|أنا|من|saya|tôi|lucrez|trabajo|trabalho|lavoro|dolgozom|nepracuji|nepracujem|radim|delam|çalışm\p{L}*)(?=[\s,.!'’)]|$)|(?:this|these|the above) (?:mailbox|account|address|e-?mail|inbox)|(?:diese[sr]?|dieses) (?:e-?mail-?)?(?:adresse|postfach|konto)|cet(?:te)? (?:adresse|boîte|compte|e-?mail)|est[ae] (?:dirección|correo|e-?mail|endereço|casella|cuenta|conta)|quest[oa] (?:indirizzo|casella)|(?:dit|deze) (?:e-?mail)?(?:adres|postvak|mailbox)|(?:ten|ta) (?:adres|skrzynka)|(?:этот|данный) (?:адрес|ящик)|ц(?:я|ей) (?:адреса|скринька)|アドレス|退職|退社|邮箱|郵箱|离职|離職|퇴사|퇴직/iu;

/** Whether a text says that a person has left permanently. */
export const saysLeft = (text: string): boolean => {
  const beginning = text.slice(0, SAMPLE);
  return LEFT_FOR_GOOD.test(beginning) || LEFT_CJK.test(beginning);
};

/** Whether one of the names is the sender's own, so that a note in the third person is about the sender. */
const namesSender = (text: string, from: MailAddress | undefined): boolean => {
  const words = `${from?.name ?? ''} ${(from?.email ?? '').split('@')[0] ?? ''}`
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);
  const lower = text.toLowerCase();
  return words.some((word) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'u').test(lower));
};

/** The sentence that reports the departure. */
const leavingIn = (text: string): string => {
  const at = Math.max(text.search(LEFT_FOR_GOOD), text.search(LEFT_CJK), 0);
  const start = Math.max(...['.', '!', '\n', '。'].map((end) => text.lastIndexOf(end, at - 1)), -1) + 1;
  const end = text.slice(at).search(/[.!\n。]/);
  return text.slice(start, end < 0 ? undefined : at + end + 1);
};

/**
 * Whether a mail without machine headers is a departure note of its sender: short, without a question, about the sender
 * or the address itself. A mail about a colleague's departure is a person's.
 */
export const isDepartureNote = (facts: MailFacts): boolean => {
  const text = facts.newText.trim();
  if (text.length > NOTE || /[?？]/.test(text) || !saysLeft(text)) return false;
  const sentence = leavingIn(text);
  return OF_ONESELF.test(sentence) || namesSender(sentence, facts.mail.from[0]);
};

const EMAIL = /[\p{L}\p{N}_.!#$%&'*+/=?^`{|}~-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;
const NAME =
  "\\p{Lu}(?:[\\p{L}\\p{M}'’-]+|\\p{Ll}{0,2}\\.)(?:\\s+(?:(?:de|von|van|der|den|la|le|di|da|del|el|al|bin)\\s+)?\\p{Lu}(?:[\\p{L}\\p{M}'’-]+|\\.)){0,3}";
const TITLE =
  '(?:(?:my|our|the|his|her) (?:new )?(?:colleagues?|successor|replacement|manager|team|assistant)|(?:mein\\p{L}*|unser\\p{L}*|sein\\p{L}*|ihr\\p{L}*) (?:kolleg\\p{L}*|nachfolger\\p{L}*|vertretung|team)|(?:mon|ma|mes|notre|son|sa) (?:collègue|successeur|remplaçante?)|(?:mi|su|nuestr[oa]|a mi|al?) (?:colega|compañer[oa]|sucesora?)|(?:mr|mrs|ms|dr|herrn?|frau|m|mme|mlle|sr|sra|sig|sig\\.ra|pan\\p{L}*|dhr|mevr)\\.?)';
const CONTACT =
  '(?:contact|write(?: to)?|reach(?: out to)?|e-?mail|get in touch with|speak (?:to|with)|refer to|direct .{0,30} to|forward .{0,30} to|turn to|successor is|replaced by|taken over by|has taken over|wenden sie sich (?:bitte )?an|kontaktieren sie|schreiben sie an|ansprechpartner(?:in)?(?: ist)?|nachfolger(?:in)?(?: ist)?|contacter|adresser à|écrire à|joindre|remplacée? par|contactar (?:con|a)?|contacte (?:con|a)?|escrib(?:a|ir|e) a|dirij\\p{L}+ a|dirigirse a|contatar|entre em contato com|escreva para|contattare|rivolgersi a|scrivere a|contact opnemen met|neem contact op met|mailen naar|kontakt(?:ować)? (?:się )?z|proszę pisać do|pisać do|kontaktujte|kontaktovat|обращайтесь к|обратитесь к|свяжитесь с|пишите|звертайтеся до|пишіть|kontakta|kontakt|ta kontakt med|ota yhteyttä)';

const NAMED_AFTER_CONTACT = new RegExp(`${CONTACT}\\s*:?\\s+(?:${TITLE},?\\s+)*(${NAME})`, 'giu');
const NAMED_BEFORE_EMAIL = new RegExp(
  `(${NAME})\\s*(?:[,:(<\\[–-]|at|unter|à|a|via|on|on:|pod|по)?\\s*[(<\\[]?\\s*(?:mailto:)?$`,
  'u',
);
/** Words that begin a sentence with a capital letter and are not names. */
const NO_NAME =
  /^(?:please|bitte|merci|por|per|kindly|for|in|if|you|instead|contact|write|the|this|his|her|our|my|they|email|e-mail|mail|for|all|any|via|or|and|und|oder|et|ou|y|o|sie|vous|usted|you|us|me|him|them|hi|hello|dear|thank|thanks|support|info|new)$/i;

const nameIn = (text: string | undefined): string | null => {
  const words = (text ?? '')
    .trim()
    .replace(/[.,;:]+$/, '')
    .split(/\s+/);
  while (words.length > 0 && NO_NAME.test(words[0] ?? '')) words.shift();
  const name = words.join(' ');
  // The `i` flag would let every word pass as a name.
  return name.length > 1 && name.length <= 60 && /^\p{Lu}/u.test(name) && words.length <= 5 ? name : null;
};

/**
 * The person to contact instead of the sender: the address nearest to a verb of contacting, with the name before it; or
 * a name alone. null: nobody is named.
 */
export const successorIn = (facts: MailFacts): Successor | null => {
  const text = facts.newText.slice(0, SAMPLE * 2).replace(/<mailto:[^<>]*>/gi, '');
  const own = new Set([...facts.mail.from, ...facts.mail.to, ...facts.mail.cc].map(({ email }) => email));
  const left = Math.max(0, text.search(LEFT_FOR_GOOD));
  const addresses = [...text.matchAll(EMAIL)]
    .map((match) => ({
      index: match.index,
      email: match[0].toLowerCase().replace(/^[.'`*_]+|[.'`*_]+$/g, ''),
    }))
    .filter(({ email }) => !own.has(email));
  const found = addresses.find(({ index }) => index > left) ?? addresses[0];
  const named = [...text.matchAll(NAMED_AFTER_CONTACT)]
    .map((match) => ({ index: match.index, end: match.index + match[0].length, name: nameIn(match[1]) }))
    .filter((match) => match.name !== null);
  if (!found) return named[0] ? { email: null, name: named[0].name } : null;
  const leading = text.slice(Math.max(0, found.index - 80), found.index);
  const stated = nameIn(NAMED_BEFORE_EMAIL.exec(leading)?.[1]);
  // A single word directly before an address may be the verb of its sentence.
  const before = stated !== null && (stated.includes(' ') || /[,:(<[–-]\s*$/.test(leading)) ? stated : null;
  const near = named.find(({ end, index }) => index < found.index && found.index - end < 80)?.name ?? null;
  return { email: found.email, name: before ?? near };
};
