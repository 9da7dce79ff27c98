/**
 * How programs describe their own answers, in the languages of the common mail programs. A person who suspects a
 * machine uses other words around these; in a machine's mail they begin a sentence.
 */

/** Nouns for an automatic answer. Only programs use them about their own mail. */
const ANSWERS = [
  // English, German, Dutch
  'this is an? (?:fully |purely )?(?:auto(?:matic|mated|matically)?|auto|computer|system)[- ]?(?:generated|created|sent)?[ -](?:generated |created |sent |e-?mail |out[- ]of[- ]office )?(?:reply|response|answer|responder|acknowledg\\w+|confirmation|out[- ]of[- ]office|absence|vacation)|(?:this|the following) (?:reply|response|answer) (?:is|was|has been) (?:sent |generated |created )?(?:automatic(?:ally)?|by (?:a |an )?(?:auto|machine|robot|system))(?: (?:generated|created|sent))?|you (?:are|have) receiv(?:ing|ed) this (?:automatic|automated) (?:reply|response|answer)|i am (?:an? )?(?:auto[- ]?responder|automatic answering)',
  '(?:dies|das|hier|hierbei|es) (?:ist|handelt es sich um|handelt sich um) (?:eine?r? )?(?:automatisch(?:e|er|es)?|automatisierte|maschinelle|automatisch (?:erstellte|generierte|erzeugte|versandte|versendete|verschickte)) (?:antwort|rückantwort|abwesenheits\\p{L}*|eingangs\\p{L}*|empfangs\\p{L}*|rückmeldung)|diese antwort (?:wurde|ist) automatisch',
  'dit is een (?:automatisch(?:e)?|automatisch (?:gegenereerd|verzonden)e?) (?:antwoord|reactie|antwoordbericht|afwezigheids\\p{L}*|ontvangst\\p{L}*)|dit antwoord (?:is|wordt|werd) automatisch|outomatiese antwoord',
  // Romance
  "(?:cec?i est|il s['’]agit d['’]|voici) une (?:réponse|confirmation) (?:automatique|automatisée|générée automatiquement)|cette réponse (?:est|a été) (?:envoyée |générée )?automatique(?:ment)?|cec?i est un message (?:automatique )?d['’]absence|réponse automatique (?:d['’]absence )?[:.!–-]",
  '(?:est[ae] es|se trata de|es) una? (?:respuesta|mensaje de respuesta) autom[áa]tic[ao]|respuesta autom[áa]tica [:.!–-]?|aquesta és una resposta autom[àa]tica|esta é unha resposta autom[áa]tica|hau erantzun automatiko',
  '(?:est[ae] é|trata-se de) uma (?:resposta|mensagem de resposta) autom[áa]tica|questa è una (?:risposta|conferma) automatica|(?:si tratta di|è) una risposta automatica|acesta este un răspuns automat|răspuns automat [:.!–-]',
  // Slavic
  '(?:to jest|jest to|niniejsza wiadomość to|oto) (?:wiadomość )?(?:automatyczn\\p{L}*|wygenerowan\\p{L}* automatycznie) (?:odpowied\\p{L}*|potwierdzeni\\p{L}*)|to jest odpowiedź automatyczna|(?:toto|tohle) je automatick[áa] odpov[ěe][ďd]|jedná sa o automatickú odpoveď|jedná se o automatickou odpověď',
  '(?:это|данное письмо|вы получили|настоящее письмо)(?: —| -| –)? ?(?:является )?(?:автоматическ\\p{L}*|автоматически (?:созданн\\p{L}*|отправленн\\p{L}*|сформированн\\p{L}*)) ответ\\p{L}*|это (?:— |- |– )?автоответ\\p{L}*|автоматический ответ [:.!–-]',
  '(?:це|цей лист|ви отримали)(?: —| -| –)? ?(?:є )?(?:автоматичн\\p{L}*|автоматично (?:створен\\p{L}*|надіслан\\p{L}*)) відповід\\p{L}*|це (?:— |- |– )?автовідповідь|гэта аўтаматычны адказ|това е автоматич(?:ен|но генериран) отговор|автоматичен отговор [:.!–-]',
  '(?:ovo|ово) (?:je|је) (?:automatsk[iaou]|automatiziran[iaou]|аутоматск[иаоу]) (?:odgovor|poruka odsutnosti|одговор)|to je (?:samodejni|avtomatski|samodejen) odgovor|(?:ова|ово) е автоматски одговор',
  // Nordic, Baltic, Finnic
  'dett[ae] (?:är|er) (?:ett? )?(?:automatisk(?:t)?|autogenerer(?:at|et)) (?:svar|svarsmeddelande|svarmelding|autosvar|frånvaro\\p{L}*|fraværs\\p{L}*)|dett[ae] (?:är|er) (?:ett? )?autosvar|þetta er sjálfvirkt svar|tämä on (?:automaattinen|automaattisesti lähetetty) (?:vastaus|poissaolo\\p{L}*)|(?:see|tegemist) on automaat(?:vastus\\p{L}*|ne vastus|se vastusega)|š(?:ī|is) ir automātisk(?:ā|a|s) (?:atbilde|ziņojums)|tai (?:yra )?automatinis atsakymas',
  // Others of Europe and its neighbours
  'αυτ[ήό] είναι (?:μια |μία |ένα )?αυτόματ[ηο] (?:απάντηση|μήνυμα απάντησης)|ez egy automatikus (?:válasz\\p{L}*|üzenet)|bu (?:bir )?(?:otomatik|avtomatik) (?:yanıt|cevap|cavab)|kjo është (?:një )?përgjigje automatike|სწორედ ავტომატური პასუხი|ეს არის ავტომატური პასუხი|սա ավտոմատ պատասխան|бұл (?:— |- )?автоматты (?:түрде )?жауап',
  // Semitic, Indian, Asian
  'ז(?:ו|ה|והי|והו) (?:היא |הוא )?(?:הודעה|תשובה|תגובה|מענה|הודעת מענה) אוטומטי(?:ת)?|(?:هذا|هذه) (?:هو |هي )?(?:رد|رسالة|إجابة) (?:تلقائي|آلي)(?:ة)?|این (?:یک )?پاسخ خودکار|یہ (?:ایک )?خودکار جواب|यह (?:एक )?(?:स्वचालित|स्वतः|ऑटोमैटिक) (?:उत्तर|जवाब|प्रतिक्रिया)|এটি একটি স্বয়ংক্রিয় (?:উত্তর|বার্তা)',
  'ini (?:adalah|ialah|merupakan) (?:balasan|jawaban|jawapan|respons|pesan balasan) (?:secara )?otomatis|ini (?:adalah|ialah) (?:balasan|jawapan) automatik|đây là (?:một )?(?:thư|tin nhắn|email|thông báo)? ?(?:trả lời|phản hồi) tự động|(?:นี่|ข้อความนี้|อีเมลนี้)(?:คือ|เป็น)\\P{L}{0,3}(?:การ|ข้อความ|อีเมล)?ตอบกลับ(?:โดย)?อัตโนมัติ|hili ni jibu la (?:ki)?otomatiki|ito ay (?:isang )?awtomatikong (?:tugon|sagot)',
];

