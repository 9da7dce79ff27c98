import type { LabelledMail } from '../../mail.ts';

export const de: readonly LabelledMail[] = [
  {
    about: 'Preis je Monat',
    knowledge: 'Basis kostet 19,90 € im Monat, Profi 39,90 € im Monat. Kündigung zum Monatsende.',
    theirs: 'Guten Tag, was kostet Profi und wie kann ich kündigen?\n\nGruß, Herr Brandt',
    body: `Guten Tag Herr Brandt,

vielen Dank für Ihre Anfrage. Profi kostet 39,90 Euro im Monat; kündigen können Sie jeweils zum Monatsende.

Wenn Sie mögen, richte ich Ihnen den Zugang gleich ein.

Mit freundlichen Grüßen
Jo`,
    wrong: ['39,90 Euro im Monat', '29,90 Euro im Monat'],
  },
  {
    about: 'Termin um 10 Uhr',
    theirs: 'Passt es Ihnen am Donnerstag um 10 Uhr? Oder lieber halb drei?',
    instructions: 'Am Donnerstag kann ich vormittags.',
    body: `Hallo Frau Vogt,

Donnerstag um 10 Uhr passt mir gut. Ich rufe Sie dann an.

Bis Donnerstag und viele Grüße
Jo`,
    wrong: ['Donnerstag um 10 Uhr', 'Donnerstag um 11:30 Uhr'],
  },
  {
    about: 'Lieferzeit',
    knowledge: 'Lieferzeit: 3 bis 5 Werktage. Versandkosten 4,95 €, ab 50 € Bestellwert versandkostenfrei.',
    theirs: 'Wann käme das an, und was kostet der Versand bei einer Bestellung über 32 Euro?',
    body: `Hallo Herr Aydin,

bei uns dauert es 3 bis 5 Werktage, bis das Paket bei Ihnen ist. Der Versand kostet 4,95 €; erst ab 50 € liefern wir versandkostenfrei, mit 32 € liegen Sie also noch darunter.

Freundliche Grüße
Jo`,
    wrong: ['3 bis 5 Werktage', '24 Stunden'],
  },
  {
    about: 'Bewerbung',
    instructions:
      'Zweite Runde: Gespräch vor Ort in Graz am 12. März, 14 Uhr, etwa 90 Minuten. Fahrtkosten werden erstattet.',
    theirs: 'Ich freue mich auf die nächste Runde. Wie geht es weiter?',
    body: `Liebe Frau Kern,

schön, dass Sie dabei sind! Als Nächstes möchten wir Sie gern vor Ort in Graz kennenlernen: am Donnerstag, 12. März, um 14 Uhr. Rechnen Sie bitte mit etwa anderthalb Stunden. Die Fahrtkosten erstatten wir Ihnen.

Passt Ihnen das?

Herzliche Grüße
Jo`,
    wrong: ['am Donnerstag, 12. März', 'am Freitag, 12. März'],
  },
  {
    about: 'Rückfrage ohne Behauptung',
    theirs: 'Bitte schicken Sie mir ein Angebot.',
    body: `Sehr geehrter Herr Lang,

gern. Damit das Angebot passt, habe ich zwei Fragen: Wie viele Personen sollen damit arbeiten? Und bis wann brauchen Sie es?

Sobald ich das weiß, melde ich mich.

Mit besten Grüßen
Jo`,
    wrong: ['Sobald ich das weiß, melde ich mich.', 'Wir geben Ihnen zehn Jahre Garantie.'],
  },
  {
    about: 'Nachfassen',
    ours: 'Hallo Herr Wolff, haben Sie sich den Entwurf ansehen können?',
    body: `Hallo Herr Wolff,

ich wollte nur kurz nachfragen, ob Sie sich den Entwurf schon ansehen konnten. Ein Zweizeiler genügt mir völlig.

Falls es gerade nicht passt, ist das auch kein Beinbruch.

Viele Grüße
Jo`,
    wrong: [
      'Falls es gerade nicht passt, ist das auch kein Beinbruch.',
      'Unser Kunde „Müller Logistik“ spart damit schon 30 Prozent.',
    ],
  },
  {
    about: 'Rechnung und Frist',
    knowledge: 'Zahlungsziel: 14 Tage. Mahngebühr 5 €. Bankverbindung steht auf der Rechnung.',
    theirs: 'Bis wann müssen wir die Rechnung vom 20. Februar zahlen?',
    body: `Guten Tag Frau Seidl,

das Zahlungsziel beträgt 14 Tage, bei der Rechnung vom 20. Februar also bis zum 6. März. Die Bankverbindung finden Sie auf der Rechnung.

Mit freundlichen Grüßen
Jo`,
    wrong: ['bis zum 6. März', 'bis zum 31. März'],
  },
  {
    about: 'Support',
    knowledge:
      'Der Fehler E47 bedeutet, dass der Wassertank leer ist. Nach dem Füllen zwei Minuten warten. Hotline: 0800 123 4567, werktags 8 bis 18 Uhr.',
    theirs: 'Meine Maschine zeigt E47 und tut nichts mehr!',
    body: `Hallo Frau Petri,

das lässt sich leicht beheben: E47 heißt, dass der Wassertank leer ist. Füllen Sie ihn bitte auf und warten Sie zwei Minuten.

Sollte das nicht helfen, erreichen Sie uns werktags von 8 bis 18 Uhr unter 0800 123 4567.

Freundliche Grüße
Jo`,
    wrong: ['0800 123 4567', '0800 987 6543'],
  },
  {
    about: 'Mengen und Summe',
    knowledge: 'Ein Messestand kostet 1.250 € pro Tag. Strom pauschal 80 €.',
    theirs: 'Wir bräuchten den Stand an zwei Tagen, mit Strom. Was macht das zusammen?',
    body: `Hallo Herr Ziegler,

zwei Tage zu je 1.250 € sind 2.500 €, dazu kommt der Strom mit pauschal 80 €. Zusammen macht das 2.580 €.

Soll ich den Stand für Sie reservieren?

Beste Grüße
Jo`,
    wrong: ['Zusammen macht das 2.580 €.', 'Zusammen macht das 2.200 €.'],
  },
  {
    about: 'Absage',
    theirs: 'Danke, aber wir haben uns für einen anderen Anbieter entschieden.',
    body: `Hallo Frau Hahn,

vielen Dank für die offene Rückmeldung, das respektiere ich natürlich. Sollte sich etwas ändern, melden Sie sich jederzeit gern.

Alles Gute und herzliche Grüße
Jo`,
    wrong: [
      'Sollte sich etwas ändern, melden Sie sich jederzeit gern.',
      'Wir könnten Ihnen noch 20 % Rabatt geben.',
    ],
  },
  {
    about: 'Öffnungszeiten',
    knowledge:
      'Geöffnet Dienstag bis Samstag, 11 bis 22 Uhr, montags Ruhetag. Küche bis 21 Uhr. Tischreservierung ab 6 Personen.',
    theirs: 'Wir wären acht Leute am Mittwochabend, so gegen halb acht. Geht das?',
    body: `Hallo Tim,

acht Personen am Mittwoch um halb acht, das habe ich so notiert. Die Küche ist bis 21 Uhr offen, ihr habt also genug Zeit zum Bestellen.

Bis Mittwoch!
Jo`,
    wrong: ['bis 21 Uhr', 'bis 23 Uhr'],
  },
  {
    about: 'Auskunft mit Zahl aus einer Notiz',
    note: 'Im Kurs sind noch vier Plätze frei.',
    theirs: 'Gibt es im Kurs am 18.03. noch Plätze?',
    body: `Guten Tag Frau Öztürk,

ja, im Kurs am 18. März sind noch vier Plätze frei. Soll ich Sie anmelden?

Liebe Grüße
Jo`,
    wrong: ['noch vier Plätze', 'noch neun Plätze'],
  },
  {
    about: 'Presse',
    knowledge: 'Gegründet 2016 in Leipzig. Umsatz 2025: 4,2 Mio. Euro. 27 Beschäftigte.',
    theirs: 'Wie groß ist Ihr Unternehmen inzwischen?',
    body: `Sehr geehrte Frau Albrecht,

gern: Wir haben 27 Beschäftigte und haben 2025 rund 4,2 Millionen Euro umgesetzt. Gegründet wurde die Firma 2016 in Leipzig.

Für Rückfragen stehe ich Ihnen jederzeit zur Verfügung.

Mit freundlichen Grüßen
Jo`,
    wrong: ['4,2 Millionen Euro', '6,8 Millionen Euro'],
  },
  {
    about: 'Redewendungen',
    theirs: 'Sind Sie auch zu 100 % sicher, dass das kein Spam ist?',
    body: `Hallo Herr Schuster,

da kann ich Sie hundertprozentig beruhigen: Hinter dieser Mail steht ein Mensch, der mitliest, auch wenn eine KI sie schreibt. Ich habe Ihnen genau einmal geschrieben und lasse Sie sonst in Ruhe.

Zum einen hoffe ich, dass Ihnen das hilft, zum anderen dürfen Sie jederzeit Nein sagen.

Viele Grüße
Jo`,
    wrong: [
      'Zum einen hoffe ich',
      'Übrigens ist unsere Software nach ISO 27001 zertifiziert. Zum einen hoffe ich',
    ],
  },
  {
    about: 'Verschieben auf nächste Woche',
    theirs: 'Bei mir klappt es diese Woche leider nicht. Nächste Woche Dienstag?',
    instructions: 'Ich kann Dienstag und Mittwoch.',
    body: `Hallo Frau Roth,

kein Problem, dann nehmen wir Dienstag, den 10. März. Die Uhrzeit überlasse ich Ihnen.

Bis dahin eine gute Woche!

Jo`,
    wrong: ['Dienstag, den 10. März', 'Dienstag, den 11. März'],
  },
  {
    about: 'Link und Adresse',
    knowledge: 'Anmeldung: https://kurse.beispiel.example/anmelden. Adresse: Lindenstraße 14, 50674 Köln.',
    theirs: 'Wo melde ich mich an, und wo findet das statt?',
    body: `Hallo Jana,

anmelden kannst du dich hier: https://kurse.beispiel.example/anmelden

Wir treffen uns in der Lindenstraße 14 in 50674 Köln.

Liebe Grüße
Jo`,
    wrong: ['Lindenstraße 14', 'Lindenstraße 41'],
  },
  {
    about: 'Testphase',
    knowledge: 'Sie können 30 Tage kostenlos testen. Danach 12 € im Monat. Keine Kreditkarte nötig.',
    theirs: 'Kann man das mal ausprobieren?',
    body: `Hallo Herr Dietz,

na klar: Sie können 30 Tage lang kostenlos testen, eine Kreditkarte brauchen Sie dafür nicht. Danach sind es 12 € im Monat.

Schöne Grüße
Jo`,
    wrong: ['30 Tage lang', '60 Tage lang'],
  },
];
