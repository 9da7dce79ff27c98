import type { LabelledMail } from '../../mail.ts';

export const it: readonly LabelledMail[] = [
  {
    about: 'un preventivo con IVA',
    knowledge: 'Una giornata costa 500 €. IVA 22%.',
    theirs: 'Quanto costano due giornate, IVA compresa?',
    body: `Gentile architetto Bassi,

due giornate a 500 € sono 1.000 €, cioè 1.220 € con l'IVA al 22%.

Cordiali saluti
Jo`,
    wrong: ['1.220 €', '1.100 €'],
  },
  {
    about: 'domani mattina',
    theirs: 'Domani alle nove e mezza?',
    instructions: 'Martedì mattina va bene.',
    body: `Ciao Claudia,

domani alle 9:30 va benissimo.

A domani,
Jo`,
    wrong: ['alle 9:30', 'alle 8:45'],
  },
  {
    about: 'un reso',
    knowledge: 'Resi entro 14 giorni. Rimborso entro 10 giorni dal reso.',
    theirs: 'Posso restituirlo?',
    body: `Buongiorno Enrico,

certo: può restituirlo entro due settimane, e il rimborso arriva entro dieci giorni dal reso.

Un saluto
Jo`,
    wrong: ['entro dieci giorni', 'entro due giorni'],
  },
  {
    about: 'un tirocinio',
    instructions: 'Tirocinio di sei mesi a Bologna, 800 euro al mese, dal 4 maggio.',
    theirs: 'Quando inizia e c’è un rimborso?',
    body: `Ciao Matteo,

il tirocinio inizia il 4 maggio, dura sei mesi e prevede 800 € al mese. La sede è Bologna.

A presto
Jo`,
    wrong: ['il 4 maggio', 'il 18 maggio'],
  },
  {
    about: 'una garanzia',
    knowledge: 'Garanzia di 24 mesi.',
    theirs: 'Che garanzia c’è?',
    body: `Gentile signora Orlando,

la garanzia è di 24 mesi, cioè due anni.

Cordiali saluti
Jo`,
    wrong: ['la garanzia è di 24 mesi, cioè due anni', 'la garanzia è di 60 mesi, cioè cinque anni'],
  },
  {
    about: 'un ristorante',
    knowledge: 'Cucina aperta dalle 19:30 alle 22:30. Chiuso il martedì. Menu degustazione 55 €.',
    theirs: 'Vorremmo venire in sette venerdì alle otto di sera.',
    body: `Buonasera Alessia,

venerdì alle otto va bene, vi segno in sette. La cucina è aperta fino alle 22:30.

A venerdì!
Jo`,
    wrong: ['fino alle 22:30', 'fino alle 23:45'],
  },
  {
    about: 'un secondo sollecito',
    ours: 'Buongiorno, le interessa ancora la demo?',
    body: `Buongiorno Roberto,

da una parte non voglio disturbarla, dall'altra non vorrei che la cosa cadesse nel vuoto. Le interessa ancora la demo?

Le bastano due minuti per rispondermi.

Un cordiale saluto
Jo`,
    wrong: ['Le bastano due minuti per rispondermi.', 'La usano già 350 aziende.'],
  },
  {
    about: 'caratteristiche',
    knowledge: 'Lavatrice L8: 8 kg, 1400 giri, 52 dB, classe A.',
    theirs: 'È silenziosa? Quanti chili porta?',
    body: `Salve Teresa,

la L8 porta 8 kg ed è silenziosa: 52 dB.

Un saluto
Jo`,
    wrong: ['52 dB', '42 dB'],
  },
  {
    about: 'un risparmio',
    knowledge: 'Abbonamento mensile 15 €, abbonamento annuale 150 €.',
    theirs: 'Quanto si risparmia con l’annuale?',
    body: `Ciao Giorgio,

dodici mesi a 15 € fanno 180 €, l'annuale costa 150 €: si risparmiano 30 €.

A presto
Jo`,
    wrong: ['si risparmiano 30 €', 'si risparmiano 45 €'],
  },
  {
    about: 'un indirizzo',
    knowledge: 'Via Garibaldi 27, 40121 Bologna, citofono Rossi. Parcheggio a 300 metri.',
    theirs: 'Dove siete? Si parcheggia?',
    body: `Gentile signor Longo,

siamo in via Garibaldi 27, 40121 Bologna, e c'è un parcheggio a 300 metri.

Cordialmente
Jo`,
    wrong: ['a 300 metri', 'a 30 metri'],
  },
  {
    about: 'una sponsorizzazione',
    theirs: 'Il 13 giugno avremo 500 corridori. Sponsor da 700 euro?',
    instructions: 'Declinare.',
    body: `Ciao Ivan,

grazie di aver pensato a noi. Quest'anno non facciamo sponsorizzazioni, nemmeno da 700 €, ma ti auguro una bella giornata il 13 giugno con tutti i 500 corridori.

Un abbraccio
Jo`,
    wrong: ['Un abbraccio', 'Il prossimo anno metteremo 1.500 €.\n\nUn abbraccio'],
  },
  {
    about: 'un ordine',
    note: 'L’ordine 8812 è partito giovedì, arriva martedì.',
    theirs: 'Dov’è il mio ordine 8812?',
    body: `Buongiorno Serena,

il suo ordine 8812 è partito giovedì e arriva martedì, cioè domani.

Grazie della pazienza
Jo`,
    wrong: ['arriva martedì, cioè domani', 'arriva sabato'],
  },
  {
    about: 'un corso',
    knowledge: 'Corso di 12 lezioni da 50 minuti, il lunedì alle 18:30. 120 €.',
    theirs: 'Quando sono le lezioni e quanto costa una lezione?',
    body: `Ciao Michela,

le lezioni sono il lunedì alle 18:30. Sono dodici e costano 120 € in tutto, quindi 10 € l'una.

Ti aspettiamo!
Jo`,
    wrong: ["quindi 10 € l'una", "quindi 8 € l'una"],
  },
  {
    about: 'auguri',
    theirs: 'Ieri abbiamo festeggiato i 40 anni della bottega!',
    body: `Caro Umberto,

auguri per i 40 anni della bottega, cento di questi giorni!

Un abbraccio
Jo`,
    wrong: ['Un abbraccio', 'Noi siamo nati nel 1987.\n\nUn abbraccio'],
  },
  {
    about: 'un prodotto',
    knowledge: 'Caffè: «Notte» (intenso) e «Alba» (delicato). 250 g a 9 €.',
    theirs: 'Quale è meno forte?',
    body: `Gentile Paola,

il più delicato è «Alba». La confezione da 250 g costa 9 €.

Buona colazione
Jo`,
    wrong: ['«Alba»', '«Velluto Oro»'],
  },
  {
    about: 'un rinvio',
    theirs: 'Questa settimana niente. Mercoledì prossimo?',
    instructions: 'Mercoledì 11 dalle 10 alle 12.',
    body: `Buongiorno Fabio,

d'accordo per mercoledì 11 marzo, tra le 10 e le 12.

A mercoledì
Jo`,
    wrong: ['tra le 10 e le 12', 'tra le 14 e le 16'],
  },
  {
    about: 'i dati',
    knowledge: 'Backup ogni 6 ore, server a Milano.',
    theirs: 'Dove sono i server e ogni quanto fate i backup?',
    body: `Gentile ingegner Testa,

i server sono a Milano e facciamo un backup ogni sei ore.

Cordiali saluti
Jo`,
    wrong: ['ogni sei ore', 'ogni 15 minuti'],
  },
];
