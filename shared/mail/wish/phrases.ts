/**
 * How people ask not to be contacted any more. Each phrase begins a clause and is a request in the first person, so
 * that talk about unsubscribing, and the small print of newsletters, does not match. Lower case, straight apostrophes.
 */

const MAILS_EN = '(?:e-?mails?|mails?|messages?|spam|newsletters?|follow-?ups?|requests|offers)';
const ME_EN = '(?:me|us)';
const LIST_EN =
  '(?:the |your |this |that |any |all |these |those |of )*(?:\\S{1,30} ){0,3}(?:(?:e-?mail(?:ing)?|mailing|contact|distribution|marketing)[ -]?)?(?:lists?|databases?|mailings?|newsletters?|records|crm|campaigns?)';

export const phrases = {
  en: [
    `(?:un-?subscribe|remove|delete|take|strike|drop|scrub) (?:${ME_EN}|my (?:name|e-?mail(?: address)?|address|contact(?: details)?)|(?:this|our) (?:e-?mail )?address) (?:off|from|out of) ${LIST_EN}`,
    `un-?subscribe (?:${ME_EN}|my (?:e-?mail(?: address)?|address)|this (?:e-?mail )?address)`,
    `take (?:${ME_EN}) off`,
    `opt (?:${ME_EN}) out`,
    `(?:do not|don't|dont|never) (?:ever |you (?:ever |dare )?)?(?:try to )?(?:contact|e-?mail|mail|message|spam|bother|approach|write(?: to)?) ${ME_EN}(?: (?:about|regarding|with) (?:\\S{1,30} ){1,6}?(?=again|any ?more|in (?:the )?future|ever))?`,
    `(?:do not|don't|dont|never) (?:ever )?(?:contact|e-?mail|mail|message|write(?: to)?) (?:${ME_EN} )?(?:again|any ?more|ever again)`,
    `(?:do not|don't|dont|never) (?:ever )?send (?:${ME_EN} )?(?:any (?:more|further|other)|any|more|further|such|these|this kind of) ?${MAILS_EN}(?: to ${ME_EN})?`,
    `(?:stop|cease|quit) (?:contacting|e-?mailing|mailing|messaging|spamming|bothering|harassing|pestering|writing(?: to)?) ${ME_EN}`,
    `(?:stop|cease|quit) sending (?:${ME_EN} )?(?:any |your |these |those |this |such |more |further )*${MAILS_EN}(?: to ${ME_EN})?`,
    `no (?:more|further) (?:e-?mails?|mails?|messages?|contact|follow-?ups?)(?: from you)?`,
    `leave ${ME_EN} alone`,
    `lose my (?:e-?mail(?: address)?|address|number)`,
    `(?:i|we) (?:do not|don't|dont|no longer|would not|wouldn't) (?:want|wish|like|care)(?: you)? to (?:receive|get|be sent) (?:any |your |these |those |this |such |more |further )*${MAILS_EN}(?: from (?:you|your (?:company|side)))?`,
    `(?:i|we) (?:do not|don't|dont|no longer) (?:want|wish) (?:any )?(?:more |further )${MAILS_EN}(?: from you)?`,
    `(?:i|we) (?:do not|don't|dont|no longer) (?:want|wish) to (?:be (?:contacted|e-?mailed|approached)|hear from you)(?: by you)?`,
    `(?:i|we) (?:do not|don't|dont|no longer) (?:want|wish) you to (?:contact|e-?mail|write(?: to)?|message) ${ME_EN}`,
    `(?:i|we) (?:want|wish|would like|'d like|need|ask) to be (?:removed|deleted|unsubscribed|taken off)(?: (?:from )?${LIST_EN})?`,
    `(?:i|we) (?:object to|withdraw (?:my|our) consent to) (?:any |further |being |receiving |your )*(?:contact(?:ed)?|marketing|direct marketing|e-?mails?|processing)`,
  ],
  de: [
    '(?:nehmen|streichen|entfernen|löschen|tragen|nimm|streich|streiche|entferne|entfernt|lösche?|nehmt) (?:sie )?(?:bitte )?(?:mich|uns|mein\\p{L}* (?:e-?mail-?)?\\p{L}+) (?:bitte )?(?:umgehend |sofort )?(?:von|aus|vom|in) (?:ihre[rmn]?|eure[rmn]?|deine[rmn]?|der|dem|den|allen)? ?(?:\\S{1,30} )?(?:e-?mail-?)?\\p{L}*(?:verteiler\\p{L}*|liste\\p{L}*|datenbank|adressbuch|newsletter|system)',
    '(?:mich|uns|mein\\p{L}* \\p{L}+) (?:bitte )?(?:aus|von|vom) (?:ihre[rmn]?|eure[rmn]?|deine[rmn]?|der|dem)? ?\\p{L}*(?:verteiler\\p{L}*|liste|datenbank|newsletter) (?:nehmen|streichen|entfernen|löschen|austragen|abmelden)',
    '(?:melden|tragen) sie (?:mich|uns) (?:bitte )?(?:ab|aus)',
    '(?:schicken|senden|schreiben|schick|schreib|schickt|schreibt|sende|sendet)(?: sie)? (?:mir|uns) (?:bitte |künftig |in zukunft )*(?:keine?(?:rlei)? (?:weiteren? |mehr )?(?:e-?mails?|mails?|nachrichten|werbung|post|angebote)(?: mehr)?|nicht (?:mehr|weiter|wieder)|nie(?:mals)? (?:mehr|wieder)|nichts mehr)',
    '(?:kontaktieren|belästigen|kontaktiere|kontaktiert|belästige|mailen)(?: sie)? (?:mich|uns) (?:bitte |künftig |in zukunft )*(?:nicht (?:mehr|weiter|wieder|länger)|nie(?:mals)? (?:mehr|wieder))',
    'schreiben sie (?:mich|uns) (?:bitte )?(?:nicht (?:mehr|weiter|wieder)|nie (?:mehr|wieder)) an',
    '(?:ab sofort |künftig |in zukunft )?keine (?:weiteren |weitere )(?:e-?mails?|mails?|nachrichten|kontaktaufnahmen?|anfragen|werbung|zusendungen)(?: mehr)?(?: (?:an mich|von ihnen|zu(?:zu)?(?:senden|schicken)|senden|schicken|schreiben|erhalten))*',
    'keine (?:e-?mails?|mails?|nachrichten|werbung) mehr(?: (?:an mich|von ihnen|zu(?:zu)?(?:senden|schicken)|senden|schicken|schreiben))*',
    '(?:mich |uns |mir )(?:bitte )?(?:nicht (?:mehr|weiter|wieder)|nie wieder) (?:kontaktieren|anschreiben|schreiben|anmailen|belästigen)',
    '(?:nicht mehr|nie wieder) (?:kontaktieren|anschreiben|schreiben|anmailen|melden)',
    'hör(?:en sie|t)? (?:bitte )?(?:endlich )?(?:auf|damit auf),? (?:mir|mich|uns) (?:\\S{1,30} )?(?:zu (?:schreiben|kontaktieren|mailen|belästigen|schicken|senden)|anzuschreiben|zuzusenden|anzumailen)',
    '(?:lassen sie|lass|lasst) (?:mich|uns) (?:bitte |endlich )*in (?:ruhe|frieden)',
    '(?:ich|wir) (?:möchte|will|wünsche|möchten|wollen|wünschen) (?:von ihnen |von euch |künftig )?keine(?:rlei)? (?:weiteren? |weitere )?(?:e-?mails?|mails?|nachrichten|werbung|kontaktaufnahmen?|anfragen)(?: mehr)?(?: von ihnen)?(?: (?:erhalten|bekommen|empfangen))?',
    '(?:ich|wir) (?:möchte|will|möchten|wollen) (?:von ihnen )?(?:nicht (?:mehr|weiter|länger)|nie wieder) (?:von ihnen )?(?:kontaktiert|angeschrieben|belästigt) werden',
    '(?:unterlassen|unterlasse|unterlasst)(?: sie)? (?:bitte |es )?(?:jede|jegliche|weitere|alle|künftige)[rn]? (?:weiteren? )?(?:e-?mails?|kontaktaufnahmen?|kontaktversuche?|werbung|zusendungen|nachrichten)',
    '(?:ich|wir|hiermit) (?:widerspreche|widersprechen)(?: ich| wir)?(?: hiermit)? (?:der |jeder |jeglicher |einer )(?:weiteren )?(?:kontaktaufnahme|zusendung|werbung|nutzung|verwendung|verarbeitung)[^.!?]{0,100}',
  ],
  fr: [
    "ne (?:m'|me |nous )(?:écrivez|ecrivez|écris|ecris|contactez|contacte|envoyez|envoie|dérangez|sollicitez)(?:-moi)? plus(?: (?:jamais|rien|d'e-?mails?|de (?:mails?|messages?|courriels?|courriers?)))?",
    "(?:de )?ne plus (?:jamais )?(?:m'|me |nous )(?:écrire|ecrire|contacter|envoyer(?: (?:d'e-?mails?|de (?:mails?|messages?|courriels?)))?|solliciter|déranger)",
    "(?:cessez|arrêtez|arretez|cesse|arrête|arrete) de (?:m'|me |nous )(?:écrire|ecrire|contacter|harceler|solliciter|spammer|envoyer (?:vos |ces |des |tes )?(?:e-?mails?|mails?|messages?|courriels?))",
    '(?:désabonnez|désinscrivez|desinscrivez|desabonnez|retirez|supprimez|enlevez|rayez|désinscris|retire|supprime)(?:-moi|-nous)(?: (?:de|du) (?:votre |vos |ta |la |cette )?(?:\\S{1,30} )?(?:listes?|base|fichiers?|mailing(?:-?list)?|newsletter|diffusion)(?: de (?:diffusion|données|contacts))?)?',
    "(?:de )?(?:me |nous |m'|bien vouloir me )(?:désabonner|désinscrire|desinscrire|retirer|supprimer|enlever|rayer)(?: (?:de|du|de la) (?:votre |vos |cette )?(?:\\S{1,30} )?(?:listes?|base|fichiers?|mailing(?:-?list)?|newsletter|diffusion)(?: de \\p{L}+)?)?",
    "je ne (?:veux|souhaite|désire) plus (?:recevoir (?:de |d'|vos |aucun )?(?:e-?mails?|mails?|messages?|courriels?)|être (?:contactée?|sollicitée?|dérangée?)|avoir de vos nouvelles)(?: (?:de votre part|par vous))?",
    '(?:laissez|laisse)-(?:moi|nous) tranquilles?',
    "plus (?:d'e-?mails?|de (?:mails?|messages?|courriels?))",
  ],
  es: [
    'no (?:me|nos) (?:escrib|contact|env[ií]|mand|molest)\\p{L}+ (?:más|mas|nunca más)(?: (?:correos?|mensajes?|e-?mails?|mails?)(?: electrónicos?)?)?',
    'no (?:me|nos) (?:env[ií]|mand)\\p{L}+ (?:más |mas )(?:correos?|mensajes?|e-?mails?|mails?)(?: electrónicos?)?',
    'no (?:me |nos )?(?:vuelv\\p{L}+) a (?:escribir|contactar|enviar|mandar|molestar)(?:me|nos)?(?: (?:correos?|mensajes?|e-?mails?|mails?))?',
    '(?:deje|dejen|deja|dejad) de (?:escribir|contactar|enviar|mandar|molestar)(?:me|nos)(?: (?:estos |más |sus )?(?:correos?|mensajes?|e-?mails?|mails?|spam))?',
    '(?:deme|déme|denme|dadme|dame) de baja(?: (?:de|en) (?:su|la|esta|vuestra|tu) (?:lista|base|boletín)(?: de \\p{L}+)?)?',
    '(?:que )?me (?:den|dé|de) de baja',
    '(?:elimín|elimin|quít|quit|bórr|borr|sáqu|saqu)(?:eme|enme|ame|adme|enos)(?: (?:de|del) (?:su|la|esta|vuestra|tu|sus)? ?(?:listas?|base|bases|boletín)(?: de \\p{L}+)?)?',
    'no (?:quiero|deseo|queremos|deseamos) (?:recibir (?:más|mas|ningún|sus)|volver a recibir|seguir recibiendo)(?: (?:sus|más|estos))?(?: (?:correos?|mensajes?|e-?mails?|mails?)(?: (?:electrónicos?|suyos|de ustedes))?)?',
    'no (?:quiero|deseo) que (?:me|nos) (?:escrib|contact|env[ií])\\p{L}+(?: más)?',
    '(?:déjeme|dejeme|déjenme|dejenme|déjame|dejadme|déjennos) en paz',
  ],
  pt: [
    'não (?:me|nos) (?:escrev|contact|contat|envi|mand|incomod)\\p{L}+ mais(?: (?:e-?mails?|mensagens|mensagem))?',
    'não (?:volte|voltem) a (?:me )?(?:escrever|contactar|contatar|enviar)(?:-me)?(?: (?:e-?mails?|mensagens))?',
    '(?:pare|parem|para|deixe|deixem) de (?:me |nos )?(?:escrever|contactar|contatar|enviar|mandar|incomodar)(?:-me|-nos)?(?: (?:esses |estes |mais )?(?:e-?mails?|mensagens|spam))?',
    '(?:me |nos )?(?:remov|retir|descadastr|exclu|tir)\\p{L}+(?:-me|-nos| (?:o )?meu (?:e-?mail|endereço|nome)) (?:da|do|de) (?:sua|vossa|esta|tua|lista)(?: (?:lista|base|mailing)(?: de \\p{L}+)?)?',
    '(?:me|nos) (?:remov|retir|descadastr|exclu|tir)\\p{L}+ (?:da|do|de) (?:sua |vossa |esta |tua )?(?:lista|base|mailing)(?: de \\p{L}+)?',
    '(?:me )?descadastr(?:e|em)(?:-me)?',
    'não (?:quero|desejo|queremos) (?:mais )?(?:receber|ser contactad[oa]|ser contatad[oa])(?: mais)?(?: (?:e-?mails?|mensagens|os seus e-?mails?|seus e-?mails?))?(?: (?:seus|vossos|de vocês|mais))*',
    '(?:deixe-me|deixem-me|me deixe|me deixem) em paz',
  ],
  it: [
    'non (?:mi|ci) (?:scriv|contatt|mand|invi|disturb)\\p{L}+ più(?: (?:e-?mail|mail|messaggi))?',
    'non (?:scriver|contattar|mandar|inviar|disturbar)(?:mi|ci) più(?: (?:e-?mail|mail|messaggi))?',
    '(?:smett\\p{L}+|smettetela|smettila|la smetta) di (?:scriver|contattar|mandar|inviar|disturbar)(?:mi|ci)(?: (?:queste )?(?:e-?mail|mail|messaggi))?',
    '(?:cancell|rimuov|togli|elimin|disiscriv)\\p{L}*(?:mi|ci)(?: (?:dalla|dalle|da|dal) (?:vostra|sua|tua|questa|vostre)? ?(?:lista|liste|mailing ?list|database|newsletter)(?: di \\p{L}+)?)?',
    '(?:mi|ci) (?:cancelli|rimuova|tolga|elimini|disiscriva|cancellate|togliete)(?: (?:dalla|dalle|da|dal) (?:vostra|sua|tua|questa)? ?(?:lista|liste|mailing ?list|database|newsletter)(?: di \\p{L}+)?)?',
    'non (?:voglio|desidero|vogliamo|desideriamo) (?:più )?(?:ricevere|essere contattat[oaie])(?: più)?(?: (?:vostre |sue |altre )?(?:e-?mail|mail|messaggi|comunicazioni))?(?: da (?:voi|lei|parte vostra))?',
    '(?:lasciatemi|lasciami|mi lasci|lasciateci) in pace',
  ],
  nl: [
    '(?:schrijf|mail|e-?mail|contacteer|benader|stuur)(?:t u)? (?:mij|me|ons) (?:alstublieft |aub |a\\.u\\.b\\. )?(?:niet meer|nooit meer|geen (?:e-?)?mails? meer|geen berichten meer|niets meer)',
    'stuur (?:mij|me|ons) (?:alstublieft )?geen (?:e-?)?(?:mails?|berichten)(?: meer)?',
    'neem(?:t u)? (?:alstublieft )?(?:geen|nooit meer) contact (?:meer )?(?:met (?:mij|me|ons) )?(?:meer )?op',
    '(?:haal|verwijder|schrap|schrijf)(?:t u)? (?:mij|me|ons|mijn (?:e-?mail)?adres) (?:alstublieft )?(?:uit|van) (?:uw|je|jullie|de|deze) (?:\\S{1,20} )?(?:\\p{L}*lijst|\\p{L}*bestand|database|nieuwsbrief)',
    '(?:schrijf|meld) (?:mij|me|ons) (?:alstublieft )?(?:uit|af)',
    '(?:ik|wij|we) (?:wil|wens|willen|wensen) (?:van u )?geen (?:e-?)?(?:mails?|berichten) meer(?: (?:ontvangen|van (?:u|jullie|je)|te ontvangen))*',
    'stop met (?:mij |me |ons )?(?:te )?(?:mailen|schrijven|e-?mailen|benaderen)(?: (?:naar|van) (?:mij|ons))?',
    'geen (?:e-?)?(?:mails?|berichten) meer(?: (?:sturen|aan mij|van u))*',
    'laat (?:mij|me|ons) (?:alstublieft )?met rust',
  ],
  pl: [
    '(?:nie (?:pisz|piszcie|kontaktuj|kontaktujcie|wysyłaj|wysyłajcie)|(?:pana |panią |państwa )?o? ?nie ?(?:pisanie|kontaktowanie|wysyłanie|przysyłanie))(?: się)?(?: (?:do mnie|do nas|ze mną|z nami|mi|nam))? (?:więcej|już)(?: (?:do mnie|do nas|ze mną|mi|żadnych))*(?: (?:maili|e-?maili|wiadomości))?',
    '(?:więcej|już) (?:do mnie |do nas |mi |się ze mną )?nie (?:pisz|piszcie|pisać|kontaktować|kontaktuj|wysyłać|wysyłaj)(?: się)?(?: (?:do mnie|do nas|ze mną|mi))?',
    'nie (?:pisać|kontaktować się|wysyłać) (?:do mnie |do nas |ze mną |mi )?(?:więcej|już)(?: (?:maili|wiadomości|do mnie|ze mną))*',
    '(?:o )?(?:usunięcie|wypisanie|wykreślenie) (?:mnie|nas|mojego (?:adresu|e-?maila|maila)) z (?:\\S{1,20} ){0,2}(?:listy|bazy|newslettera)(?: \\p{L}+)?',
    '(?:mnie )?(?:wypisać|usunąć|wykreślić|wypiszcie|usuńcie|wypisz|usuń)(?: mnie| nas| mój adres)? z (?:\\S{1,20} ){0,2}(?:listy|bazy|newslettera)(?: \\p{L}+)?',
    'nie (?:życzę|życzymy) sobie (?:więcej |dalszych |otrzymywania |kontaktu|takich |tych )+(?:maili|e-?maili|wiadomości|kontaktu|od państwa)?',
    'nie chcę (?:już |więcej )(?:otrzymywać|dostawać|dostawać od państwa)(?: (?:od (?:państwa|was|ciebie)|maili|e-?maili|wiadomości|żadnych))*',
    '(?:dać|dajcie|daj) mi (?:święty )?spokój',
  ],
  ru: [
    '(?:больше|более|никогда)(?: больше)? (?:мне |нам )?не (?:пиши|пишите|беспокой|беспокойте|присылай|присылайте|отправляй|отправляйте|шлите|шли|надо писать|нужно писать|надо мне писать|связывайтесь)(?: (?:мне|нам|меня|нас|со мной|с нами|никогда|ничего|письма|писем|сообщения|сюда|пожалуйста))*',
    'не (?:пиши|пишите|присылай|присылайте|отправляй|отправляйте|шлите|шли|беспокой|беспокойте|связывайтесь)(?: (?:мне|нам|меня|нас|со мной|с нами))?(?: (?:письма|писем|сообщения|сообщений|ничего|пожалуйста))? (?:больше|более|никогда)(?: (?:мне|нам|писем|писем мне|никогда))*',
    'не (?:пиши|пишите) (?:мне|нам)',
    'не (?:надо|нужно|стоит) (?:мне |нам )?(?:больше |более )(?:мне |нам )?(?:писать|присылать|слать)',
    '(?:мне |нам |меня |нас )?(?:больше |более )?(?:мне |нам |меня |нас )?не (?:писать|беспокоить|присылать|связываться)(?: (?:меня|нас|со мной))? ?(?:больше|более)?',
    '(?:удалите|уберите|исключите|вычеркните|удали|убери|исключить|удалить|убрать)(?: пожалуйста)? (?:меня|нас|мой (?:адрес|e-?mail|имейл|ящик)|мою почту|этот адрес)(?: \\S{1,20})? из (?:вашей |вашего |своей |всех |этой |ваших |своего |списка |базы )*(?:рассылк\\p{L}+|баз\\p{L}+|списк\\p{L}+)',
    '(?:отпишите|отпиши|отписать) (?:меня|нас)(?: от (?:вашей |этой |всех )?рассыл\\p{L}+)?',
    '(?:я )?(?:хочу|прошу) отписаться(?: от (?:вашей |этой )?рассыл\\p{L}+)?',
    '(?:оставьте|оставь) (?:меня|нас) (?:уже |наконец )?в покое',
    '(?:прекратите|прекрати|перестаньте|перестань|хватит) (?:мне |нам )?(?:писать|присылать|слать|отправлять|рассылку|рассылать|спамить|беспокоить)(?: (?:мне|нам|меня|нас|письма|это|этот спам|спам|сообщения))*',
    '(?:я )?(?:больше )?не (?:хочу|желаю|хотим) (?:больше )?(?:получать|видеть)(?: (?:от вас|ваши|больше|никаких|эти))*(?: (?:письма|писем|сообщения|сообщений|рассылку|рассылки))?(?: от вас)?',
  ],
  uk: [
    '(?:більше|ніколи)(?: більше)? (?:мені |нам )?не (?:пиши|пишіть|турбуйте|надсилайте|надсилай|шліть)(?: (?:мені|нам|мене|листів|листи|нічого|будь ласка))*',
    'не (?:пиши|пишіть|надсилайте|турбуйте|шліть)(?: (?:мені|нам|мене|нас))?(?: (?:листів|листи|нічого))? більше(?: (?:мені|нам))?',
    'не (?:пиши|пишіть) (?:мені|нам)',
    '(?:видаліть|приберіть|виключіть|викресліть) (?:мене|нас|мою адресу|мій e-?mail) (?:з|зі|із) (?:вашої |вашого |своєї |цієї |усіх )?(?:розсилк\\p{L}+|баз\\p{L}+|списк\\p{L}+)',
    'відпишіть (?:мене|нас)(?: від (?:вашої )?розсил\\p{L}+)?',
    '(?:припиніть|перестаньте|досить) (?:мені |нам )?(?:писати|надсилати|слати|турбувати)(?: (?:мені|нам|мене|листи|спам))*',
    '(?:залиште|лишіть) (?:мене|нас) (?:в|у) спокої',
    '(?:я )?(?:більше )?не (?:хочу|бажаю) (?:більше )?отримувати(?: (?:від вас|ваші|жодних))*(?: (?:листи|листів|повідомлення|повідомлень|розсилку))?(?: від вас)?',
  ],
  nordic: [
    '(?:skriv|kontakta|mejla|maila) (?:till )?(?:mig|oss) (?:inte|aldrig) (?:igen|mer|längre|flera? gånger)|(?:skriv|kontakta|mejla) (?:inte|aldrig) (?:till )?(?:mig|oss)(?: (?:igen|mer))?',
    'sluta (?:att )?(?:skriva|mejla|maila|kontakta|skicka)(?: till)? (?:mig|oss|mejl|mail|e-post)(?: till (?:mig|oss))?',
    'skicka (?:mig |oss )?inga fler (?:mejl|mail|meddelanden|e-post)|inga fler (?:mejl|mail|e-?postmeddelanden|meddelanden)',
    'ta bort (?:mig|oss|min (?:adress|e-?postadress|mejladress)) från (?:er|din|era|denna|listan|alla)(?: \\p{L}*(?:lista|listor|register|utskick))?|avregistrera (?:mig|oss)',
    '(?:lämna|låt) (?:mig|oss) (?:vara )?(?:i fred|ifred)',
    '(?:skriv|kontakt|send) (?:til )?(?:mig|meg|os|oss) (?:ikke|aldrig|aldri) (?:igen|mere|mer|flere (?:mails?|e-?poster))|(?:skriv|kontakt) (?:venligst )?(?:ikke|aldri|aldrig) (?:til )?(?:mig|meg|os|oss)(?: (?:igen|mere|mer))?',
    '(?:stop|slutt|hold op) (?:med )?(?:at|å) (?:skrive|maile|sende|kontakte)(?: (?:til|mails? til|e-?post til))? (?:mig|meg|os|oss)(?: (?:mails?|e-?poster?|beskeder))?',
    '(?:send (?:mig |meg )?)?(?:ikke|ingen) flere (?:mails?|e-?mails?|e-?poster|beskeder|meldinger)',
    '(?:fjern|slet|slett) (?:mig|meg|os|oss|min (?:adresse|e-?mail|e-?post)) (?:fra|af) (?:jeres|din|deres|denne|listen|alle)(?: \\p{L}*(?:liste|lister|register))?|(?:meld|afmeld) (?:mig|meg)(?: av| fra)?',
    '(?:lad|la) (?:mig|meg|os|oss) være(?: i fred)?',
    '(?:älä|älkää) (?:enää )?(?:kirjoita(?:ko)?|lähetä|lähettäkö|ota(?:ko)?|ottako) (?:minulle |meille |yhteyttä |minuun )*(?:enää|koskaan)(?: (?:viestejä|sähköpostia|minulle|yhteyttä))*',
    'poista(?:kaa)? (?:minut|meidät|osoitteeni|sähköpostini) (?:\\S{1,30} )?\\p{L}*(?:listalta|listaltanne|rekisteristä|rekisteristänne)',
  ],
  central: [
    '(?:už |již |víc |více |prosím )*(?:mi|nám) (?:už |již |víc |více )*nepiš(?:te)?(?: (?:už|více|víc))?|nepiš(?:te)? (?:mi|nám)(?: (?:už|více|víc|nikdy))*|(?:už |již )nepište(?: mi)?',
    '(?:už |více )?(?:mě|ma|nás) (?:už |více |viac )*nekontaktuj(?:te)?|nekontaktuj(?:te)? (?:mě|ma|nás)(?: (?:už|více|viac))*',
    '(?:odhlaste|odhláste|vymažte|vyřaďte|odstraňte|odstráňte|vyraďte) (?:mě|mne|ma|nás|moji adresu|moju adresu)(?: (?:z|ze|zo) (?:vašeho |vašich |vášho |tohoto )?(?:seznamu|zoznamu|databáze|databázy|odběru|odberu|mailing ?listu))?',
    '(?:ne|többet ne|soha többet ne) (?:írjon|írjanak|írj|keressen|keressenek|küldjön|küldjenek)(?: (?:nekem|nekünk|többet|engem|több (?:e-?mailt|levelet|üzenetet)))+',
    '(?:töröljön|töröljenek|vegyen|vegyenek|törölj) (?:le )?(?:a listáról|a listájukról|engem)',
    'nu (?:îmi|imi|ne|mă|ma) mai (?:scrie\\p{L}*|contacta\\p{L}*|trimite\\p{L}*)(?: (?:e-?mailuri|mesaje))?|(?:scoateți-mă|ștergeți-mă|dezabonați-mă|dezabonează-mă)(?: (?:de pe|din) (?:lista|baza)\\p{L}*)?',
    '(?:bir daha|artık|lütfen bir daha) (?:bana |bize |beni )?(?:yazma\\p{L}*|mail atma\\p{L}*|e-?posta gönderme\\p{L}*|mesaj gönderme\\p{L}*|ulaşma\\p{L}*|rahatsız etme\\p{L}*|iletişime geçme\\p{L}*)|bana (?:bir daha|artık) (?:yazma\\p{L}*|mail atma\\p{L}*|e-?posta gönderme\\p{L}*)|(?:beni|bizi) (?:e-?posta |mail |bu )?(?:listenizden|listeden|listesinden) (?:çıkar\\p{L}*|silin)',
    'μη(?:ν)? (?:μου |μας )?(?:ξαναγράψ\\p{L}+|ξαναστείλ\\p{L}+|ξαναεπικοινωνήσ\\p{L}+)(?: (?:μου|μαζί μου))?|(?:διαγράψτε|αφαιρέστε) με(?: από (?:τη |την )?λίστα(?: σας)?)?',
    '(?:повече )?не ми (?:пишете|изпращайте)(?: (?:повече|имейли))*|не се свързвайте (?:повече )?с мен|премахнете ме от (?:списъка|базата)(?: си)?',
    '(?:više |nemojte )(?:mi )?(?:više )?(?:ne pišite|nemojte pisati|pisati|slati)(?: (?:mi|više|mailove|poruke))*|ne pišite mi(?: više)?|(?:uklonite|izbrišite|obrišite) me (?:s|sa|iz) (?:vaše |svoje )?(?:liste|baze)',
  ],
  semitic: [
    '(?:אל|נא לא|בבקשה אל|לא) (?:ל)?(?:תכתבו|תכתוב|תשלחו|תשלח|תפנו|תפנה|לכתוב|לשלוח|לפנות|תיצרו|ליצור)(?: (?:לי|אליי|אלי|אלינו|לנו|איתי|קשר|מיילים|הודעות))* (?:יותר|שוב)',
    '(?:הסירו|הסר|תסירו|תוציאו|נא להסיר|מחקו) אותי(?: מ\\p{L}+(?: (?:התפוצה|הדיוור|שלכם))*)?',
    '(?:عدم|لا) (?:ت?راسل\\p{L}*|ترسل\\p{L}*|تتواصل\\p{L}*|تكتب\\p{L}*|مراسلتي|التواصل معي|إرسال)(?: (?:لي|معي|إلي|إليّ|لنا|أي|رسائل|بريد))* (?:مرة أخرى|مجددا|مجددًا|بعد الآن|بعد اليوم)',
    '(?:احذف|أزل|احذفو|أزيلو|إزالة|حذف)\\p{L}* (?:اسمي |بريدي |عنواني )?من (?:ال)?(?:قائمة|قائمتكم|قوائمكم|القائمة)\\p{L}*(?: البريدية)?',
    '(?:توقف|توقفوا) عن (?:مراسلتي|إرسال|الكتابة إلي|التواصل معي)\\p{L}*(?: (?:الرسائل|رسائل|لي|إلي))*',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The same for languages without spaces between words; they may be anywhere in a sentence. */
export const phrasesWithoutSpaces: readonly string[] = [
  '(?:今後|もう|これ以上|二度と).{0,12}(?:連絡|メール|送信|配信)(?:は|を|の)?.{0,8}(?:しないで|送らないで|送って(?:こ|来)ないで|ご遠慮|控えて|お控え|おやめ|やめて|結構です|不要です)',
  '(?:メール|ご?連絡)(?:は|を)?(?:もう)?(?:送らないで|しないで)(?:ください|下さい)',
  '(?:配信|送信)(?:を|の)?(?:停止|中止)(?:して|を(?:お願い|希望)|希望|願い)|(?:リスト|名簿)から(?:私を)?(?:削除|外し|除外)(?:して|を?お願い)',
  '(?:请|請)?(?:不要|别|別|勿|停止)再?(?:给我|給我|向我|跟我)(?:再)?(?:发|發|写|寫|寄|联系|聯繫|联络|聯絡)',
  '(?:请|請)?(?:不要|别|別|勿)再(?:联系|聯繫|联络|聯絡|打扰|打擾|骚扰|騷擾|发邮件|發郵件|发信|發信|来信|來信)',
  '(?:把我|将我|將我)从?從?.{0,12}(?:列表|名单|名單|清单|清單).{0,4}(?:删除|刪除|移除|去掉)|从.{0,12}(?:列表|名单).{0,4}(?:删除|移除)我',
  '(?:더 ?이상|다시는|앞으로).{0,14}(?:연락|메일|이메일|문자)(?:을|를|은|는)?.{0,8}(?:하지|보내지) ?(?:마|말)',
  '수신 ?거부(?:합니다|를? ?(?:요청|원|부탁))|(?:목록|명단|리스트)에서 (?:저를 |제 (?:이메일|주소)를? )?(?:삭제|제거|빼)(?:해|하여|줘)',
];

/** A short mail that consists of one of these keywords, as newsletters teach people to answer. */
export const wholeMails: readonly string[] = [
  '(?:please )?un-?subscribe(?: me)?(?: please| now)?|stopp?|opt[- ]?out|(?:please )?remove(?: me)?(?: please)?|no more(?: e-?mails?| mails?)?(?: please)?',
  '(?:bitte )?(?:abmelden|austragen|abbestellen)(?: bitte)?',
  '(?:se )?(?:désabonner|désinscrire)|désabonnement|désinscription|stop svp',
  '(?:dar(?:me)? de )?baja|cancelar (?:suscripción|suscripcion)|desuscribir(?:me)?',
  'descadastrar|cancelar inscrição|(?:me )?remova',
  'disiscrivimi|cancellami|disiscrizione|cancellazione',
  'uitschrijven|afmelden',
  'wypisz(?: mnie)?|rezygnuję',
  'отписаться|отписка|отпишите|стоп|не писать',
  'відписатися|відпишіть|стоп',
  'avregistrera|avsluta|afmeld|meld av|peruuta tilaus|odhlásit|leiratkozás|dezabonare|abonelikten çık',
  '配信停止|退订|退訂|取消订阅|수신 ?거부|הסר|إلغاء الاشتراك',
];

/** Words before a request that do not change it. */
export const openings =
  "(?:hi|hello|hey|hallo|but|aber|mais|pero|mas|maar|ale|но|bonjour|hola|ciao|please|pls|plz|kindly|just|so|then|also|again|now|immediately|sorry|no thanks|no thank you|no|ok|okay|once more|i said|as i said|(?:i|we) (?:kindly )?(?:ask|request|want|demand|expect|urge) (?:that )?you(?: to)?|(?:i|we)(?:'d| would) like you to|i am asking you to|(?:can|could|would|will) you|you (?:must|should|may|need to)|could i ask you to|bitte|also|nochmals?|hiermit|ich bitte sie|wir bitten sie|ich fordere sie auf|können sie|könnten sie|würden sie|nein|danke|nein danke|kein interesse|s'il vous pla[iî]t|svp|stp|merci|merci de|veuillez|prière|je vous (?:prie|demande)(?: de)?|je vous remercie de|pourriez-vous|pouvez-vous|non merci|por favor|le (?:ruego|pido)|les (?:ruego|pido)|gracias|no gracias|podría|podrían|favor|peço(?:-lhe|-vos)?(?: que)?|obrigad[oa]|per favore|per cortesia|la prego(?: di)?|vi prego(?: di)?|le chiedo di|grazie|no grazie|può|potete|alstublieft|alsjeblieft|aub|graag|gelieve|wilt u|kunt u|proszę(?: (?:pana|panią|państwa|was))?(?: o)?|bardzo proszę(?: o)?|czy (?:może|mogą) (?:pan|pani|państwo)|пожалуйста|прошу(?: вас)?|просьба|очень прошу|и|я|будь ласка|прошу вас|snälla|vänligen|var god(?: och)?|venligst|vennligst|kan du|prosím|kérem|kérjük|vă rog|va rog|lütfen|παρακαλώ|σας παρακαλώ|моля|molim(?: vas)?|בבקשה|אנא|نرجو|أرجو|رجاء|رجاءً|الرجاء|يرجى|من فضلك|من فضلكم)";

/** Words between clauses, after which a request may begin. */
export const joints = '(?:and|so|und|also|et|donc|y|e|i|en|och|og|ja|a|ve|και|и|та|і|или|ו|و)';

/** Words after a request that do not change it. */
export const endings =
  "(?:please|pls|thanks|thank you|thx|again|any ?more|any longer|any further|further|ever|ever again|now|immediately|asap|at once|right away|at all|in (?:the )?future|from now on|anything|for good|permanently|or (?:my|our|i|we|any)|and (?:my|our|delete|remove|stop|do not|don't|never)|with (?:this|your|such|these)|about (?:this|it|that|your)|regarding (?:this|your)|by e-?mail|from your|bitte|danke|mehr|wieder|weiter|künftig|sofort|umgehend|in zukunft|vielen dank|merci|svp|s'il vous|désormais|à l'avenir|por favor|gracias|nunca|nunca más|jamás|mais|por favor|obrigad[oa]|nunca mais|più|grazie|per favore|mai più|alstublieft|aub|bedankt|dank|meer|voortaan|proszę|dziękuję|więcej|nigdy|больше|более|никогда|пожалуйста|спасибо|сюда|впредь|більше|дякую|будь ласка|igen|mer|mere|tack|tak|takk|enää|kiitos|už|více|děkuji|ďakujem|többet|köszönöm|mulțumesc|lütfen|teşekkürler|ευχαριστώ|благодаря|hvala|תודה|יותר|شكرا|شكرًا)";

/** Make a request temporary, conditional, or about the channel: a person or the model has to read it. */
export const hedges: readonly string[] = [
  '(?:until|before|unless|after|if|when|while|except|instead|today|tonight|tomorrow|yet|this (?:week|month|morning|afternoon|weekend)|next (?:week|month|year)|for (?:now|the moment|a while|the next)|during|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?|in (?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:to|at|on|under) (?:this|that|the old|my old|my (?:work|private|personal)) (?:e-?mail|address|account|mailbox|inbox|number)|so (?:often|many|much|late|early)|too (?:often|many|much)|every (?:day|week)|more than|at night)',
  '(?:bis|bevor|außer|ausser|erst|falls|wenn|solange|sondern|stattdessen|heute|morgen|diese woche|nächste woche|vorerst|im moment|momentan|während|an diese (?:e-?mail-?)?(?:adresse|mail)|auf diese|unter dieser|so (?:oft|viele)|zu (?:oft|viele))',
  "(?:jusqu'\\p{L}+|avant|sauf|si|quand|lorsque|plutôt|aujourd'hui|demain|cette semaine|la semaine prochaine|pour (?:le moment|l'instant)|pendant|à cette adresse|tant que)",
  '(?:hasta|antes|salvo|si|cuando|mientras|hoy|mañana|esta semana|por ahora|por el momento|durante|a esta dirección|sino)',
  '(?:até|antes|exceto|se|quando|enquanto|hoje|amanhã|por enquanto|durante|para este endereço)',
  '(?:fino a|finché|prima|se|quando|oggi|domani|questa settimana|per ora|per il momento|durante|a questo indirizzo)',
  '(?:tot|voordat|tenzij|als|wanneer|vandaag|morgen|deze week|voorlopig|tijdens|op dit adres|naar dit adres)',
  '(?:do (?:poniedziałku|wtorku|środy|czwartku|piątku|jutra|końca)|zanim|chyba że|jeśli|jeżeli|gdy|dzisiaj|dziś|jutro|na razie|na ten adres)',
  '(?:до|пока|если|когда|кроме|прежде|лучше|сегодня|завтра|на этой неделе|временно|во время|на этот (?:адрес|ящик|e-?mail)|так часто|слишком|а (?:звоните|позвоните))',
  '(?:доки|поки|якщо|коли|крім|краще|сьогодні|завтра|на цю адресу)',
  '(?:förrän|tills|om|när|idag|imorgon|innan|hvis|før|når|i dag|i morgen|inntil|indtil|ennen|jos|tänään|dokud|než|pokud|dnes|zítra|amíg|holnap|până|dacă|azi|eğer|kadar|bugün|yarın|αν|μέχρι|σήμερα|ако|докато|днес|dok|ako|danas|אם|עד|היום|מחר|إذا|حتى|اليوم|غدا)',
];

/** The writer asks to be contacted in another way, which does not end the conversation. */
export const otherWays: readonly string[] = [
  "(?<!(?:not|n't|dont|or|never|stop|nor) )(?:call|phone|ring|text|whatsapp|dm) (?:me|us)(?! again)",
  '(?:rufen sie|ruf) (?:mich|uns) (?:bitte |einfach |lieber )*an|telefonieren wir',
  '(?:appelez|appelle)-(?:moi|nous)|(?:llám[ae]me|llámenme|me llame|ligue-me|me ligue|mi chiami|chiamami|chiamatemi)',
  'bel (?:me|mij|ons) (?:even|maar|gerust)|(?:proszę (?:do mnie )?(?:dzwonić|zadzwonić))',
  '(?<!не )(?:позвоните|звоните|позвони|наберите|зателефонуйте) (?:мне|нам|мені)?',
];

/** Another person's words, or an example. */
export const others =
  '(?:he|she|they|people|customers?|users?|clients?|recipients?|contacts?|leads?|visitors?|someone|somebody|anyone|anybody|everyone|who|er sagte|sie sagten|kunden?|kundinnen|nutzer\\p{L}*|empfänger\\p{L}*|jemand|clientes?|clienti|utenti|usuarios?|utilisateurs?|destinataires?|он|она|они|клиент\\p{L}*|пользовател\\p{L}*|получател\\p{L}*|люди|кто-то|например|e\\.g|for example|such as|zum beispiel|par exemple|por ejemplo)';
