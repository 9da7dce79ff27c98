import type { MailFacts } from './facts.ts';

/** A filter that holds a mail until its sender proves to be a person, or a list that holds it for a moderator. */

const SUBJECT =
  /^(?:please confirm your (?:message|e-?mail)|confirm your (?:message|e-?mail)|your (?:message|e-?mail) (?:requires|awaits|needs) (?:confirmation|verification|approval|moderat)|your message to \S+ awaits|\[?boxbe|verify your e-?mail to|re: .*\(boxbe|message (?:awaits|held for) (?:approval|moderat)|confirmation required|(?:please )?verify (?:that )?you(?:['’]re| are) (?:human|not a)|bitte bestätigen sie ihre (?:e-?mail|nachricht|absender)|confirmez votre (?:message|e-?mail|envoi)|confirme su (?:mensaje|correo)|conferma il tuo messaggio|potwierdź (?:swoją|wysłanie) wiadomoś|подтвердите (?:отправку|ваше|свое))/;

/** Sufficient alone, together with a link. */
const TEXT =
  /(?:to (?:prove|verify|confirm) (?:that )?you are (?:a )?(?:human|person|real)|(?:prove|verify|confirm) (?:that )?you are (?:not a (?:robot|spammer|machine)|a (?:human|person|real))|i (?:have|['’]ve) (?:just )?(?:installed|started using) spam ?arrest|just this once, click|added to your guest list|protected by (?:spamarrest|boxbe|tmda|0spam)|this message was created automatically by the .{0,40}confirmation system|to release your (?:e-?mail|message) .{0,80}(?:click|reply)|(?:message|e-?mail|courriel|mail) (?:est|reste) en attente (?:de (?:validation|livraison)|d['’]authentification)|(?:cliquez|merci de cliquer) .{0,80}(?:vous authentifier|valider votre (?:message|e-?mail|envoi))|bestätigen sie .{0,60}(?:kein roboter|ein mensch|keine maschine)|(?:dass sie|sie) (?:ein mensch|kein roboter|keine maschine) sind|verifi(?:ca|que) que (?:eres|es usted) (?:una persona|humano)|confirm(?:e|ar) que (?:você )?(?:é|es) (?:uma? )?(?:pessoa|humano|persona)|conferm(?:a|are|i) di (?:non )?essere (?:un robot|una persona|umano)|bevestig(?:en)? dat u (?:geen robot|een mens)|potwierd(?:ź|zić),? że (?:nie )?jesteś (?:robotem|człowiekiem)|подтверд(?:ите|ить),? что вы (?:не (?:робот|спам)|человек)|підтверд(?:іть|ити),? що ви (?:не (?:робот|спам)|людина)|bekräfta att du (?:inte är en robot|är en människa)|vahvista,? että (?:et ole robotti|olet ihminen)|ロボットでは(?:ない|ありません)|证明您?不是(?:机器人|垃圾))/;

/** Three signs together: the filter is named, the required action, and the link. */
const GUARDED = [
  /(?:account|address|mailbox|inbox) is protected by|(?:spam|junk)[- ]?(?:filter|protection|blocker|guard)|(?:uses|using) .{0,40}(?:to (?:block|stop|prevent|fight)) (?:spam|junk)|(?:message|e-?mail|mail)(?: to \S{3,100})? (?:has been|is being|was|is) (?:held|quarantined|kept|blocked|delayed)|(?:nicht in|unbekannt|nicht auf) .{0,40}(?:adressbuch|freigabeliste|whitelist)|(?:your|the) (?:e-?mail )?address is not (?:yet )?(?:known|on|in)/i,
  /(?:added|add yourself|add you|add your (?:e-?mail )?address) to (?:the |my |our |his |her |their )?(?:\S+ ){0,2}(?:allowed|approved|safe|white|guest|trusted|contact)[- ]?(?:senders? )?(?:list)?|(?:confirm|verify|prove|authenticate) (?:that )?(?:you are|you['’]re|your|yourself|this)|to (?:ensure|complete|release|allow|continue) (?:the )?deliver|bestätigen|freischalten|confirmer|confirmar|confermare/i,
  /(?:click\w*|follow\w*|visit\w*|use|open) .{0,40}(?:link|here|button)|https?:\/\/\S*(?:verif|confirm|challenge|approve|whitelist|captcha)/i,
];

const SAMPLE = 4000;

/** Whether a mail asks its sender to prove to be a person, or says that a moderator has to approve their mail. */
export const isChallenge = (facts: MailFacts): boolean => {
  const text = facts.text.slice(0, SAMPLE);
  return (
    SUBJECT.test(facts.subject) ||
    (TEXT.test(text) &&
      /cli(?:ck|quez|cca|que)|klick|нажм|перейд|натисн|https?:\/\/|リンク|点击|點擊/.test(text)) ||
    facts.has('x-tmda-confirm-append') ||
    GUARDED.every((sign) => sign.test(text.slice(0, 3000)))
  );
};
