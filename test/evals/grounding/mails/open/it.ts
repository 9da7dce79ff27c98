import type { LabelledMail } from '../../mail.ts';

export const it: readonly LabelledMail[] = [
  {
    about: 'un prezzo',
    knowledge: 'Il piano Base costa 10 € al mese, il piano Plus 24 € al mese.',
    theirs: 'Buongiorno, quanto costa il piano Plus?\n\nGiulia',
    body: `Buongiorno Giulia,

grazie per averci scritto. Il piano Plus costa 24 € al mese.

Se vuole, le preparo subito l'accesso.

Cordiali saluti
Jo`,
    wrong: ['24 € al mese', '14 € al mese'],
  },
  {
    about: 'un appuntamento',
    theirs: 'Possiamo sentirci venerdì alle 15:30?',
    instructions: 'Venerdì pomeriggio sono libero.',
    body: `Gentile dottor Ferri,

venerdì alle 15.30 va benissimo. La chiamo io.

A venerdì,
Jo`,
    wrong: ['alle 15.30', 'alle 17.00'],
  },
  {
    about: 'una spedizione',
    knowledge: 'Spedizione in 2-4 giorni lavorativi. Costo: 5,90 €. Gratis sopra i 60 €.',
    theirs: 'In quanto tempo arriva? Il mio ordine è di 75 euro.',
    body: `Salve Marco,

il pacco arriva in 2-4 giorni lavorativi. Con un ordine di 75 € la spedizione è gratis, perché supera i 60 €.

A presto
Jo`,
    wrong: ['2-4 giorni lavorativi', '24 ore'],
  },
  {
    about: 'uno sconto mai promesso',
    knowledge: 'Nessuno sconto sui servizi.',
    theirs: 'Mi avevate promesso il 40% di sconto.',
    body: `Gentile signora Conti,

purtroppo non posso confermare lo sconto del 40%: sui servizi non ne facciamo.

Mi dispiace per il malinteso.

Cordiali saluti
Jo`,
    wrong: [
      'purtroppo non posso confermare lo sconto del 40%: sui servizi non ne facciamo.',
      'certo, le confermo lo sconto del 40%.',
    ],
  },
  {
    about: 'un sollecito',
    ours: 'Buongiorno, ha avuto modo di leggere la nostra proposta?',
    body: `Buongiorno Stefano,

le scrivo ancora una volta per la proposta. Mi basta una riga, anche solo per dirmi di no.

Buona settimana
Jo`,
    wrong: ['Buona settimana', 'Clienti come Barilla ci hanno già scelto.\n\nBuona settimana'],
  },
  {
    about: 'una selezione',
    instructions:
      'Sede di Torino, contratto a tempo indeterminato, 38.000 euro lordi, due giorni di smart working.',
    theirs: 'Può dirmi la retribuzione?',
    body: `Ciao Elisa,

la retribuzione è di 38.000 € lordi, con contratto a tempo indeterminato nella sede di Torino e due giorni di smart working.

Ti va di parlarne?

Un caro saluto
Jo`,
    wrong: ['38.000 €', '45.000 €'],
  },
  {
    about: 'gli orari',
    knowledge: 'Aperti dal martedì alla domenica, dalle 12 alle 15 e dalle 19 alle 23. Chiuso il lunedì.',
    theirs: 'Siete aperti domenica sera?',
    body: `Buongiorno,

sì, la domenica sera siamo aperti dalle 19 alle 23. Vi aspettiamo!

Jo`,
    wrong: ['dalle 19 alle 23', 'dalle 18 alle 24'],
  },
  {
    about: 'un totale',
    knowledge: 'Ogni bottiglia costa 14 €. Confezione regalo: 6 €.',
    theirs: 'Ne vorrei 3 in una confezione regalo. Quanto viene?',
    body: `Gentile signor Riva,

tre bottiglie da 14 € fanno 42 €, più 6 € per la confezione regalo: in tutto 48 €.

Procedo con l'ordine?

Cordialmente
Jo`,
    wrong: ['in tutto 48 €', 'in tutto 40 €'],
  },
  {
    about: 'una scadenza',
    instructions: 'Le iscrizioni chiudono il 31 marzo.',
    theirs: 'Fino a quando ci si può iscrivere?',
    body: `Ciao Davide,

c'è tempo fino a martedì 31 marzo.

In bocca al lupo!
Jo`,
    wrong: ['martedì 31 marzo', 'mercoledì 31 marzo'],
  },
  {
    about: 'la stampa',
    knowledge: 'Nata nel 2008 a Modena, 90 dipendenti, 3 stabilimenti.',
    theirs: 'Ci può dare qualche numero?',
    body: `Gentile dottoressa Sala,

volentieri: l'azienda è nata nel 2008 a Modena, ha 90 dipendenti e tre stabilimenti.

Resto a disposizione per altre domande.

Cordiali saluti
Jo`,
    wrong: ['90 dipendenti', '400 dipendenti'],
  },
  {
    about: 'assistenza',
    knowledge: 'Aggiornare alla versione 3.5. Guida: https://guida.esempio.example/aggiornare',
    theirs: 'Ho la versione 3.1 e si blocca.',
    body: `Salve Paolo,

con la 3.1 può succedere: la soluzione è passare alla versione 3.5. Qui trova la guida: https://guida.esempio.example/aggiornare

Mi faccia sapere!

Jo`,
    wrong: ['versione 3.5', 'versione 4.0'],
  },
  {
    about: 'un grazie',
    theirs: 'Grazie mille, siete stati gentilissimi!',
    body: `Gentile Anna,

grazie a lei, è stato un piacere. Per qualsiasi cosa ci scriva pure.

Buona giornata
Jo`,
    wrong: ['Per qualsiasi cosa ci scriva pure.', 'Le ricordo che siamo soddisfatti o rimborsati.'],
  },
  {
    about: 'una nota',
    note: 'Restano 5 posti per la gita del 22 marzo.',
    theirs: 'Ci sono ancora posti per la gita?',
    body: `Ciao Franca,

sì, per la gita di domenica 22 marzo restano cinque posti. Te ne tengo uno?

A presto
Jo`,
    wrong: ['restano cinque posti', 'restano dodici posti'],
  },
  {
    about: 'una prova',
    knowledge: 'Prova gratuita per 30 giorni, senza carta di credito.',
    theirs: 'Si può provare?',
    body: `Buongiorno Luca,

certo, la prova è gratuita per un mese, cioè 30 giorni, e non serve la carta di credito.

Buona prova!
Jo`,
    wrong: ['per un mese, cioè 30 giorni', 'per tre mesi, cioè 90 giorni'],
  },
  {
    about: 'domande',
    theirs: 'Vorrei un preventivo.',
    body: `Gentile signor Moretti,

volentieri. Mi servono due informazioni: quante persone lo useranno e da quando.

Resto in attesa
Jo`,
    wrong: ['Resto in attesa', 'Avrà il preventivo entro giovedì.\n\nResto in attesa'],
  },
  {
    about: 'un evento',
    knowledge: 'La presentazione è il 17 aprile 2026 alle 18, sala Verdi.',
    theirs: 'Quando è la presentazione?',
    body: `Gentile professoressa Galli,

la presentazione è venerdì 17 aprile alle 18 in sala Verdi. Sarà un piacere averla con noi.

Cordiali saluti
Jo`,
    wrong: ['venerdì 17 aprile alle 18', 'venerdì 24 aprile alle 18'],
  },
  {
    about: 'uno spostamento',
    theirs: 'Domani non riesco. Facciamo giovedì?',
    instructions: 'Giovedì posso.',
    body: `Ciao Sara,

nessun problema, facciamo giovedì 5 marzo. A che ora preferisci?

Un saluto
Jo`,
    wrong: ['giovedì 5 marzo', 'giovedì 6 marzo'],
  },
];
