/** How people say that they are away, in automatic replies of their mail programs. */

/** Subjects that programs give to vacation notes. */
const SUBJECT = [
  "out of (?:the )?office(?: (?:auto|reply|re:|message|notification|response)|\\P{L}|$)|ooo(?!\\p{L})|out-of-office|away from (?:the |my )?(?:office|mail|desk|e-?mail)|i(?:['’]m| am) (?:away|out of|on (?:holiday|vacation|leave))|on (?:vacation|holiday|annual leave|leave)(?:\\P{L}|$)|vacation (?:reply|message|response|notice)|away (?:until|till|from)|away$|absence (?:notice|message)",
  'abwesen(?:d|heit)|ich bin (?:nicht im|im urlaub|abwesend|außer haus)|urlaub(?:s|\\P{L}|$)|nicht im (?:büro|hause?)|außer haus|afwezig(?:heid)?|niet (?:op kantoor|aanwezig)|met vakantie|op vakantie|buite kantoor',
  "absent?e? du bureau|absence(?: du bureau)?(?:\\P{L}|$)|je suis absente?|en congés?|message d['’]absence|fuera de (?:la )?oficina|ausencia|estoy (?:fuera|de vacaciones)|de vacaciones|fora do escritório|ausência|estou (?:fora|ausente|de férias)|em férias|fuori (?:sede|ufficio)|assen(?:za|te)|sono (?:fuori|assente|in ferie)|in ferie|fora de l['’]oficina|de vacances|fóra da oficina|bulegotik kanpo|oporretan|izinde|în afara biroului|concediu",
  'nieobecno|nie ma mnie|jestem na urlopie|poza biurem|urlop|mimo kancelář|mimo kancelári|nepřítomn|neprítomn|dovolen[áék]|izvan ureda|van kancelarije|odsut(?:an|na|nost)|odsoten|odsotn|na dopustu|godišnji odmor|na godišnjem',
  'вне офиса|нет на месте|в отпуске|отсутству|автоответ.{0,20}отпуск|поза офісом|немає на місці|у відпустці|відсутн|извън офиса|в отпуск(?:а)?(?!\\p{L})|отсъств|ван канцеларије|на одмор|одсутан|отсутен|па-за офісам|у адпачынку|кеңседе жоқ|демалыс',
  'ikke på kontoret|ikke til ?stede|fravær|på ferie|ferie\\P{L}|frånvaro(?:meddelande)?|inte på kontoret|semester|poissa(?:olo)?|lomalla|kontorist väljas|puhkusel|ärpus biroja|ārpus biroja|atvaļinājum|prombūtn|nesu biure|atostog|ekki við|í fríi',
  'házon kívül|szabadságon|ofis dışında|işyeri dışında|iş yeri dışında|izindeyim|εκτός γραφείου|απουσία|σε άδεια|jashtë zyrës|me pushime|məzuniyyət|արձակուրդ|გასული ვარ|შვებულებ',
  'מחוץ למשרד|לא במשרד|בחופש|בחופשה|היעדרות|خارج المكتب|في إجازة|إجازة|خارج از دفتر|مرخصی|कार्यालय से बाहर|छुट्टी पर|অফিসের বাইরে|di luar kantor|luar pejabat|sedang cuti|vắng mặt|nghỉ phép|ไม่อยู่(?:ที่)?(?:สำนักงาน|ออฟฟิศ)|ลาพักร้อน|nje ya ofisi|likizo',
  '不在(?:通知|連絡)?|休暇|休假|外出|不在办公室|不在辦公室|부재|휴가',
].join('|');

const ABSENCE_SUBJECT = new RegExp(
  `^[\\P{L}]{0,4}(?:auto(?:matic|mated)?[- :]*(?:reply|response|answer|mail)?[\\P{L}]{0,4})?(?:${SUBJECT})`,
  'iu',
);
/** Lotus Notes puts the person's name before it. */
const NAMED_ABSENCE =
  /^[^:]{2,80} (?:is|will be|ist) (?:currently |derzeit )?(?:out of (?:the )?office|away|nicht im (?:büro|haus)|außer haus)/iu;

export const isAbsenceSubject = (subject: string): boolean => {
  const plain = subject.replace(/\p{Cf}/gu, '');
  return ABSENCE_SUBJECT.test(plain) || NAMED_ABSENCE.test(plain);
};

