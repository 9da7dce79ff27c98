import { describe, expect, it } from 'vitest';
import { findAttributions, isAttribution } from './attribution.ts';

describe('isAttribution', () => {
  it.each([
    'At 6/16/2016 08:32 PM, you wrote:',
    'At 10:15 AM 7/3/2003 -0700, Jane Doe wrote:',
    'In message <1234@x>, Jane <jane@x.org> writes:',
    '> Am 06.05.2020 um 12:10 schrieb Max Mustermann:',
    'Am Mi., 6. Mai 2020 um 12:10 Uhr schrieb Max Mustermann <max@example.de>:',
    'Max Mustermann <max@example.de> schrieb am Mi., 6. Mai 2020, 12:10:',
    'Am Mittwoch, den 06.05.2020, 12:10 +0200 schrieb Max Mustermann:',
    'On 6 May 2020, at 12:10, Jane Doe <jane@example.com> wrote:',
    'On Wed, May 6, 2020 at 12:10 PM Jane Doe <jane@example.com> wrote:',
    'W dniu 06.05.2020 o 12:10, Jan Kowalski pisze:',
    'W dniu śr., 6.05.2020 o 12:10 Jan Kowalski <jan@example.pl> napisał(a):',
    'śr., 6 maj 2020 o 12:10 Jan Kowalski <jan@example.pl> napisał(a):',
    'ср, 6 мая 2020 г. в 12:10, Иван Иванов <ivan@example.ru>:',
    '6 мая 2020 г., в 12:10, Иван Иванов <ivan@example.ru> написал(а):',
    '06.05.2020 12:10, Иван Иванов пишет:',
    '06.05.2020, 12:10, "Иван Иванов" <ivan@example.ru>:',
    'Среда, 6 мая 2020, 12:10 +03:00 от Иван Иванов <ivan@example.ru>:',
    'ср, 6 трав. 2020 о 12:10 Іван Іваненко <ivan@example.ua> пише:',
    '6 трав. 2020 р. о 12:10 Іван Іваненко <ivan@example.ua> пише:',
    'On Wed, 6 May 2020 в 12:10, Іван <ivan@example.ua> wrote:',
    '06.05.2020 12:10, Іван Іваненко пише:',
    'середа, 6 травня 2020 р. користувач Іван Іваненко <ivan@example.ua> написав:',
    'Il giorno mer 6 mag 2020 alle ore 12:10 Mario Rossi <mario@example.it> ha scritto:',
    'Il 06/05/2020 12:10, Mario Rossi ha scritto:',
    'In data 6 maggio 2020 12:10:11 Mario Rossi <mario@example.it> ha scritto:',
    'El mié, 6 may 2020 a las 12:10, Juan Pérez (<juan@example.es>) escribió:',
    'El 06/05/2020 a las 12:10, Juan Pérez escribió:',
    'Em qua., 6 de mai. de 2020 às 12:10, João Silva <joao@example.br> escreveu:',
    'Em 06/05/2020 12:10, João Silva escreveu:',
    'No dia 06/05/2020, às 12:10, João Silva <joao@example.pt> escreveu:',
    'Op wo 6 mei 2020 om 12:10 schreef Jan de Vries <jan@example.nl>:',
    'Op 06-05-2020 om 12:10 schreef Jan de Vries:',
    'Jan de Vries <jan@example.nl> schreef op 6 mei 2020:',
    'Den ons 6 maj 2020 kl 12:10 skrev Sven Svensson <sven@example.se>:',
    '6 maj 2020 kl. 12:10 skrev Sven Svensson <sven@example.se>:',
    'ons. 6. maj 2020 kl. 12.10 skrev Lars Hansen <lars@example.dk>:',
    'ke 6. toukok. 2020 klo 12.10 Matti (matti@example.fi) kirjoitti:',
    'st 6. 5. 2020 v 12:10 odesílatel Jan Novák <jan@example.cz> napsal:',
    'Dne 6.5.2020 v 12:10 Jan Novák napsal(a):',
    'Jane Doe <jane@example.hu> ezt írta (időpont: 2020. máj. 6., Sze, 12:10):',
    '2020. 05. 06. 12:10 keltezéssel, Jane Doe írta:',
    'În mie., 6 mai 2020 la 12:10, Ion Popescu <ion@example.ro> a scris:',
    'Pe 6 mai 2020, la 12:10, Ion Popescu <ion@example.ro> a scris:',
    '6 May 2020 Çar 12:10 tarihinde Ali Veli <ali@example.tr> şunu yazdı:',
    'Στις Τετ, 6 Μαΐ 2020 στις 12:10 μ.μ., ο χρήστης Γιώργος <g@example.gr> έγραψε:',
    'Vào Th 4, 6 thg 5, 2020 vào lúc 12:10 Nguyen <n@example.vn> đã viết:',
    '在 2020年5月6日，下午12:10，张三 <zhang@example.cn> 写道：',
    '张三 <zhang@example.cn> 于2020年5月6日周三 下午12:10写道：',
    '2020年5月6日(水) 12:10 山田太郎 <yamada@example.jp>:',
    '2020年5月6日(水) 12:10 山田太郎 <yamada@example.jp> のメッセージ:',
    '2020년 5월 6일 (수) 오후 12:10, 홍길동 <hong@example.kr>님이 작성:',
    'בתאריך יום ד׳, 6 במאי 2020 ב-12:10 מאת ישראל <i@example.il>:',
    'Missatge de Joan <joan@example.cat> del dia dc., 6 de maig 2020 a les 12:10:',
    'Quoting Jane Doe <jane@example.com>:',
    'Zitat von Max Mustermann <max@example.de>:',
    'From Jane Doe <jane@example.com> on May 6 2020 12:10:',
    "On Sun, Jan 3, 2021 at 9:05 AM 'Jane' via Team <team@example.com> wrote:",
    'sre, 6. maj 2020 ob 12:10 je oseba Janez <janez@example.si> napisala:',
    'сп, 06.05.2020 у 12:10 Pera <pera@example.rs> је написао/ла:',
    'На ср, 6.05.2020 г. в 12:10 Иван <ivan@example.bg> написа:',
    'Pada tanggal Rab, 6 Mei 2020 pukul 12.10 Budi <budi@example.id> menulis:',
    'On Wed, 6 May 2020 at 12:10, <jane@example.com> wrote:',
    'On May 6, 2020, at 12:10, jane@example.com wrote:',
    'On 10/12/15 12:30, Jane Doe wrote:',
    '---- On Tue, 22 Dec 2015 14:17:36 +0530 Jane Doe&lt;jane@example.com&gt; wrote ----',
    'Op 24 aug. 2013 om 16:48 heeft Jan via Forum <forum@example.nl> het volgende geschreven:',
    'Dnia 14 lip 2015 o godz. 00:25 Jan Kowalski <jan@example.pl> napisał(a):',
    '23 mar 2017 21:25 "Jan Kowalski" <jan@example.pl> napisał(a):',
    '30 серп. 2016 р. 20:45 "Іван" no-reply@example.com пише:',
    '2016-03-03 17:21 GMT+01:00 Jane Doe',
    '2013/10/2 jane <jane@example.com>',
    'вт, 5 янв. 2016 г. в 23:39, Иван Иванов <ivan@example.ru>:',
    'Jane via Forum wrote:',
    'Jane Doe (jane@example.com) wrote:',
    'At 6/16/2016 08:32 PM, you wrote:',
  ])('%s', (line) => {
    expect(isAttribution(line)).toBe(true);
  });

  it.each([
    "On the surface, this looks like a quote header but it's not.",
    'One outstanding question I had:',
    'Here are the dates: 12.05.2020 12:00',
    'On Monday I wrote:',
    'On 5 May 2020 I wrote:',
    'My address is jane@example.com:',
    'Please call me on Monday, 3 May at 10:00:',
    'We meet on 3 May 2020 at 10:00, ok?',
    'Send it to jane@example.com by 5 May 2020:',
    'The agenda for 5 May 2020 10:00:',
    'As John wrote, we should wait.',
    'John wrote that he comes on 5 May 2020.',
    'Am Montag schrieb ich dir schon, dass 500 Euro zu viel sind:',
    'В понедельник я писал:',
    'He said on 5 May: "no".',
    'See what he wrote',
    '15.01.2024 14:30',
    'Options for the call on May 6, 2020 at 12:10:',
    'Le 5 mai 2020, nous avons écrit :',
  ])('not %s', (line) => {
    expect(isAttribution(line)).toBe(false);
  });
});

