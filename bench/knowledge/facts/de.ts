import type { Facts } from './facts.ts';

export const de: Facts = {
  language: 'de',
  title: 'Havnor Handbuch für die Kundenbetreuung',
  families: {
    Brisa: {
      heading: 'Brisa Luftreiniger',
      text: 'Brisa reinigt die Luft in Schlafzimmern und Büros. Eine Kohleschicht nimmt Gerüche auf, eine HEPA-Schicht Pollen und Staub. Ein Sensor erhöht die Drehzahl, wenn gekocht oder geraucht wird. Kühlen und befeuchten kann er nicht.',
    },
    Kolo: {
      heading: 'Kolo Lastenräder',
      text: 'Kolo trägt Kinder und Einkäufe in einer Kiste vor dem Lenker. Der Motor hilft bis 25 km/h, deshalb braucht man weder Führerschein noch Kennzeichen. Die Kiste hat Gurte für zwei Kinder und Abläufe für Regenwasser.',
    },
    Mira: {
      heading: 'Mira Außenkameras',
      text: 'Mira bewacht Türen und Höfe. Aufnahmen bleiben verschlüsselt auf einer Karte im Gehäuse, eine Cloud ist nicht nötig. Sie unterscheidet Menschen von Katzen und Autos und sieht mit Infrarotlicht auch nachts.',
    },
    Torva: {
      heading: 'Torva Pelletöfen',
      text: 'Torva heizt mit Holzpellets. Der Vorratsbehälter wird von Hand gefüllt, gezündet und nachgelegt wird von selbst. Warme Luft hält die Scheibe frei. Der Schornsteinfeger muss den Ofen vor dem ersten Feuer abnehmen.',
    },
    Salto: {
      heading: 'Salto Espressomaschinen',
      text: 'Salto mahlt Bohnen und brüht mit neun Bar. Der Milchschäumer arbeitet zugleich mit der Brühgruppe, ein Cappuccino ist in einer Minute fertig. Für gemahlenen Kaffee gibt es ein eigenes Fach.',
    },
    Nubo: {
      heading: 'Nubo Mähroboter',
      text: 'Nubo mäht ohne Begrenzungskabel: Er findet den Weg mit Satellit und Kamera. Er hält an, wenn man ihn hochhebt, fährt bei Regen heim und schont Igel, weil er nach der Dämmerung nie arbeitet.',
    },
    Lira: {
      heading: 'Lira Stehschreibtische',
      text: 'Lira ist ein Schreibtisch, dessen Höhe zwei leise Motoren verstellen. Vier Höhen lassen sich speichern. Trifft er auf Stuhl oder Knie, bleibt er stehen. Die Platte ist aus Bambus oder Eiche und darf geölt werden.',
    },
    Perla: {
      heading: 'Perla Wasserfilter',
      text: 'Perla wird unter der Küchenspüle eingebaut und holt Kalk, Chlor und Schwermetalle aus dem Trinkwasser. Mineralien bleiben erhalten. Ein roter Ring zeigt, wann die Kartusche verbraucht ist.',
    },
  },
  aspects: {
    price: {
      heading: 'Preis',
      sentences: [
        'Der Preis des {m} beträgt {349..1899/50} Euro einschließlich Mehrwertsteuer und Grundausstattung.',
        'Schulen und gemeinnützige Vereine erhalten gegen Nachweis {8..18/1} Prozent Nachlass.',
        'Ab {4..12/1} Stück gewähren wir Mengenrabatt, den der Vertrieb einzeln berechnet.',
        'Senken wir den Preis binnen {7..30/1} Tagen nach dem Kauf, wird der Unterschied auf Wunsch erstattet.',
        'Ausstellungsstücke des {m} mit kleinen Kratzern kosten {199..1299/50} Euro, ohne Zubehör.',
      ],
    },
    delivery: {
      heading: 'Lieferung',
      sentences: [
        'Der {m} verlässt das Lager binnen {1..9/1} Werktagen und wird per Spedition bis zur Bordsteinkante gebracht.',
        'Das Tragen bis ins Wunschzimmer kostet {25..95/5} Euro, höchstens bis in den vierten Stock.',
        'Der Fahrer meldet sich {20..60/5} Minuten vor der Ankunft; verschieben lässt sich der Liefertermin bis zum Vorabend.',
        'Das Paket wiegt {6..58/1} Kilogramm, den Karton nimmt der Fahrer wieder mit.',
        'Nachbarn dürfen es nur annehmen, wenn der Empfänger dies schriftlich erlaubt hat.',
      ],
    },
    returns: {
      heading: 'Rückgabe',
      sentences: [
        'Der {m} kann innerhalb von {14..60/1} Tagen ohne Angabe von Gründen zurückgeschickt werden.',
        'Das Rückporto tragen wir, wenn die Ware falsch oder fehlerhaft war, sonst beträgt es {9..69/5} Euro.',
        'Der Kaufpreis wird spätestens {3..14/1} Tage nach Eingang der Ware auf dasselbe Konto erstattet.',
        'Spuren vom Ausprobieren werden hingenommen, stärkere Abnutzung wird abgezogen.',
        'Fehlt der Originalkarton, berechnen wir {10..40/5} Euro für Verpackungsmaterial.',
      ],
    },
    warranty: {
      heading: 'Garantie',
      sentences: [
        'Die Herstellergarantie für den {m} gilt {24..84/6} Monate ab dem Rechnungsdatum.',
        'Für Motor und Elektronik kommen nach der Registrierung {12..60/6} Monate hinzu.',
        'Verschleißteile und Schäden durch Sturz, Frost oder Blitzschlag sind ausgeschlossen.',
        'Dauert eine Reparatur länger als {5..20/1} Tage, stellen wir kostenlos ein Leihgerät.',
        'Beim Weiterverkauf geht die Garantie auf den neuen Besitzer über.',
      ],
    },
    setup: {
      heading: 'Aufbau',
      sentences: [
        'Zu zweit dauert der Aufbau des {m} etwa {15..120/5} Minuten; das Werkzeug liegt bei.',
        'Halten Sie {10..90/5} Zentimeter Abstand zu Wänden und Vorhängen.',
        'Ein Monteur kann für {59..189/10} Euro gebucht werden und nimmt auch die Verpackung mit.',
        'Vor dem ersten Einschalten soll das Gerät {2..12/1} Stunden bei Zimmertemperatur stehen.',
        'Der Boden muss eben sein; die Füße gleichen bis zu {5..25/1} Millimeter aus.',
      ],
    },
    care: {
      heading: 'Reinigung und Pflege',
      sentences: [
        'Das Gehäuse des {m} wird feucht abgewischt; Lösungsmittel machen die Oberfläche stumpf.',
        'Das Sieb wird alle {2..12/1} Wochen unter fließendem Wasser ausgespült und trocken eingesetzt.',
        'Die jährliche Inspektion in unserer Werkstatt kostet {49..149/10} Euro und enthält das Schmieren.',
        'Über den Winter wird es trocken und mit etwa {40..70/5} Prozent Ladung eingelagert.',
        'Quietschen verschwindet meist nach zwei Tropfen Silikonöl am Scharnier.',
      ],
    },
    app: {
      heading: 'App und Verbindung',
      sentences: [
        'Die App für den {m} läuft ab Android {9..13/1} und iOS {14..17/1}.',
        'Unterstützt werden nur Funknetze mit 2,4 Gigahertz; Gastnetze verhindern oft das Koppeln.',
        'Bis zu {3..9/1} Mitglieder des Haushalts können eingeladen werden und erhalten eigene Rechte.',
        'Ohne Internet funktionieren alle Tasten am Gerät weiter, nur die Statistik fehlt.',
        'Ein verlorenes Telefon wird vergessen, wenn man die Seitentaste {5..20/1} Sekunden hält, bis das Licht blau blinkt.',
      ],
    },
    power: {
      heading: 'Strom und Geräusch',
      sentences: [
        'Im Betrieb nimmt der {m} {18..950/8} Watt auf, im Bereitschaftszustand weniger als ein halbes Watt.',
        'Auf der niedrigsten Stufe ist er {19..42/1} Dezibel laut und damit leiser als ein Flüstern.',
        'Ein Verlängerungskabel ist bis {3..10/1} Meter erlaubt, wenn es ganz abgerollt ist.',
        'Nach einem Stromausfall arbeitet er mit den vorigen Einstellungen weiter.',
        'Eine volle Akkuladung dauert {2..9/1} Stunden und darf über Nacht laufen.',
      ],
    },
    parts: {
      heading: 'Ersatzteile',
      sentences: [
        'Ersatzteile für den {m} halten wir {8..20/1} Jahre nach dem Ende der Fertigung vor.',
        'Der Verschleißsatz kostet {15..89/2} Euro und hält etwa {6..24/1} Monate.',
        'Die Bestellnummern stehen auf dem Aufkleber unter dem Deckel.',
        'Teile anderer Hersteller sind erlaubt, Schäden daraus trägt der Besitzer.',
        'Explosionszeichnungen für freie Werkstätten schicken wir kostenlos per Mail.',
      ],
    },
    instalments: {
      heading: 'Ratenzahlung',
      sentences: [
        'Der {m} kann in {6..36/3} Monatsraten zu null Prozent Zinsen bezahlt werden.',
        'Mit der Bestellung ist eine Anzahlung von {5..25/5} Prozent fällig.',
        'Unsere Bank prüft die Bonität in {10..60/10} Minuten; eine Gehaltsabrechnung genügt.',
        'Die Restschuld darf jederzeit ohne Gebühr vorzeitig abgelöst werden.',
        'Bleibt eine Rate aus, folgt nach {5..15/1} Tagen eine zunächst kostenlose Erinnerung.',
      ],
    },
    safety: {
      heading: 'Sicherheit und Kinder',
      sentences: [
        'Kinder ab {6..14/1} Jahren dürfen den {m} bedienen, wenn ein Erwachsener dabei ist.',
        'Die Kindersicherung schaltet man ein, indem man Plus und Minus {3..8/1} Sekunden zusammen drückt.',
        'Menschen mit Herzschrittmacher sollen {15..60/5} Zentimeter Abstand von den Magneten halten.',
        'Bei Rauch oder Brandgeruch ziehen Sie den Stecker und rufen die Notfallnummer an.',
        'Das Gerät trägt das GS-Zeichen und wurde von einem unabhängigen Labor geprüft.',
      ],
    },
    tradein: {
      heading: 'Altgeräte und Entsorgung',
      sentences: [
        'Für ein Altgerät beliebiger Marke schreiben wir beim Kauf eines {m} {20..160/10} Euro gut.',
        'Das Altgerät wird bei der Lieferung mitgenommen, wenn es {2..7/1} Tage vorher angemeldet wurde.',
        'Akkus müssen ausgebaut und am Wertstoffhof getrennt abgegeben werden.',
        'Brauchbare Geräte richtet eine Behindertenwerkstatt her und gibt sie an bedürftige Familien.',
        'Gespeicherte Daten löschen wir und stellen darüber auf Wunsch ein Protokoll aus.',
      ],
    },
  },
  general: {
    hours: {
      heading: 'Erreichbarkeit',
      text: 'Unsere Hotline ist von Montag bis Freitag zwischen 8 und 19 Uhr besetzt, samstags bis 14 Uhr. An Feiertagen wird nur die Notfallnummer für Öfen bedient. Mails beantworten wir binnen eines Werktags.',
    },
    invoice: {
      heading: 'Rechnungskorrektur',
      text: 'Rechnungen stellen wir bis 90 Tage nach dem Kauf mit anderem Firmennamen, anderer Anschrift oder Steuernummer neu aus. Die alte wird von selbst storniert. Nötig ist die Bestellnummer; der Betrag lässt sich nicht ändern.',
    },
    privacy: {
      heading: 'Personenbezogene Daten',
      text: 'Kunden können ihr Konto und alle personenbezogenen Daten löschen lassen. Das geschieht binnen 20 Tagen. Rechnungen müssen zehn Jahre aufbewahrt werden und sind solange gesperrt. Eine Kopie alles Gespeicherten gibt es als Datei.',
    },
    payment: {
      heading: 'Zahlungsarten',
      text: 'Wir nehmen Kreditkarten, Überweisung, PayPal und von Firmen den Kauf auf Rechnung an. Schecks und Bargeld nehmen wir nicht. Auf Rechnung ist die Summe 21 Tage nach dem Versand fällig. Kryptowährung bieten wir nicht an.',
    },
    giftcard: {
      heading: 'Geschenkgutscheine',
      text: 'Gutscheine gibt es von 25 bis 500 Euro, sie gelten vier Jahre. Man kann sie in mehreren Schritten einlösen, das Guthaben steht auf dem Beleg. Bar ausgezahlt werden sie nicht. Ein verlorener Gutschein wird gegen Beleg gesperrt und ersetzt.',
    },
    abroad: {
      heading: 'Versand ins Ausland',
      text: 'Wir versenden in alle Länder der Europäischen Union, nach Norwegen und in die Schweiz. Außerhalb der Union zahlt der Empfänger Zoll und Einfuhrsteuer. Inseln ohne Straßenbrücke kosten 39 Euro mehr. An Postfächer versenden wir nicht.',
    },
    showroom: {
      heading: 'Ausstellungsräume',
      text: 'Ausstellungen gibt es in Hamburg, Lyon, Valencia und Riga. Alle Geräte lassen sich dort ausprobieren; nur für die Lastenräder braucht man einen Termin. Hunde sind willkommen. Mitnehmen kann man nichts: Gekauftes wird geliefert.',
    },
    referral: {
      heading: 'Freunde werben',
      text: 'Wer uns empfiehlt, bekommt 30 Euro für jeden Freund, der für mehr als 300 Euro einkauft. Der Freund gibt den Code im Warenkorb ein und spart 15 Euro. Gutschriften verfallen nach 18 Monaten und gelten nicht zusammen mit Mitarbeiterrabatt.',
    },
    complaint: {
      heading: 'Beschwerden und Schlichtung',
      text: 'Ist jemand mit einer Antwort unzufrieden, geht die Beschwerde an die Ombudsfrau, die binnen 10 Werktagen antwortet. Danach kann die Verbraucherschlichtungsstelle in Kehl angerufen werden; ihre Entscheidung nehmen wir bis 5.000 Euro an.',
    },
    damage: {
      heading: 'Transportschäden',
      text: 'Schäden an einem Paket sind innerhalb von 5 Tagen zu melden, mit Fotos von Karton, Etikett und Ware. Der Fahrer muss nichts unterschreiben. Ersatz geht sofort hinaus, das kaputte Stück wird an der Haustür abgeholt.',
    },
  },
  questions: [
    {
      ask: 'Guten Tag, wie lange habe ich beim Mira 60 Garantie, und zählt das ab der Rechnung?',
      answer: { model: 'Mira 60', aspect: 'warranty', fact: 0 },
    },
    {
      ask: 'Wir ziehen um und der Termin passt nicht mehr: Bis wann kann ich die Lieferung vom Lira 20 noch verschieben?',
      answer: { model: 'Lira 20', aspect: 'delivery', fact: 2 },
    },
    {
      ask: 'Ich habe mein Handy verloren, mit dem unser Nubo 40 verbunden war. Wie kriege ich das alte Telefon aus dem Gerät?',
      answer: { model: 'Nubo 40', aspect: 'app', fact: 4 },
    },
    {
      ask: 'Beim Kolo 60 quietscht seit gestern das Scharnier. Was kann ich dagegen tun?',
      answer: { model: 'Kolo 60', aspect: 'care', fact: 4 },
    },
    {
      ask: 'Nehmen Sie unsere alte Maschine mit, wenn Sie den Salto 20 liefern? Muss ich das anmelden?',
      answer: { model: 'Salto 20', aspect: 'tradein', fact: 1 },
    },
    {
      ask: 'Wann erreiche ich bei Ihnen samstags jemanden am Telefon, gibt es da eine Hotline?',
      answer: { general: 'hours' },
    },
    {
      ask: 'Bitte löschen Sie mein Kundenkonto und alles, was Sie über mich gespeichert haben. Wie lange dauert so etwas?',
      answer: { general: 'privacy' },
    },
    {
      ask: 'Darf ich meinen Hund in die Ausstellung nach Hamburg mitbringen?',
      answer: { general: 'showroom' },
    },
    {
      ask: 'Ich bin mit der Antwort Ihrer Kollegin nicht zufrieden und möchte mich beschweren. An wen geht das?',
      answer: { general: 'complaint' },
    },
    { ask: 'Brauche ich für so ein Lastenrad mit Motor einen Führerschein?', answer: { family: 'Kolo' } },
  ],
};
