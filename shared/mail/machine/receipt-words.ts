import { saysAutomaticAnswer, saysAutomaticMail } from './automatic-words.ts';
import type { MailFacts } from './facts.ts';

/** A program confirms that a mail has arrived. */

const RECEIVED = [
  "(?:we|i) (?:have |['’]ve )?(?:successfully )?(?:received|got|registered|logged) your|your (?:e-?mail|message|request|ticket|enquiry|inquiry|case|submission|application|feedback|support request|query)(?: \\S{1,20})? (?:has|have) been (?:successfully )?(?:received|registered|created|logged|opened|assigned|submitted|forwarded|accepted)|(?:a|the|your|this) (?:new )?(?:support |service |help ?desk )?(?:ticket|case|request)(?: \\S{1,20})? (?:has been|was) (?:created|opened|received|registered|logged|assigned)|we (?:have |['’]ve )?(?:created|opened|registered|logged) (?:a |your |the )?(?:new )?(?:support )?(?:ticket|case|request)|thank you for (?:your (?:e-?mail|message|inquiry|enquiry|interest|request|mail|submission)|contacting|reaching out|writing|getting in touch)|thanks for (?:contacting|reaching out|getting in touch|your (?:e-?mail|message|request))|ticket received|request received|received your (?:request|message|e-?mail|inquiry|enquiry|ticket)",
  '(?:wir|ich) haben? (?:ihre?n?|deine?n?) (?:anfrage|nachricht|e-?mail|anliegen|mitteilung|ticket)\\P{L}.{0,30}(?:erhalten|bekommen|registriert|aufgenommen)|(?:ihre?|deine?) (?:anfrage|nachricht|e-?mail|anliegen|mail) (?:ist |wurde )?.{0,40}(?:eingegangen|erhalten|registriert|erfasst|angelegt|weitergeleitet)|vielen dank für ihre (?:anfrage|nachricht|e-?mail|mitteilung|kontaktaufnahme)|(?:ein|das|ihr) ticket .{0,40}(?:erstellt|eröffnet|angelegt)|wij hebben uw .{0,30}(?:ontvangen|in goede orde)|we hebben (?:je|uw) .{0,30}ontvangen|bedankt voor (?:uw|je) (?:bericht|e-?mail|aanvraag|vraag)|uw (?:bericht|aanvraag|e-?mail|verzoek).{0,30}(?:ontvangen|geregistreerd)|ticket .{0,20}aangemaakt',
  'nous avons (?:bien )?(?:reçu|enregistré|pris en compte) votre|votre (?:demande|message|e-?mail|courriel|ticket) (?:a (?:bien )?été|est) (?:reçue?|enregistrée?|prise? en compte|créée?|transmise?)|(?:un|le|votre) ticket .{0,30}(?:créé|ouvert)|accusons réception|merci de nous avoir contactés?|hemos recibido (?:su|tu)|(?:su|tu) (?:solicitud|mensaje|correo|consulta|ticket|petición) ha sido (?:recibid[oa]|registrad[oa]|cread[oa])|se ha creado (?:un|el) (?:ticket|caso)|gracias por (?:contactar|ponerse en contacto|escribirnos|su (?:mensaje|correo|consulta))',
  '(?:recebemos|registramos|registámos) (?:o seu|a sua|seu|sua)|(?:sua|seu|o seu|a sua) (?:solicitação|mensagem|e-?mail|pedido|chamado|contato) foi (?:recebid[oa]|registrad[oa]|cread[oa]|abert[oa])|obrigad[oa] por (?:entrar em contato|contactar|sua mensagem)|abbiamo ricevuto (?:la (?:sua|tua|vostra)|il (?:suo|tuo|vostro))|(?:la (?:sua|tua) richiesta|il (?:suo|tuo) messaggio) è stat[oa] (?:ricevut[oa]|registrat[oa]|pres[oa] in carico)|grazie per (?:averci contattato|averci scritto|la (?:sua|tua) (?:mail|e-?mail|richiesta))|am primit (?:mesajul|solicitarea|cererea|e-?mailul)|(?:mesajul|solicitarea|cererea) (?:dumneavoastră|dvs\\.?) a fost (?:primit|înregistrat)',
  'otrzymaliśmy (?:twoj\\p{L}*|pa[ńn]\\p{L}*|państwa)|(?:twoj\\p{L}*|pa[ńn]\\p{L}*|państwa) (?:zgłoszenie|wiadomość|zapytanie) (?:został[oa] |)(?:przyjęt\\p{L}*|zarejestrowan\\p{L}*|otrzyman\\p{L}*|utworzon\\p{L}*)|zgłoszenie .{0,40}(?:zarejestrowan|utworzon|przyjęt)\\p{L}*|dziękujemy za (?:kontakt|wiadomość|zgłoszenie)|(?:obdrželi|přijali) jsme (?:váš|vaši|vaše)|(?:váš|vaše) (?:požadavek|dotaz|zpráva|žádost) (?:byl|byla) (?:přijat|zaregistrován|založen)\\p{L}*|dostali sme (?:vašu|váš|vaše)|(?:zaprimili|primili) smo (?:vaš\\p{L}*|tvoj\\p{L}*)|vaš (?:upit|zahtjev|zahtev) je (?:zaprimljen|primljen)|prejeli smo vaš\\p{L}*',
  '(?:мы )?получили (?:ваше|ваш|вашу)|(?:ваше?|ваша) (?:обращение|заявка|запрос|письмо|сообщение).{0,30}(?:получен\\p{L}*|зарегистрирован\\p{L}*|принят\\p{L}*|создан\\p{L}*)|(?:обращение|заявка|запрос|тикет) .{0,30}(?:зарегистрирован\\p{L}*|создан\\p{L}*)|спасибо за (?:обращение|ваше (?:обращение|письмо|сообщение))|(?:ми )?отримали (?:ваш\\p{L}*)|(?:ваш\\p{L}*) (?:звернення|заявк\\p{L}*|запит|лист|повідомлення).{0,30}(?:отриман\\p{L}*|зареєстрован\\p{L}*|прийнят\\p{L}*)|дякуємо за (?:звернення|ваш\\p{L}*)|получихме ваш\\p{L}*|(?:вашето|вашата) (?:запитване|заявка|съобщение).{0,30}(?:получен|регистриран)\\p{L}*|примили смо ваш\\p{L}*',
  '(?:vi har|har) (?:tagit emot|mottagit|modtaget|mottatt|fått) (?:ditt|din|dit|deres)|(?:din|ditt|dit) (?:förfrågan|henvendelse|ärende|meddelande|besked|melding|e-?post|mail).{0,30}(?:mottag\\p{L}*|modtaget|mottatt|registrer\\p{L}*|tagits emot)|tack för (?:ditt|att du)|tak for din henvendelse|takk for (?:din|at du)|olemme (?:vastaanottaneet|saaneet) (?:viesti|pyyntö)\\p{L}*|(?:viestisi|pyyntösi) on (?:vastaanotettu|kirjattu)|kiitos (?:viestistäsi|yhteydenotostasi)|oleme (?:teie|sinu).{0,20}kätte saanud|saņēmām jūsu|gavome jūsų|megkaptuk|köszönjük (?:levelét|megkeresését)|(?:üzenetét|megkeresését|bejelentését).{0,30}(?:megkaptuk|rögzítettük)|(?:mesajınızı|talebinizi|e-?postanızı|başvurunuzu) (?:aldık|almış)|(?:talebiniz|mesajınız|başvurunuz).{0,20}(?:alındı|alınmıştır|oluşturuldu|kaydedil\\p{L}*)|λάβαμε (?:το|την) (?:μήνυμά|αίτημά|ερώτησή)',
  'קיבלנו את (?:פנייתך|פניתך|הודעתך|בקשתך)|פנייתך (?:התקבלה|נקלטה)|(?:لقد )?(?:استلمنا|تلقينا) (?:رسالتك|طلبك|رسالتكم|طلبكم)|تم (?:استلام|تسجيل|إنشاء) (?:رسالتك|طلبك|طلبكم|التذكرة)|(?:پیام|درخواست) شما (?:دریافت|ثبت) شد|kami (?:telah )?menerima (?:pesan|permintaan|email)|(?:pesan|permintaan|tiket) anda telah (?:diterima|dibuat|terdaftar)|chúng tôi đã nhận (?:được )?(?:yêu cầu|thư|email|tin nhắn)|yêu cầu của (?:bạn|quý khách) đã được|(?:เรา)?ได้รับ(?:ข้อความ|อีเมล|คำขอ|เรื่อง)ของ(?:คุณ|ท่าน)|हमें आपका (?:संदेश|अनुरोध|ईमेल) (?:मिल|प्राप्त)',
  'お問い?合わ?せ(?:を|いただき|頂き|ありがとう).{0,30}(?:受け付け|受付|承り|ありがとう)|受け付けました|受付(?:いたし|致し|完了)|(?:我们|我們)?(?:已|已经|已經)?收到(?:您|你)的(?:邮件|郵件|请求|請求|来信|來信|咨询|諮詢|消息)|(?:文의|문의|메일|요청)(?:가|이|를|을) ?(?:정상적으로 )?(?:접수|등록)',
].join('|');