describe('findAttributions', () => {
  it.each([
    [
      'wrapped within the address',
      ['On Mon, Aug 26, 2019 at 4:37 PM Jane Doe <', 'jane@example.com> wrote:', '', '> x'],
      [0, 1],
    ],
    [
      'wrapped within the date',
      ['Fine', '', 'On Wed, Sep 25, 2013,', 'at 03:57 PM, jane wrote:', '> x'],
      [2, 3],
    ],
    [
      'wrapped before the verb',
      ['Le lun. 15 nov. 2021 à 19:42, Jane <jane@example.com>', 'a écrit :'],
      [0, 1],
    ],
    [
      'with its address on a line of its own',
      ['On Thu, 31 Mar 2016 at 11:16 Jane', '', '<', 'mailto:Jane <j@example.com>', '> wrote:'],
      [0, 4],
    ],
    ['that begins with >', ['tir. 18. apr. 2017 kl. 13:09 skrev Test <test@example.com', '>:'], [0, 1]],
    ['right below the text', ['I will come on Monday', 'Jane Doe <jane@example.com> wrote:', '> x'], [1, 1]],
    ['a name alone, above a quotation', ['Jane Doe wrote:', '> x'], [0, 0]],
  ])('finds one %s', (_name, lines, [start, end]) => {
    expect([...findAttributions(lines)]).toEqual([[start, end]]);
  });

  it.each([
    ['a name alone, above no quotation', ['Jane Doe wrote:', 'x']],
    ['one inside a quotation', ['> On 3 May 2020 at 10:00, Jane <jane@example.com> wrote:', '> > x']],
    [
      'a sentence that starts like one',
      ['On this day', '', 'I wrote something', '', 'which was very interesting.'],
    ],
    ['a very long line', [`On 3 May 2020 at 10:00, ${'x'.repeat(600)} wrote:`]],
  ])('finds none in %s', (_name, lines) => {
    expect([...findAttributions(lines)]).toEqual([]);
  });
});
