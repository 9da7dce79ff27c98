/**
 * Phrases that say that the answers are inside the earlier mail: below, in red, between the lines. Then the whole text
 * is kept, whether or not new lines are marked.
 */

const PLACE = [
  // "see my answers below", "please find our comments inline"
  '(?:answers?|repl(?:y|ies)|responses?|comments?|remarks?|notes?|feedback|thoughts|input|edits|changes)\\b.{0,40}\\b(?:below|inline|in[- ]line|in (?:the )?(?:text|body|mail|message|thread)|in (?:red|blue|green|bold|caps|colou?r|italics|orange|purple)|underneath|beneath|between the lines|interspersed|embedded|in your (?:e-?mail|mail|message|text))',
  '(?:answer(?:ed|ing)?|repl(?:ied|y|ying)|respond(?:ed|ing)?|comment(?:ed|ing)?)\\b.{0,40}\\b(?:below|inline|in[- ]line|in (?:red|blue|green|bold|colou?r|caps)|between the lines|in your (?:e-?mail|mail|message|text))',
  '(?:wrote|written|added|marked|highlighted|typed)\\b.{0,40}\\b(?:inline|in[- ]line|in (?:red|blue|green|bold|colou?r|caps|orange|purple)|between the lines|in your (?:e-?mail|mail|message|text))',
  '(?:^|[.!,;:(–-]\\s{0,2})(?:please )?see (?:my |our |the )?(?:\\w+ ){0,2}below|see in[- ]?line',
  '(?:^|[\\s.,;:(])(?:in[- ]?line|see below|cf\\.? below|below in (?:red|blue))\\s*[.!:)]*\\s*$',
  // German
  '(?:antwort(?:en)?|anmerkung(?:en)?|kommentar(?:e|en)?|rückmeldung(?:en)?)\\b.{0,40}(?:unten|untenstehend|im text|in (?:rot|blau|grün|fett|farbe)|rot|blau|grün|direkt im|zwischen den zeilen|in (?:deiner|ihrer|eurer) (?:mail|e-?mail|nachricht)|inline)',
  '(?:siehe|s\\.) (?:unten|text|antworten)|(?:habe|haben).{0,60}(?:unten|im text|in rot|in blau|rot markiert|inline).{0,30}(?:beantwortet|geantwortet|kommentiert|ergänzt|eingefügt|geschrieben|markiert)|antworte .{0,20}(?:unten|im text|inline)',
  // French
  '(?:réponses?|commentaires?|remarques?)\\b.{0,40}(?:ci-dessous|plus bas|en (?:rouge|bleu|vert|gras|couleur)|dans (?:le|votre|ton) (?:texte|corps|mail|message)|ci-après)|(?:voir|cf\\.?) ci-dessous|(?:réponds?|répondu) .{0,30}(?:ci-dessous|dans le texte|en rouge|en bleu)',
  // Spanish, Portuguese, Italian
  '(?:respuestas?|comentarios?|observaciones)\\b.{0,40}(?:abajo|más abajo|debajo|en (?:rojo|azul|verde|negrita|color)|a continuación|en (?:el|tu|su) (?:texto|correo|mensaje))|(?:respondo|contesto|he respondido|he contestado) .{0,30}(?:abajo|debajo|en rojo|en azul|a continuación)|ver (?:más )?abajo',
  '(?:respostas?|comentários?)\\b.{0,40}(?:abaixo|em (?:vermelho|azul|verde|negrito)|a seguir|no (?:texto|corpo))|(?:respondo|respondi) .{0,30}(?:abaixo|em vermelho|em azul)|(?:ver|veja|vide) abaixo',
  '(?:rispost[ae]|comment[io]|note)\\b.{0,40}(?:qui sotto|sotto|di seguito|in (?:rosso|blu|verde|grassetto)|nel testo)|(?:rispondo|ho risposto) .{0,30}(?:sotto|di seguito|in rosso|in blu|nel testo)|vedi sotto',
  // Dutch, Danish, Norwegian, Swedish, Finnish
  '(?:antwoord(?:en)?|opmerking(?:en)?|reactie(?:s)?|commentaar)\\b.{0,40}(?:hieronder|onder(?:aan|staand)?|in (?:het )?(?:rood|blauw|groen|vet)|in de tekst|tussen de regels)|zie (?:hieronder|onder|beneden)',
  '(?:svar(?:ene|et|en|a)?|kommentar(?:er|erne|ene|erna)?)\\b.{0,40}(?:nedenfor|herunder|nedan|under|med (?:rødt|rött|rött|blått|blåt)|i (?:rødt|rött|rød|röd|blått|blåt|teksten|texten)|i rött)|se (?:nedenfor|nedan|under)|har svart .{0,30}(?:nedenfor|nedan|i teksten|i texten)',
  '(?:vastaukset|vastaukseni|kommentit|kommenttini)\\b.{0,40}(?:alla|alle|punaisella|sinisellä|tekstissä)|katso alta|vastasin alle',
  // Polish, Czech, Slovak, Hungarian, Romanian
  '(?:odpowiedzi|odpowiedź|komentarze|uwagi)(?![\\p{L}]).{0,40}(?:poniżej|na czerwono|na niebiesko|w tekście|pod spodem|czerwonym|niebieskim)|(?:patrz|zob\\.?) poniżej|odpowiadam .{0,20}(?:poniżej|w tekście|na czerwono)',
  '(?:odpovědi|odpovede|komentáře|komentáre|poznámky)(?![\\p{L}]).{0,40}(?:níže|nižšie|červeně|červenou|modře|modrou|v textu|v texte)|viz níže|pozri nižšie',
  '(?:válasz(?:aim|ok|om|aimat|okat)?|megjegyzés(?:eim|ek|eimet)?)(?![\\p{L}]).{0,40}(?:lent|alább|lentebb|pirossal|kékkel|a szövegben)|lásd (?:lent|alább)',
  '(?:răspunsuri(?:le)?|comentarii(?:le)?)(?![\\p{L}]).{0,40}(?:mai jos|cu roșu|cu rosu|cu albastru|în text|dedesubt)|vezi mai jos',
  // Russian, Ukrainian, Bulgarian, Serbian, Croatian
  '(?:ответы?|ответил[аи]?|отвечаю|комментарии|пометки|замечания)(?![\\p{L}]).{0,40}(?:ниже|красным|синим|зел[её]ным|в тексте|по тексту|внизу|между строк)|см\\.? (?:ниже|по тексту|в тексте)|смотри(?:те)? ниже',
  '(?:відповіді?|відповів|відповіла|відповідаю|коментарі|зауваження)(?![\\p{L}]).{0,40}(?:нижче|червоним|синім|зеленим|у тексті|в тексті|по тексту|внизу)|див\\.? нижче',
  '(?:отговори(?:те)?|отговорих|коментари(?:те)?)(?![\\p{L}]).{0,40}(?:по-долу|отдолу|в червено|в синьо|в текста)|вж\\.? по-долу|виж(?:те)? по-долу',
  '(?:odgovor(?:i|e|a|io|ila)?|komentar(?:i|e)?|одговори)(?![\\p{L}]).{0,40}(?:ispod|niže|dolje|crveno[mj]?|plavo[mj]?|crvenom bojom|u tekstu|испод|црвеном)',
  // Greek, Turkish, Hebrew, Arabic, Indonesian, Vietnamese
  '(?:απαντήσεις|σχόλια|απαντώ)(?![\\p{L}]).{0,40}(?:παρακάτω|πιο κάτω|με κόκκινο|με μπλε|στο κείμενο)',
  '(?:cevap(?:lar(?:ım|ımı)?)?|yanıt(?:lar(?:ım|ımı)?)?|yorum(?:lar(?:ım)?)?)(?![\\p{L}]).{0,40}(?:aşağıda|kırmızı|mavi|metin içinde|metnin içinde)|aşağıda .{0,40}(?:cevap|yanıt)',
  '(?:תשובות(?:י|יי)?|תגובות(?:י|יי)?|הערות(?:י|יי)?).{0,40}(?:למטה|בהמשך|באדום|בכחול|בגוף|להלן)|ראה? (?:למטה|להלן)',
  '(?:إجاباتي|الإجابات|ردودي|ردي|تعليقاتي|الردود).{0,40}(?:أدناه|بالأحمر|باللون|بالأزرق|ضمن)|انظر أدناه',
  '(?:jawaban|tanggapan|balasan|komentar)(?![\\p{L}]).{0,40}(?:di bawah|warna merah|berwarna|merah|biru)',
  '(?:trả lời|câu trả lời|phản hồi|góp ý).{0,40}(?:bên dưới|ở dưới|dưới đây|màu đỏ|màu xanh)',
  // Japanese, Chinese, Korean
  '(?:回答|返信|コメント|返事).{0,30}(?:下記|以下|赤字|赤色|青字|文中|インライン)|(?:下記|以下|赤字|文中)(?:に|で|の|にて).{0,20}(?:回答|返信|コメント|返事|ご確認)',
  '(?:回复|回覆|答复|答覆|回答|意见|意見|批注).{0,20}(?:如下|见下|見下|在下面|下面|下方|红色|紅色|红字|紅字|蓝色|藍色)|(?:见|見|请看|請看|请见|請見)(?:下文|下方|下面|红字|紅字)',
  '(?:답변|답장|의견|코멘트).{0,30}(?:아래|빨간|붉은|파란|본문)',
];

const ANSWERS_BELOW = new RegExp(PLACE.map((place) => `(?:${place})`).join('|'), 'imu');
/** Such a phrase comes early, and with little other text. */
const BEGINNING = 1500;

/** Whether the text above an earlier mail says that the answers are inside it. */
export const saysAnswersBelow = (text: string): boolean =>
  ANSWERS_BELOW.test(text.slice(0, BEGINNING)) || ANSWERS_BELOW.test(text.slice(BEGINNING).slice(-500));
