import { describe, expect, it } from 'vitest';
import { factsOf } from '../machine/facts.ts';
import { parseMail } from '../parse.ts';
import { datesInText } from './dates-in-text.ts';
import { returnDate } from './return-date.ts';

const SENT = 'Tue, 24 Nov 2026 10:00:00 +0100';

const backOn = async (text: string, sent = SENT, header = ''): Promise<string | null> => {
  const mail = await parseMail(
    new TextEncoder().encode(`From: jo@example.com\r\nDate: ${sent}\r\n${header}\r\n${text}`),
  );
  const at = returnDate(text, mail.date, factsOf(mail));
  return at === null ? null : new Date(at).toISOString();
};

describe('returnDate', () => {
  it.each([
    ['I am out of the office and will be back on 3 December.', '2026-12-03'],
    ['I will be back in the office on Thursday, December 3rd, 2026.', '2026-12-03'],
    ['Returning 05/12/2026', '2026-12-05'],
    ['Returning 12/03/2026', '2026-12-03'],
    ['Out of office until Monday, Dec 7', '2026-12-07'],
    ['I am away until the 7th of December, with limited access to e-mail.', '2026-12-07'],
    ['I am on leave through December 4.', '2026-12-05'],
    ['I am away from 30 November to 4 December 2026.', '2026-12-04'],
    ['I will be travelling on December 10-31.', '2027-01-01'],
    ['I return on 2026-12-03.', '2026-12-03'],
    ['I am away and back on Monday.', '2026-11-30'],
    ['I will be back tomorrow.', '2026-11-25'],
    ['Away. On 4 January I am back at my desk.', '2027-01-04'],
    ['Ich bin bis zum 03.12. nicht im Büro.', '2026-12-03'],
    ['Ich bin vom 24.11.2026 bis einschließlich 03.12.2026 im Urlaub.', '2026-12-04'],
    ['Ab dem 3. Dezember bin ich wieder erreichbar.', '2026-12-03'],
    ['Ich bin am 3.Dezember wieder da.', '2026-12-03'],
    ['Abwesend 24.12. - 02.01.', '2027-01-02'],
    ['Ich bin ab Montag wieder im Büro.', '2026-11-30'],
    ["Je suis absent jusqu'au 3 décembre inclus.", '2026-12-04'],
    ['Je serai de retour le lundi 7 décembre 2026.', '2026-12-07'],
    ['Estaré fuera de la oficina hasta el 3 de diciembre.', '2026-12-03'],
    ['Vuelvo el 3 de diciembre de 2026.', '2026-12-03'],
    ['Estou de férias até 3 de dezembro.', '2026-12-03'],
    ['Retorno em 03/12/2026.', '2026-12-03'],
    ['Sono in ferie fino al 3 dicembre.', '2026-12-03'],
    ['Rientro il 3 dicembre 2026.', '2026-12-03'],
    ['Ik ben terug op 3 december.', '2026-12-03'],
    ['Ik ben afwezig t/m 3 december.', '2026-12-04'],
    ['Jestem na urlopie do 3 grudnia.', '2026-12-03'],
    ['Wracam 3 grudnia 2026.', '2026-12-03'],
    ['Я в отпуске, вернусь 3 декабря.', '2026-12-03'],
    ['В отпуске с 24.11 по 03.12.2026', '2026-12-04'],
    ['Я в отпуске до 3 декабря 2026 г.', '2026-12-03'],
    ['Вернусь в понедельник.', '2026-11-30'],
    ['Я у відпустці до 3 грудня.', '2026-12-03'],
    ['Повернуся 3 грудня.', '2026-12-03'],
    ['Jag är tillbaka den 3 december.', '2026-12-03'],
    ['Jeg er på ferie til og med den 3. december.', '2026-12-04'],
    ['Tilbake 3. desember.', '2026-12-03'],
    ['Olen lomalla 3.12.2026 asti.', '2026-12-03'],
    ['Do 3. prosince 2026 jsem mimo kancelář.', '2026-12-03'],
    ['3 Aralık 2026 tarihine kadar ofis dışındayım.', '2026-12-03'],
    ['12月3日まで不在にしております。', '2026-12-03'],
    ['我正在休假，将于12月3日回来。', '2026-12-03'],
    ['휴가 중이며 12월 3일에 복귀합니다.', '2026-12-03'],
    ['Szabadságon vagyok december 3-ig.', '2026-12-03'],
    ['Sunt în concediu până pe 3 decembrie.', '2026-12-03'],
    ['В отпуск съм до 3 декември 2026 г.', '2026-12-03'],
    ['אני לא במשרד עד 3 בדצמבר 2026.', '2026-12-03'],
    ['Na godišnjem sam odmoru do 3. prosinca 2026.', '2026-12-03'],
    ['На годишњем сам одмору до 3. децембра 2026.', '2026-12-03'],
    ['Na dopustu sem do 3. decembra 2026.', '2026-12-03'],
    ['Som na dovolenke do 3. decembra 2026.', '2026-12-03'],
    ['Esu atostogose iki gruodžio 3 d.', '2026-12-03'],
    ['Esmu atvaļinājumā līdz 3. decembrim.', '2026-12-03'],
    ['Olen puhkusel kuni 3. detsembrini.', '2026-12-03'],
    ['أنا في إجازة حتى 3 ديسمبر 2026.', '2026-12-03'],
    ['من تا ۳ دسامبر ۲۰۲۶ در مرخصی هستم.', '2026-12-03'],
    ['मैं 3 दिसंबर 2026 तक छुट्टी पर हूँ।', '2026-12-03'],
    ['Tôi nghỉ phép đến ngày 3 tháng 12 năm 2026.', '2026-12-03'],
    ['Saya sedang cuti sampai 3 Desember 2026.', '2026-12-03'],
    ['ลาพักร้อนถึง 3 ธันวาคม 2026', '2026-12-03'],
    ['Είμαι εκτός γραφείου έως τις 3 Δεκεμβρίου.', '2026-12-03'],
    ['Мен 2026 жылдың 3 желтоқсанына дейін демалыстамын.', '2026-12-03'],
    ['I am at a fair (1-2 December) and will reply when I am back on Thursday, 3 December.', '2026-12-03'],
  ])('%s', async (text, expected) => {
    expect((await backOn(text))?.slice(0, 10)).toBe(expected);
  });

  it('reads 12/03 the American way where the mail comes from there', async () => {
    const text = 'I am out of the office and will return on 12/03/2026.';
    expect((await backOn(text, 'Tue, 24 Nov 2026 10:00:00 -0500'))?.slice(0, 10)).toBe('2026-12-03');
    expect((await backOn('I will return on 12/23/2026.'))?.slice(0, 10)).toBe('2026-12-23');
  });

  it('gives the morning where the sender is', async () => {
    expect(await backOn('Back on 3 December', 'Tue, 24 Nov 2026 10:00:00 -0800')).toBe(
      '2026-12-03T17:00:00.000Z',
    );
    expect(await backOn('Back on 3 December')).toBe('2026-12-03T08:00:00.000Z');
  });

  it("takes Apple's word", async () => {
    const header =
      'X-Apple-Criteria: {kind=VACATION,startDate=2026-11-20T15:00:00Z,endDate=2026-12-10T14:59:59Z}\r\n';
    expect(await backOn("I'm away", SENT, header)).toBe('2026-12-10T14:59:59.000Z');
  });

  it.each([
    'I am out of the office.',
    'I am away. For urgent matters call +49 30 1234567 or 555-12-03.',
    'I was away until 15 November.',
    'I have been with the company since 3 December 2010.',
    'Our office opens on 3 December.',
    'I am back in 1987.',
    'From 3 December I am on vacation.',
    'Version 3.12 is out.',
  ])('null: %s', async (text) => {
    expect(await backOn(text)).toBeNull();
  });

  it('knows no date without the Date of the mail', async () => {
    const mail = await parseMail(new TextEncoder().encode('From: jo@example.com\r\n\r\nx'));
    expect(returnDate('Back on 3 December', mail.date, factsOf(mail))).toBeNull();
  });
});

describe('datesInText', () => {
  it('does work in proportion to the text', () => {
    for (const piece of ['1', '1.', '1 ', '1-', 'may ', '3 may ', '12/', '2026-']) {
      expect(datesInText(piece.repeat(50_000 / piece.length), 20_000, false).length).toBeLessThan(50_000);
    }
  });
});
