import type { LabelledMail } from '../../mail.ts';

export const de: readonly LabelledMail[] = [
  {
    about: 'Angebot mit Mehrwertsteuer',
    knowledge: 'Ein Workshop-Tag kostet 1.400 € netto, die Mehrwertsteuer beträgt 19 %.',
    theirs: 'Was kosten zwei Tage Workshop brutto?',
    body: `Sehr geehrter Herr Kraus,

zwei Tage kosten 2.800 € netto, mit 19 % Mehrwertsteuer sind das 3.332 €.

Wenn Sie möchten, schicke ich Ihnen das Angebot als PDF.

Mit freundlichen Grüßen
Jo`,
    wrong: ['3.332 €', '3.132 €'],
  },
  {
    about: 'Morgen früh',
    theirs: 'Könnten wir morgen früh um viertel nach neun telefonieren?',
    instructions: 'Dienstagvormittag geht.',
    body: `Guten Morgen Frau Ebert,

morgen um Viertel nach neun passt bestens. Ich rufe Sie um 9:15 Uhr an.

Bis dann
Jo`,
    wrong: ['um 9:15 Uhr', 'um 9:45 Uhr'],
  },
  {
    about: 'Reklamation',
    knowledge: 'Bei Transportschäden schicken wir kostenlos Ersatz, Bearbeitung 2 Werktage.',
    theirs: 'Eine von sechs Tassen kam zerbrochen an.',
    body: `Liebe Frau Nowak,

das tut mir leid, eine zerbrochene Tasse ist eine zu viel! Wir schicken Ihnen kostenlos Ersatz, die Bearbeitung dauert zwei Werktage. Die anderen fünf Tassen behalten Sie bitte einfach.

Herzliche Grüße
Jo`,
    wrong: ['dauert zwei Werktage', 'dauert zehn Werktage'],
  },
  {
    about: 'Praktikum',
    instructions: 'Praktikum ab 1. Juni, sechs Monate, 1.200 Euro im Monat, Berlin-Mitte.',
    theirs: 'Ab wann wäre das Praktikum und wird es bezahlt?',
    body: `Hallo Mehmet,

das Praktikum beginnt am 1. Juni, dauert ein halbes Jahr und wird mit 1.200 € im Monat bezahlt. Unser Büro ist in Berlin-Mitte.

Hast du noch Fragen?

Liebe Grüße
Jo`,
    wrong: ['1.200 € im Monat', '1.500 € im Monat'],
  },
  {
    about: 'Behauptete Zusage',
    knowledge: 'Wir geben keine Preisgarantie. Der Tarif kostet 25 € im Monat.',
    theirs: 'Am Telefon hieß es, der Preis sei fünf Jahre lang garantiert. Das bestätigen Sie mir bitte.',
    body: `Sehr geehrte Frau Jansen,

eine Preisgarantie geben wir leider nicht, auch nicht über fünf Jahre; daher kann ich Ihnen das nicht bestätigen. Der Tarif kostet zurzeit 25 € im Monat.

Freundliche Grüße
Jo`,
    wrong: [
      'eine Preisgarantie geben wir leider nicht, auch nicht über fünf Jahre; daher kann ich Ihnen das nicht bestätigen.',
      'gern bestätige ich Ihnen die Preisgarantie über fünf Jahre.',
    ],
  },
  {
    about: 'Messe',
    knowledge: 'Messe vom 14. bis 17. April 2026, Halle 7, Stand C12. Täglich 9 bis 18 Uhr.',
    theirs: 'Sind Sie auf der Messe? Ich wäre am Mittwoch da.',
    body: `Hallo Herr Busch,

ja, vom 14. bis zum 17. April finden Sie uns in Halle 7, Stand C12. Am Mittwoch, dem 15. April, sind wir von 9 bis 18 Uhr dort.

Ich freue mich auf Sie!
Jo`,
    wrong: ['Stand C12', 'Stand D40'],
  },
  {
    about: 'Zum dritten Mal nachgefragt',
    ours: 'Guten Tag, haben Sie schon entschieden?',
    theirs: 'Wir brauchen noch bis Ende des Monats.',
    body: `Guten Tag Herr Schäfer,

alles klar, dann warte ich bis Ende März ab und melde mich danach noch einmal. Aller guten Dinge sind drei!

Viele Grüße
Jo`,
    wrong: ['bis Ende März', 'bis Ende Mai'],
  },
  {
    about: 'Technische Daten',
    knowledge:
      'Modell X200: 1,8 kW, 230 V, 12,5 kg, Schlauch 8 m. Modell X300: 2,4 kW, 14 kg, Schlauch 10 m.',
    theirs: 'Wie schwer ist der X300, und wie lang ist der Schlauch?',
    body: `Guten Tag Herr Öz,

der X300 wiegt 14 kg und hat einen Schlauch von 10 m Länge.

Beste Grüße
Jo`,
    wrong: ['wiegt 14 kg', 'wiegt 17 kg'],
  },
  {
    about: 'Kinderkurs',
    knowledge: 'Kurse für Kinder ab 6 Jahren, samstags 10 bis 11:30 Uhr, 8 Termine, 96 €.',
    theirs: 'Meine Tochter ist 7. Wann ist der Kurs und was kostet er?',
    body: `Liebe Frau Weber,

mit sieben Jahren passt Ihre Tochter gut hinein. Der Kurs läuft samstags von 10 bis 11:30 Uhr und kostet für alle acht Termine 96 €, also 12 € je Termin.

Herzlich
Jo`,
    wrong: ['also 12 € je Termin', 'also 9 € je Termin'],
  },
  {
    about: 'Verspätete Antwort',
    theirs: 'Haben Sie meine Mail vom 20. Februar bekommen? Darin bat ich um die Unterlagen.',
    body: `Sehr geehrte Frau Dr. Lindner,

bitte entschuldigen Sie, Ihre Mail vom 20. Februar habe ich leider nicht gesehen. Um welche Unterlagen ging es Ihnen? Dann kümmere ich mich gleich darum.

Mit besten Grüßen
Jo`,
    wrong: ['Dann kümmere ich mich gleich darum.', 'Sie bekommen sie bis Freitag.'],
  },
  {
    about: 'Erreichbarkeit',
    knowledge: 'Telefon: 030 5557788, Montag bis Freitag 9–17 Uhr. Mail: hilfe@beispiel.example.',
    theirs: 'Wie erreiche ich jemanden, wenn es brennt?',
    body: `Hallo Frau Stein,

montags bis freitags erreichen Sie uns zwischen 9 und 17 Uhr unter 030 5557788, sonst per Mail an hilfe@beispiel.example.

Ich hoffe, es brennt nie!

Jo`,
    wrong: ['hilfe@beispiel.example', 'notfall@beispiel-hilfe.example'],
  },
  {
    about: 'Wohnungsbesichtigung',
    instructions: 'Drei Zimmer, 78 m², 1.150 € kalt. Besichtigung am 7. März zwischen 11 und 13 Uhr.',
    theirs: 'Ist die Wohnung noch frei und wann kann ich sie sehen?',
    body: `Hallo Herr Yilmaz,

ja, die Wohnung ist noch frei. Sie hat drei Zimmer auf 78 m² und kostet 1.150 € kalt. Ansehen können Sie sie am Samstag, dem 7. März, zwischen 11 und 13 Uhr.

Sagen Sie mir kurz, wann Sie kommen?

Viele Grüße
Jo`,
    wrong: ['78 m²', '92 m²'],
  },
  {
    about: 'Kooperation',
    theirs: 'Wir haben 12.000 Leser und würden gern über Sie berichten. Artikel bis 20.3.?',
    instructions: 'Interesse zeigen. Keine bezahlten Beiträge.',
    body: `Hallo Lena,

12.000 Leser, das klingt gut! Wir freuen uns über einen Bericht, bezahlte Beiträge machen wir allerdings nicht. Der 20. März ist zu schaffen.

Viele Grüße
Jo`,
    wrong: ['Wir freuen uns über einen Bericht', 'Wir zahlen 150 Euro für einen Bericht'],
  },
  {
    about: 'Rückruf in einer halben Stunde',
    note: 'Ich rufe heute um 15 Uhr zurück.',
    theirs: 'Ich bitte um Rückruf: 0171 2345678.',
    body: `Guten Tag Herr Pohl,

Sie werden heute um 15 Uhr unter 0171 2345678 zurückgerufen.

Freundliche Grüße
Jo`,
    wrong: ['um 15 Uhr', 'um 18 Uhr'],
  },
  {
    about: 'Unterschied zweier Tarife',
    knowledge: 'Klein: 5 GB, 8 €/Monat. Groß: 50 GB, 15 €/Monat.',
    theirs: 'Was bekomme ich bei Groß mehr?',
    body: `Hallo Nils,

bei Groß sind es 50 GB statt 5 GB, also zehnmal so viel. Es kostet 15 € im Monat, 7 € mehr als Klein.

Gruß
Jo`,
    wrong: ['7 € mehr', '4 € mehr'],
  },
  {
    about: 'Geburtstag und Plauderei',
    theirs: 'Ich bin gerade 60 geworden und lerne jetzt noch Italienisch, man lernt nie aus!',
    body: `Lieber Herr Franke,

herzlichen Glückwunsch zum Sechzigsten! Mit 60 noch Italienisch zu lernen, finde ich großartig.

Alles Gute und bis bald
Jo`,
    wrong: ['Alles Gute und bis bald', 'Bei uns lernen Sie es in nur 30 Stunden.\n\nAlles Gute und bis bald'],
  },
  {
    about: 'Mindestlaufzeit',
    knowledge: 'Mindestlaufzeit 12 Monate, danach monatlich kündbar.',
    theirs: 'Wie lange bin ich gebunden?',
    body: `Hallo Frau Simon,

die Mindestlaufzeit beträgt ein Jahr, danach können Sie monatlich kündigen.

Viele Grüße
Jo`,
    wrong: ['beträgt ein Jahr', 'beträgt zwei Jahre'],
  },
];