/** The same for languages without spaces between words. */
const ANSWERS_CJK =
  /(?:これは|本メールは|このメールは|当メールは).{0,16}自動(?:返信|応答|送信|配信)|自動(?:返信|応答)(?:メール)?(?:です|にて|となります|でございます)|(?:这|此|本|該|该).{0,8}自[动動](?:回[复覆]|答[复覆]|回應)|自[动動](?:回[复覆]|答[复覆]|回應)[，。：]|(?:이|본) ?(?:메일|메시지|이메일)(?:은|는).{0,20}자동|자동 ?(?:응답|회신)(?:입니다| ?메일입니다| ?메시지입니다)/u;

/** Nouns for an automatic mail. People use them about other mails, for example to complain. */
const MAILS = [
  'this is an? (?:fully |purely )?(?:auto(?:matic|mated)?|system|computer)[- ]?(?:ally)?[- ]?(?:generated|created|sent)? ?(?:generated |created |sent |confirmation |acknowledg\\w+ )?(?:e-?mail|message|notification|notice|mail)',
  'this (?:e-?mail|message|mail|notification|response) (?:was|is|has been) (?:being )?(?:auto(?:matically)?|system)[- ]?(?:generated|created|sent)',
  'this (?:e-?mail|message|mail|notification) (?:was|is|has been) (?:generated|created|sent) (?:automatically|by (?:a|our) (?:system|machine|program))',
  '(?:automatically|auto)[- ]generated (?:e-?mail|message|notification|response|mail)',
  'this (?:e-?mail|message) was sent from an? (?:unmonitored|unattended|notification[- ]only)',
  'this (?:mailbox|inbox|address|e-?mail address) is (?:not |un)[- ]?(?:being )?monitored',
  'diese (?:e-?mail|nachricht|mail) (?:wurde|ist|wird) (?:vom system |durch unser system )?automatisch|dies ist eine (?:automatisch|systemgenerierte|automatisierte)|automatisch (?:generierte|erstellte|erzeugte|versandte)',
  'cec?i est un (?:message|e-?mail|courriel) automatique|cet? (?:message|courriel|e-?mail|mail)(?: e-?mail| électronique)? (?:est|a été|vous est) (?:envoyé |généré |créé |adressé |émis )?automatique(?:ment)?',
  'este (?:es un )?(?:mensaje|correo|e-?mail)(?: electrónico)? (?:ha sido |fue |es )?(?:generado |enviado )?autom[áa]tic|esta (?:é uma )?mensagem (?:foi |é )?(?:gerada |enviada )?autom[áa]tic|este e-?mail (?:foi|é) (?:gerado|enviado)? ?autom[áa]tic',
  'quest[oa] (?:è un )?(?:e-?mail|messaggio) (?:è (?:stat[oa] )?)?(?:generat[oa] |inviat[oa] )?automatic',
  'dit (?:is een automatisch|(?:e-?mail)?bericht (?:is|wordt|werd) automatisch)|automatisch gegenereerd',
  'ta wiadomość (?:została )?(?:wygenerowana|wysłana) automatycznie|wiadomość (?:wygenerowana|wysłana) automatycznie|tento (?:e-?mail|zpráva|správa) (?:byl|bol|byla|bola) (?:vygenerov[áa]n[aý]?|odesl[áa]n[aý]?) automaticky|tato zpráva byla (?:vygenerována|odeslána) automaticky',
  '(?:(?:to jest|jest to|to) )?(?:wiadomość|e-?mail|mail) (?:e-?mail )?(?:wygenerowan|wysłan|utworzon)\\p{L}* automatycznie|(?:to jest|jest to|to) (?:automatyczn\\p{L}*|automatycznie \\p{L}+) (?:wiadomość|e-?mail|mail|powiadomieni\\p{L}*)|to(?:to|hle)? je automatick\\p{L}* (?:\\p{L}+ )?(?:zpráva|správa|e-?mail|mail|oznámen\\p{L}*)',
  'aquesta? és una? (?:missatge|correu|notificació) autom[àa]tic|aquest (?:missatge|correu) (?:s.ha |ha estat )?(?:\\p{L}+ )?autom[àa]tic|acesta? este un (?:mesaj|e-?mail) (?:\\p{L}+ )?automat',
  'това е автоматич\\p{L}* (?:\\p{L}+ )?(?:съобщение|писмо|имейл|известие)|това (?:съобщение|писмо) (?:е|беше) (?:\\p{L}+ )?автоматично|(?:ovo|to|ово|тоа) (?:je|је|е) (?:automatsk|avtomatsk|samodejn|аутоматск|автоматск)\\p{L}* (?:\\p{L}+ )?(?:poruka|sporočilo|obavijest|obaveštenje|obvestilo|e-?mail|порука|обавештење|мејл)|(?:ova|то|ова) (?:poruka|порука|порака) (?:je|је|е) (?:\\p{L}+ )?(?:automatsk|аутоматск|автоматск)|to sporočilo je (?:bilo )?(?:\\p{L}+ )?(?:samodejno|avtomatsko)',
  '(?:это|данное) (?:письмо|сообщение)? ?(?:было )?(?:создано|отправлено|сформировано|сгенерировано)? ?автоматическ|автоматическое (?:сообщение|уведомление)',
  '(?:цей лист|це повідомлення|це) (?:було )?(?:створено|надіслано|сформовано|згенеровано)? ?автоматичн',
  'dett[ae] (?:är|er) (?:ett? |en )?(?:automatisk(?:t)?|autogenerer\\p{L}+) (?:\\p{L}+ )?(?:meddelande|mejl|e-?post|mail|besked|melding|meddelelse)|tämä on automaattinen (?:viesti|ilmoitus)|tämä (?:viesti|sähköposti) on (?:\\p{L}+ )?automaattisesti|see (?:on automaat(?:selt|ne)(?: \\p{L}+)? (?:e-?)?(?:kiri|teade|sõnum)|(?:e-?)?(?:kiri|teade) on (?:\\p{L}+ )?automaatselt)|š(?:ī|is) (?:\\p{L}+ )?ir (?:\\p{L}+ )?automātisk\\p{L}* (?:\\p{L}+ )?(?:vēstule|ziņa|ziņojums|e-?pasts)|š(?:ī|is) (?:vēstule|ziņa|ziņojums|e-?pasts) .{0,20}automātiski|tai (?:yra )?automati\\p{L}+ (?:\\p{L}+ )?(?:laiškas|pranešimas|žinutė)|šis (?:laiškas|pranešimas) .{0,20}automatišk',
  'dett[ae] (?:mejl\\p{L}*|meddelande\\p{L}*|e-?post\\p{L}*|mail\\p{L}*|melding\\p{L}*|besked\\p{L}*) (?:är|er|har|genererades|skickades|blev).{0,20}automatisk|tämä viesti on lähetetty automaattisesti|ez (?:az üzenet|egy) automatikus(?:an)?|bu (?:e-?posta|mesaj|ileti) otomatik|αυτό το (?:μήνυμα|email).{0,20}αυτόματα|acest (?:mesaj|e-?mail) (?:a fost|este) (?:generat|trimis)? ?automat|αυτό είναι (?:ένα )?αυτόματ\\p{L}* (?:\\p{L}+ )?(?:μήνυμα|e-?mail)|bu (?:bir )?otomatik (?:olarak )?(?:\\p{L}+ )?(?:bir )?(?:mesaj|e-?posta|ileti|bildirim)|ova(?:j)? (?:poruka|e-?mail) (?:je )?(?:automatski|generirana)',
  'ז(?:ו|ה|והי|והו) (?:היא |הוא )?(?:הודעה|מייל|דוא"ל).{0,12}אוטומטי|هذه? (?:رسالة|الرسالة|البريد).{0,16}(?:تلقائي|آلي)|این (?:یک )?(?:پیام|ایمیل)(?: به ?صورت| به ?طور)? خودکار|यह (?:एक )?(?:स्वचालित|स्वतः|ऑटोमैटिक) (?:\\S+ )?(?:संदेश|ईमेल|मेल)|(?:นี่|ข้อความนี้|อีเมลนี้)(?:คือ|เป็น|ถูก).{0,16}อัตโนมัติ|đây là (?:một )?(?:thư|tin nhắn|e-?mail|thông báo) (?:được (?:gửi|tạo) )?tự động|(?:thư|e-?mail|tin nhắn) này được (?:gửi|tạo)(?: đi)? (?:một cách )?tự động|ini (?:adalah |ialah |merupakan )?(?:pesan|e-?mail|surel|mesej) (?:yang )?(?:\\p{L}+ )?(?:secara )?(?:otomatis|automatik)|(?:pesan|e-?mail|surel|mesej) ini (?:dikirim|dibuat|dijana)\\p{L}* (?:secara )?(?:otomatis|automatik)',
];
const MAILS_CJK =
  /自動(?:送信|配信|返信)(?:メール|専用|されて)|(?:系[统統])?自[动動](?:发送|發送|回复|回覆|生成|產生)/u;