/** A ticket number. */
const NUMBERED =
  /(?:ticket|case|request|reference|ref|incident|inquiry|enquiry|query|anfrage|vorgang|fall|dossier|demande|caso|solicitud|chamado|protocolo|pedido|richiesta|pratica|zaak|melding|zgłoszeni\p{L}*|sprawa|požadav\p{L}*|заявк\p{L}*|обращени\p{L}*|звернен\p{L}*|ärende|sag|sak|talep|bilet|tiket|チケット|お問い?合わ?せ番号|受付番号|工单|單號|单号|접수 ?번호)(?:[- ]?(?:id|no|nr|number|nummer|numéro|número|numero|номер\p{L}*|numer|番号|号|#))?\.?\s*(?:is|ist|est|es|é|è|to|:|：|-|–|#|\[|\()*\s*[#[(]?\s*[A-Z]{0,8}[-#]?\d[\dA-Z-]{2,}|\[(?:[\w .-]{1,30} )?#\d{3,}\]|#\d{4,}/iu;

/** When the mail will be answered. */
const LATER =
  /within (?:the next )?(?:\d+|one|two|three|a few|24|48|72)(?:[ -–]\d+)? (?:business |working )?(?:hours?|days?)|as soon as (?:possible|we can)|(?:shortly|soon)(?:\P{L}|$)|(?:one of our|a|our|an) (?:support |customer |service |team |member of )?.{0,30}(?:agents?|representatives?|team(?: members?)?|staff|specialists?|advis[eo]rs?|colleagues?|executives?) (?:will|is going to)|get back to you|be in touch|respond to you|(?:so )?schnell(?:stmöglich| wie möglich)|baldmöglichst|innerhalb von|in kürze|dans les (?:meilleurs|plus brefs) délais|sous \d+ ?(?:h|heures|jours)|lo antes posible|en breve|a la (?:mayor )?brevedad|o mais (?:breve|rápido) possível|em breve|il prima possibile|al più presto|zo (?:spoedig|snel) mogelijk|binnen \d+|jak najszybciej|w ciągu|co nejdříve|čo najskôr|в ближайшее время|в течение|найближчим часом|протягом|възможно най-скоро|så (?:snart|fort|hurtigt) (?:som )?(?:möjligt|mulig(?:t)?)|inom \d+|mahdollisimman pian|hamarosan|a lehető leghamarabb|en kısa (?:sürede|zamanda)|το συντομότερο|în cel mai scurt timp|što (?:je )?prije|u najkraćem|בהקדם|في أقرب وقت|در اسرع وقت|secepatnya|segera|sớm nhất|โดยเร็ว|早急に|折り返し|追って|尽快|盡快|尽早|빠른 시일|신속/iu;

/** A person writes about themselves, or asks something. */
const PERSONAL =
  /[?？]|(?:^|[\s"'(])(?:i|i['’](?:m|ve|ll|d)|my|me|ich|mir|mich|mein\p{L}*|je|j['’]ai|mon|moi|yo|mi|eu|meu|minha|io|mio|mia|ik|mijn|ja|mój|moja|я|мне|мой|мені|мій|jag|min|jeg|minä|minun|ben|benim)(?=[\s,.!'’)]|$)/iu;

const RECEIPT = new RegExp(`(?<!\\p{L})(?:${RECEIVED})`, 'iu');
const SAMPLE = 1500;
/** Receipts are short. */
const LONGEST = 2500;

/** Whether a text says that a mail has arrived. */
export const saysReceived = (text: string): boolean => RECEIPT.test(text.slice(0, SAMPLE));

/** Whether it states a ticket number. */
export const statesNumber = (text: string): boolean => NUMBERED.test(text.slice(0, SAMPLE));

/** Addresses of groups. */
const ROLE =
  /^(?:support|help(?:desk|[-_.]?desk)?|service(?:s|desk)?|info|contact|kontakt|hello|hallo|office|sales|admin|team|care|customer[-_.]?(?:care|service|support)|kundenservice|kundendienst|enquir(?:y|ies)|inquir(?:y|ies)|feedback|mail|post|press|jobs?|bewerbung|careers?|hr|billing|accounts?|orders?|tickets?|it|soporte|atencion|ayuda|suporte|atendimento|assistenza|klantenservice|pomoc|biuro|bok|обслуживание|поддержка)(?:[-_.+].*)?$/i;

/**
 * Whether a mail is only a receipt: a mail has arrived, and has a ticket number or will be answered later; it has no
 * question and no content of its own.
 */
export const isReceipt = (facts: MailFacts): boolean => {
  const text = facts.newText;
  if (text.length > LONGEST || !saysReceived(text) || PERSONAL.test(text)) return false;
  if (saysAutomaticAnswer(text) || saysAutomaticMail(text)) return true;
  return statesNumber(`${facts.subject}\n${text}`) || (ROLE.test(facts.fromLocal) && LATER.test(text));
};
