import type { LabelledMail } from '../../mail.ts';

export const fr: readonly LabelledMail[] = [
  {
    about: 'un devis TTC',
    knowledge: 'Intervention : 90 € HT de l’heure. TVA : 20 %.',
    theirs: 'Combien pour trois heures, TTC ?',
    body: `Bonjour Monsieur Leroy,

Trois heures à 90 € font 270 € HT, soit 324 € TTC avec la TVA à 20 %.

Cordialement,
Jo`,
    wrong: ['324 € TTC', '300 € TTC'],
  },
  {
    about: 'demain matin',
    theirs: 'Demain à 9h15, cela vous irait ?',
    instructions: 'Mardi matin, pas de problème.',
    body: `Bonjour Sylvie,

Demain à 9 h 15, c'est noté. C'est donc le mardi 3 mars.

Bonne soirée,
Jo`,
    wrong: ['le mardi 3 mars', 'le mercredi 4 mars'],
  },
  {
    about: 'un remboursement',
    knowledge: 'Remboursement possible sous 15 jours après l’achat, frais de retour à la charge du client.',
    theirs: 'Je voudrais être remboursé.',
    body: `Bonjour Hugo,

Bien sûr. Le remboursement est possible sous quinze jours après l'achat ; les frais de retour restent à votre charge.

Cordialement,
Jo`,
    wrong: ['sous quinze jours', 'sous soixante jours'],
  },
  {
    about: 'un stage',
    instructions: 'Stage de 6 mois à Bordeaux à partir du 1er septembre, gratifié 900 € par mois.',
    theirs: 'Quand commence le stage, et est-il rémunéré ?',
    body: `Bonjour Léa,

Le stage commence le 1er septembre, dure six mois et est gratifié 900 € par mois. Il se déroule à Bordeaux.

Bonne journée,
Jo`,
    wrong: ['900 € par mois', '1 100 € par mois'],
  },
  {
    about: 'une garantie demandée',
    knowledge: 'Garantie légale de 2 ans. Aucune extension.',
    theirs: 'Votre vendeur m’a parlé d’une garantie de dix ans ?',
    body: `Bonjour Monsieur Dumas,

Je suis désolé, il n'y a pas de garantie de dix ans chez nous : c'est la garantie légale de deux ans qui s'applique.

Bien à vous,
Jo`,
    wrong: ['la garantie légale de deux ans', 'une garantie de cinq ans'],
  },
  {
    about: 'un restaurant',
    knowledge: 'Service de 12h à 14h et de 19h30 à 22h. Fermé le lundi. Menu du jour : 19 €.',
    theirs: 'Peut-on venir à six mercredi midi ? Combien coûte le menu ?',
    body: `Bonjour,

Mercredi midi, nous servons de 12 h à 14 h, et six personnes, c'est parfait. Le menu du jour est à 19 €.

À mercredi !

Jo`,
    wrong: ['est à 19 €', 'est à 14 €'],
  },
  {
    about: 'une deuxième relance',
    ours: 'Bonjour, souhaitez-vous toujours une démonstration ?',
    body: `Bonjour Philippe,

Je reviens une dernière fois vers vous pour la démonstration. D'un côté je ne veux pas insister, de l'autre je m'en voudrais de vous avoir oublié.

Dites-moi simplement oui ou non, cela vous prendra deux minutes.

Bien cordialement,
Jo`,
    wrong: [
      'Bien cordialement,',
      'Cette semaine, tout est à moitié prix : 25 € au lieu de 50 €.\n\nBien cordialement,',
    ],
  },
  {
    about: 'des caractéristiques',
    knowledge: 'Batterie : 12 heures d’autonomie, 1,3 kg, écran 14 pouces.',
    theirs: 'Quel est son poids et combien de temps tient la batterie ?',
    body: `Bonjour Océane,

Il pèse 1,3 kg et la batterie tient 12 heures.

Belle journée,
Jo`,
    wrong: ['tient 12 heures', 'tient 20 heures'],
  },
  {
    about: 'une adresse',
    knowledge: 'Cabinet : 8 rue des Lilas, 69003 Lyon, 2e étage. Parking à 200 m.',
    theirs: 'Où se trouve le cabinet ? Y a-t-il un parking ?',
    body: `Bonjour Madame Perrin,

Le cabinet se trouve au 8 rue des Lilas, 69003 Lyon, au 2e étage. Il y a un parking à 200 m.

Cordialement,
Jo`,
    wrong: ['à 200 m', 'à 50 m'],
  },
  {
    about: 'un partenariat',
    theirs: 'Nous réunissons 3 000 professionnels le 11 juin. Seriez-vous sponsor, à partir de 1 500 € ?',
    instructions: 'Décliner poliment : pas de sponsoring cette année.',
    body: `Bonjour Antoine,

Merci d'avoir pensé à nous. Réunir 3 000 professionnels le 11 juin, bravo ! Nous ne faisons cependant pas de sponsoring cette année, même à partir de 1 500 €.

Je vous souhaite un bel événement,
Jo`,
    wrong: [
      'Je vous souhaite un bel événement,',
      "Nous pourrons vous donner 2 000 € l'an prochain.\n\nJe vous souhaite un bel événement,",
    ],
  },
  {
    about: 'une économie',
    knowledge: 'Abonnement mensuel : 10 € par mois. Abonnement annuel : 96 € par an.',
    theirs: 'Que gagne-t-on avec l’abonnement annuel ?',
    body: `Bonjour Thomas,

Au mois, vous paieriez 120 € sur un an ; avec l'abonnement annuel, c'est 96 €, soit 24 € de moins.

Bonne journée,
Jo`,
    wrong: ['soit 24 € de moins', 'soit 40 € de moins'],
  },
  {
    about: 'une commande en retard',
    note: 'La commande 7719 est partie lundi matin, livraison jeudi.',
    theirs: 'Où en est ma commande 7719 ?',
    body: `Bonjour Madame Simon,

Votre commande 7719 est partie lundi matin ; elle arrivera jeudi, le 5 mars.

Merci de votre patience,
Jo`,
    wrong: ['jeudi, le 5 mars', 'vendredi, le 5 mars'],
  },
  {
    about: 'une formation en ligne',
    knowledge: 'Parcours : 8 modules de 45 minutes, accès pendant 6 mois.',
    theirs: 'Combien de temps faut-il compter en tout ?',
    body: `Bonjour Rachid,

Il y a huit modules de 45 minutes, donc 6 heures en tout. Vous y avez accès pendant six mois.

Bon apprentissage,
Jo`,
    wrong: ['donc 6 heures en tout', 'donc 4 heures en tout'],
  },
  {
    about: 'une réponse à un avis',
    theirs: 'Rien à redire, 10/10 !',
    body: `Bonjour Caroline,

Un 10/10, quelle belle façon de commencer le mois ! Merci du fond du cœur.

À très vite,
Jo`,
    wrong: ['Merci du fond du cœur.', 'Nous en avons déjà reçu plus de 500.'],
  },
  {
    about: 'un produit cité',
    knowledge: 'Nos thés : « Aurore » (vert), « Brume » (noir). Boîte de 100 g : 11 €.',
    theirs: 'Lequel me conseillez-vous le matin ?',
    body: `Bonjour Denise,

Le matin, je vous conseille « Aurore », notre thé vert. La boîte de 100 g coûte 11 €.

Bonne dégustation,
Jo`,
    wrong: ['« Aurore », notre thé vert', '« Rosée Royale », notre thé vert'],
  },
  {
    about: 'une réunion déplacée',
    theirs: 'Vendredi je suis en déplacement. Mardi de la semaine prochaine ?',
    instructions: 'Mardi 10 est possible après 14h.',
    body: `Bonjour Éric,

Entendu pour le mardi 10 mars, plutôt après 14 heures si cela vous convient.

À mardi,
Jo`,
    wrong: ['après 14 heures', 'après 17 heures'],
  },
  {
    about: 'une question sur les données',
    knowledge: 'Données hébergées à Strasbourg. Suppression 90 jours après la fin du contrat.',
    theirs: 'Que deviennent nos données à la fin du contrat ?',
    body: `Bonjour Madame Klein,

Vos données sont hébergées à Strasbourg et supprimées 90 jours après la fin du contrat.

Bien cordialement,
Jo`,
    wrong: ['90 jours après', '30 jours après'],
  },
];