/** Where a sentence begins: at the start of a line or after another sentence, perhaps after a greeting. */
const BEGINNING =
  '(?:^|[.!…。*\\]>)—–-]\\s{0,3}|please note(?: that)?:?\\s|^[^\\n.,!?]{0,40},\\s)\\s{0,20}(?:[*_"(\\[«]{0,3})(?:(?:note|nb|n\\.b\\.|hinweis|attention|please note)\\s?[:–-]\\s)?';
/** Not as a question, and not with a doubt. */
const NO_QUESTION = '(?![^.\\n]{0,60}[?？])';

const at = (phrases: readonly string[]): RegExp =>
  new RegExp(`${BEGINNING}(?:${phrases.join('|')})${NO_QUESTION}`, 'imu');

const ANSWER = at(ANSWERS);
const MAIL = at(MAILS);

/** The beginning and the end of a text, where programs describe themselves. */
const endsOf = (text: string): readonly string[] => [text.slice(0, 3000), text.slice(3000).slice(-2000)];

/** Whether a text describes itself as an automatic answer. */
export const saysAutomaticAnswer = (text: string): boolean =>
  endsOf(text).some((part) => ANSWER.test(part) || ANSWERS_CJK.test(part));

/** Whether a text describes itself as an automatic mail; people also say so about other mails. */
export const saysAutomaticMail = (text: string): boolean =>
  endsOf(text).some((part) => MAIL.test(part) || MAILS_CJK.test(part));