/** Words that occur almost only in absence notes. */
const CERTAIN = [
  "out of (?:the )?office|away from (?:the |my )?(?:office|desk|e-?mail|mail)|(?:am|be|is|will be|currently|['’]m) (?:currently )?(?:on (?:annual |parental |maternity |sick |paternity )?(?:leave|vacation|holiday)|travell?ing|absent|abroad)|on (?:annual |parental |maternity |sick |paternity )(?:leave)|limited (?:or no )?access to (?:my )?e-?mail|until (?:i return|my return)|during my absence|in my absence",
  '(?:nicht|erst wieder) (?:im (?:büro|haus)|am arbeitsplatz)|abwesen|im urlaub|außer haus|(?:in )?elternzeit|erkrankt|afwezig|op vakantie|met (?:vakantie|verlof)|niet op kantoor',
  "absente? (?:du|jusqu|pour|en|de|au)|suis absente?|en congés?|en vacances|fuera de (?:la )?oficina|de vacaciones|de baja|fora do escritório|de férias|estou ausente|fuori (?:sede|ufficio)|in ferie|sono assente|fora de l['’]oficina|de vacances|oporretan|bulegotik kanpo|fóra da oficina|de vacacións|în concediu|nu sunt la birou|în afara biroului",
  'nieobecn|na urlopie|poza biurem|na zwolnieniu|dovolen(?:á|é|é|ou|ej|ce|ke)|nepřítomn|neprítomn|mimo kancelář|mimo kancelári|izvan ureda|van kancelarije|na godišnjem|odsut(?:an|na)|na bolovanju|na dopustu|odsoten|odsotna|izven pisarne',
  'в отпуске|в отпуск|вне офиса|отсутств|на больничном|в командировке|у відпустці|відсутн|поза офісом|на лікарняному|у відрядженні|извън офиса|отсъств|няма да (?:съм|бъда) в офиса|на годишњем|одсут(?:ан|на)|ван канцеларије|на одмор|у адпачынку|демалыс(?:та|қа)|кеңседе',
  'ikke på kontoret|på ferie|frånvar|på semester|semesterledig|tjänstledig|lomalla|vuosilomalla|poissa toimistolta|en ole toimistolla|puhkusel|kontorist (?:ära|väljas|eemal)|atvaļinājum|prombūtn|atostog|nesu biure|nebūsiu|í fríi|ekki við',
  'szabadság|házon kívül|irodán kívül|izindeyim|izinli|yıllık iz(?:in|n)|ofis(?:te)? (?:dışında|değilim)|εκτός γραφείου|απουσιάζω|σε άδεια|με άδεια|me pushime|jashtë zyrës|məzuniyyət|արձակուրդ|შვებულებ',
  'לא (?:אהיה )?במשרד|מחוץ למשרד|בחופש|בחופשה|נעדר|خارج المكتب|في إجازة|إجازة|غائب|مرخصی|خارج از دفتر|कार्यालय से बाहर|छुट्टी|अवकाश|ছুটিতে|অফিসের বাইরে|sedang cuti|sedang bercuti|di luar kantor|di luar pejabat|tidak (?:berada )?di (?:kantor|pejabat)|nghỉ phép|vắng mặt|không có mặt|ไม่อยู่(?:ที่)?(?:สำนักงาน|ออฟฟิศ)|ลาพักร้อน|ลาหยุด|ลาพัก|likizo(?:ni)?',
  '不在に|不在です|不在の|不在と|休暇|休んで|休假|外出|出差|不在(?:办公室|辦公室|公司)|부재|휴가|출장|자리를 비',
].join('|');

/** Words that also occur in other mails. */
const LIKELY = [
  "(?:am|be|is|will be|currently|['’]m) (?:currently )?(?:away|out|unavailable)|(?:i |we )?(?:will )?(?:return|be back|am back|returning)(?!\\p{L})",
  'erreichbar|wieder (?:im büro|da|erreichbar|zurück)|terug op|weer aanwezig|absente?(?!\\p{L})|de retour|mon retour|ausente|regres(?:o|aré)|estaré|retorno|volto|assente|rientr(?:o|erò)',
  'wracam|wrócę|powrót|powrocie|вернусь|возвращ|повернуся|повертаюся|връщам|vraćam|vrnem|semester|lomalla',
].join('|');

const CERTAINLY = new RegExp(`(?<!\\p{L})(?:${CERTAIN})`, 'iu');
const PERHAPS = new RegExp(`(?<!\\p{L})(?:${LIKELY})`, 'iu');
const SAMPLE = 4000;

/** Whether a text says that its sender is away. */
export const saysAway = (text: string): boolean => CERTAINLY.test(text.slice(0, SAMPLE));

/** Whether a text has words that absence notes and other mails share. */
export const maySayAway = (text: string): boolean => PERHAPS.test(text.slice(0, SAMPLE));
