import type { LabelledMail } from '../../mail.ts';

export const fr: readonly LabelledMail[] = [
  {
    about: 'un tarif',
    knowledge: 'Formule Solo : 15 € par mois. Formule Équipe : 45 € par mois, 10 utilisateurs.',
    theirs: 'Bonjour, combien coûte la formule Équipe ?\n\nClaire Morel',
    body: `Bonjour Madame Morel,

Merci de votre message. La formule Équipe coûte 45 € par mois et comprend dix utilisateurs.

Je reste à votre disposition.

Bien cordialement,
Jo`,
    wrong: ['45 € par mois', '35 € par mois'],
  },
  {
    about: 'un rendez-vous',
    theirs: 'Êtes-vous disponible mardi à 14h30 ? Mon numéro : 01 23 45 67 89.',
    instructions: 'Mardi après-midi je suis libre.',
    body: `Bonjour Monsieur Petit,

Mardi à 14 h 30, c'est parfait. Je vous appellerai au 01 23 45 67 89.

À mardi, et bonne journée !

Jo`,
    wrong: ['Mardi à 14 h 30', 'Mardi à 16 h'],
  },
  {
    about: 'une livraison',
    knowledge: 'Livraison en 48 heures en France, 5 jours ouvrés en Belgique. Retours sous 30 jours.',
    theirs: 'Je suis à Liège. Quand serai-je livré, et puis-je retourner l’article ?',
    body: `Bonjour,

En Belgique, la livraison prend cinq jours ouvrés. Vous pouvez retourner l'article sous 30 jours.

Cordialement,
Jo`,
    wrong: ['cinq jours ouvrés', 'deux jours ouvrés'],
  },
  {
    about: 'une promesse alléguée',
    knowledge: 'Aucune remise sur les abonnements.',
    theirs: 'Vous m’avez promis 30 % de remise au salon.',
    body: `Bonjour Madame Lefèvre,

Je comprends votre déception, mais je ne peux malheureusement pas confirmer cette remise de 30 % : nous n'en accordons pas sur les abonnements.

Avec mes excuses,
Jo`,
    wrong: [
      "Je comprends votre déception, mais je ne peux malheureusement pas confirmer cette remise de 30 % : nous n'en accordons pas sur les abonnements.",
      'Bien sûr, la remise de 30 % sera appliquée à votre abonnement.',
    ],
  },
  {
    about: 'une relance',
    ours: 'Bonjour, avez-vous pu lire notre proposition ?',
    body: `Bonjour Marc,

Je me permets de revenir vers vous au sujet de notre proposition. Un mot de votre part suffit, dans un sens ou dans l'autre.

Pas de souci si ce n'est pas le moment.

Belle journée,
Jo`,
    wrong: ["Pas de souci si ce n'est pas le moment.", 'Nos clients comme Danone en sont ravis.'],
  },
  {
    about: 'un recrutement',
    instructions: 'CDI à Lyon, télétravail trois jours par semaine, 48 000 à 55 000 euros brut par an.',
    theirs: 'Quel est le salaire, et le télétravail est-il possible ?',
    body: `Bonjour Inès,

Il s'agit d'un CDI à Lyon, avec trois jours de télétravail par semaine. La fourchette est de 48 000 à 55 000 € brut par an.

Est-ce que cela vous correspond ?

Bien à vous,
Jo`,
    wrong: ['55 000 €', '65 000 €'],
  },
  {
    about: 'des horaires',
    knowledge: 'La boutique est ouverte du mardi au samedi, de 10h à 19h. Fermée le dimanche et le lundi.',
    theirs: 'Puis-je passer vendredi vers 18 heures ?',
    body: `Bonjour,

Oui, avec plaisir : vendredi, nous sommes ouverts jusqu'à 19 heures. À 18 heures, il y aura quelqu'un pour vous accueillir.

À bientôt,
Jo`,
    wrong: ["jusqu'à 19 heures", "jusqu'à 21 heures"],
  },
  {
    about: 'un calcul',
    knowledge: 'La journée de formation coûte 600 €. Support papier : 25 € par personne.',
    theirs: 'Nous serions 4 personnes pour une journée, avec les supports. Quel serait le total ?',
    body: `Bonjour Monsieur Garnier,

La journée coûte 600 €. Pour quatre personnes, les supports reviennent à 100 €, soit un total de 700 €.

Souhaitez-vous que je prépare le devis ?

Cordialement,
Jo`,
    wrong: ['un total de 700 €', 'un total de 650 €'],
  },
  {
    about: 'une date limite',
    instructions: 'Les dossiers sont à rendre avant le 15 avril.',
    theirs: 'Jusqu’à quand peut-on envoyer le dossier ?',
    body: `Bonjour Salomé,

Vous avez jusqu'au 15 avril, c'est un mercredi. Si une pièce manque, envoyez déjà le reste.

Bon courage !

Jo`,
    wrong: ["jusqu'au 15 avril, c'est un mercredi", "jusqu'au 15 mai, c'est un vendredi"],
  },
  {
    about: 'une présentation pour la presse',
    knowledge: 'Créée en 2014 à Nantes, 52 salariés, présente dans 7 pays.',
    theirs: 'Pouvez-vous me donner quelques chiffres ?',
    body: `Bonjour Madame Roux,

Volontiers. L'entreprise a été créée en 2014 à Nantes ; elle compte aujourd'hui 52 salariés et est présente dans sept pays.

Si vous avez d'autres questions, n'hésitez pas.

Bien cordialement,
Jo`,
    wrong: ['52 salariés', '250 salariés'],
  },
  {
    about: 'une panne',
    knowledge:
      'Erreur 503 : service en maintenance chaque dimanche de 2h à 4h. État : https://etat.exemple.example',
    theirs: 'J’ai une erreur 503 depuis cette nuit.',
    body: `Bonjour Kevin,

L'erreur 503 apparaît pendant la maintenance, chaque dimanche de 2 h à 4 h. Si elle persiste, regardez d'abord ici : https://etat.exemple.example

Tenez-moi au courant !

Jo`,
    wrong: ['https://etat.exemple.example', 'https://aide.exemple-support.example'],
  },
  {
    about: 'un remerciement',
    theirs: 'Merci mille fois pour votre aide !',
    body: `Bonjour Louise,

Je vous en prie, c'était un plaisir. Je transmets vos remerciements à toute l'équipe, qui le mérite cent fois.

Excellent week-end,
Jo`,
    wrong: ['Excellent week-end,', 'Votre produit est garanti à vie.\n\nExcellent week-end,'],
  },
  {
    about: 'une note du propriétaire',
    note: 'Le stock est épuisé, retour prévu le 9 mars.',
    theirs: 'Le modèle bleu est-il disponible ?',
    body: `Bonjour Monsieur Faure,

Le modèle bleu est épuisé pour l'instant ; nous l'attendons pour le lundi 9 mars.

Voulez-vous que je vous prévienne ?

Cordialement,
Jo`,
    wrong: ['le lundi 9 mars', 'le mercredi 4 mars'],
  },
  {
    about: 'un essai',
    knowledge: "L'essai est gratuit pendant 14 jours, sans carte bancaire.",
    theirs: 'Peut-on essayer avant de payer ?',
    body: `Bonjour Amélie,

Oui, l'essai est gratuit pendant deux semaines, et sans carte bancaire.

Bonne découverte,
Jo`,
    wrong: ['pendant deux semaines', 'pendant trois mois'],
  },
  {
    about: 'une question en retour',
    theirs: 'Il me faudrait un devis.',
    body: `Bonjour Monsieur Andrieu,

Avec plaisir. J'aurais deux questions : combien de personnes sont concernées, et pour quand en avez-vous besoin ?

Dans l'attente de vous lire,
Jo`,
    wrong: [
      "Dans l'attente de vous lire,",
      "Le devis sera valable 90 jours.\n\nDans l'attente de vous lire,",
    ],
  },
  {
    about: 'un événement',
    knowledge: 'Le séminaire a lieu le 26 mars 2026 à 9h, salle Curie. 80 places.',
    theirs: 'Où et quand se tient le séminaire ?',
    body: `Bonjour Docteur Blanc,

Le séminaire se tient le jeudi 26 mars à 9 heures, salle Curie. Il y a 80 places en tout.

Au plaisir de vous y voir,
Jo`,
    wrong: ['80 places', '150 places'],
  },
  {
    about: 'un report',
    theirs: 'Je suis désolée, jeudi ne va plus. Peut-être le lundi suivant ?',
    instructions: 'Je peux aussi lundi 9.',
    body: `Bonjour Nadia,

Pas de problème, disons lundi 9 mars. Dites-moi simplement à quelle heure.

À lundi,
Jo`,
    wrong: ['lundi 9 mars', 'mardi 9 mars'],
  },
];