/** "Do not answer this mail." */
const NO_ANSWER =
  /do(?:n['’]t| not) (?:reply|respond|answer) (?:directly )?(?:to|back|via)|do not (?:reply|respond)(?=[.!\s]*$)|replies (?:to this .{0,20}|sent here )?(?:are|will) (?:not|go)|cannot (?:accept|receive) (?:incoming )?(?:e-?mail|replies)|(?:mailbox|inbox|address|account) is (?:not |un)[- ]?(?:being )?monitored|from an unmonitored|antworten sie (?:bitte )?nicht auf|bitte (?:\S{1,20} )?nicht (?:auf diese .{0,20})?(?:be)?antworten|nicht auf diese .{0,20}antworten|antworten auf diese \S{1,20} (?:werden|können) nicht|niet (?:te )?(?:be)?antwoorden|niet op (?:dit|deze) .{0,20}(?:reageren|antwoorden)|(?:reageer|antwoord) (?:a\.?u\.?b\.? )?niet|ne pas (?:y )?répondre|ne répondez pas|n['’]y répondez pas|no (?:responda|conteste|respondas|responder|contestar|respongu|contesteu|contestis)|não (?:responda|responder|é necessário responder)|non (?:rispond|è necessario rispondere)|(?:să )?nu (?:răspunde|se răspunde)/iu;
const NO_ANSWER_EASTERN =
  /nie (?:należy )?odpowiada|ne?odpov[íie]d|не (?:нужно |надо |следует )?отвеча|отвечать .{0,20}не (?:нужно|надо|требуется|следует)|не (?:потрібно )?відповіда|не отговаря|(?:ne|не) (?:odgovar|одговар)|ei (?:voi|tule|saa) vastata|älä(?:thän)? vastaa|älkää vastatko|ärge .{0,20}vasta|mitte .{0,12}vastata|neatbild|neatsak|ne válaszol|μην απαντ|yanıtlamay|cevaplamay|(?:cevap|yanıt) verme|svar(?:a)? (?:venligst )?(?:inte|ikke|ej)|(?:inte|ikke|ej) (?:att )?(?:be)?svar|besvar .{0,12}ikke|går inte att (?:be)?svara|(?:לא|אין|אל) (?:להשיב|לענות|תשיב|תענה)|عدم (?:الرد|الإجابة)|لا ترد|پاسخ ن(?:دهید|دهيد)|(?:उत्तर|जवाब) न दें|(?:อย่า|ไม่ต้อง|งด)(?:การ)?ตอบ|(?:không|đừng) (?:trả lời|phản hồi|hồi đáp)|(?:tidak|jangan|tanpa) (?:perlu )?(?:mem)?balas|返信しないで|返信(?:いただ|頂|され).{0,12}(?:でき|お答え)|返信はご遠慮|送信専用|(?:请勿|請勿|不要|无需|無需|勿).{0,6}回[复覆信]|회신하지|회신.{0,8}(?:않|불가)|발신 ?전용|답장하지/iu;

/** Whether a text asks for no answer. People do so as well, for reasons of their own. */
export const asksForNoAnswer = (text: string): boolean =>
  endsOf(text).some((part) => NO_ANSWER.test(part) || NO_ANSWER_EASTERN.test(part));

/** Subjects of automatic answers: `Automatic reply: ...`, in the languages of Outlook. */
const REPLY_WORDS = [
  'auto(?:matic|mated)?[- ]?(?:reply|response|respons|answer|responder|acknowledg\\w*)|automatic e-?mail reply|auto\\s*:|autoreply|autoresponse|autorespons|auto-?re:|automatische (?:antwort|beantwortung|reactie|e-?mail-?antwort|abwesenheitsnotiz)|automatesch äntwert|automatisch (?:antwoord|bericht)|outomatiese antwoord|autoantwort',
  "réponse automatique|réponse d['’]absence|respuesta autom[áa]tica|resposta autom[áàa]tica|risposta automatica|erantzun automatikoa|răspuns automat|tweġiba awtomatika",
  'automatisk(?:t)? (?:svar|svarmelding)|autosvar|sjálfvirkt svar|automaattinen vastaus|automaattivastaus|automaat(?:vastus|ne vastus)|automātisk(?:ā|a) atbilde|automatinis atsakymas',
  'automatyczna odpowiedź|autoodpowiedź|odpowiedź automatyczna|automatická odpov(?:ěď|eď)|automatikus válasz|otomatik (?:yanıt|cevap)|avtomatik (?:javob|cavab)|përgjigje automatike|automatski odgovor|automatizirani odgovor|samodejni odgovor|avtomatski odgovor|ymateb awtomatig|ateb awtomatig|freagra uathoibríoch',
  'автоматическ(?:ий|ое) ответ|автоответ|автоматична відповідь|автовідповідь|аўтаматычны адказ|автоматичен отговор|аутоматски одговор|автоматски одговор|автоматты (?:түрде )?жауап|αυτόματη απάντηση|ավտոմատ պատասխան|ავტომატური პასუხი',
  'תשובה אוטומטית|מענה אוטומטי|תגובה אוטומטית|הודעה אוטומטית|(?:ال)?رد (?:ال)?(?:تلقائي|آلي)|رسالة تلقائية|پاسخ خودکار|خودکار جواب|स्वचालित (?:उत्तर|जवाब|प्रतिक्रिया)|स्वत(?:ः|:) (?:उत्तर|जवाब)|স্বয়ংক্রিয় (?:উত্তর|জবাব)|સ્વચાલિત (?:જવાબ|પ્રત્યુત્તર)|ಸ್ವಯಂಚಾಲಿತ (?:ಪ್ರತ್ಯುತ್ತರ|ಉತ್ತರ)|സ്വയമേവയുള്ള മറുപടി|യാന്ത്രിക മറുപടി|स्वयंचलित (?:उत्तर|प्रत्युत्तर)|தானியங்கு பதில்|தானியங்கி பதில்|స్వయంచాలక (?:ప్రత్యుత్తరం|సమాధానం)',
  'balasan otomatis|jawaban otomatis|balasan automatik|jawapan automatik|jibu (?:la )?(?:ki)?otomatiki|awtomatikong (?:tugon|sagot)|trả lời tự động|tự động trả lời|(?:การ)?ตอบกลับ(?:โดย)?อัตโนมัติ|ການຕອບກັບອັດຕະໂນມັດ|ការឆ្លើយតបស្វ័យប្រវត្តិ|自動(?:返信|応答|回覆|回應|答覆)|自动(?:回复|答复|应答)|자동 ?(?:회신|응답|답장)',
].join('|');

const SUBJECT = new RegExp(
  `^[\\P{L}]{0,4}(?:${REPLY_WORDS})(?:\\s*[:：(\\-–[\\])】]|\\s*$|\\s+(?:from|re|to|von|de|da|aus|su|на|от|van)(?:\\P{L}|$)|(?<=[:：]))`,
  'iu',
);

/** Whether a subject is that of an automatic answer. Expects it as it is, without a leading `Re:`. */
export const isAutomaticSubject = (subject: string): boolean => SUBJECT.test(subject.replace(/\p{Cf}/gu, ''));
