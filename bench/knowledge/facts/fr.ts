import type { Facts } from './facts.ts';

export const fr: Facts = {
  language: 'fr',
  title: 'Manuel Havnor du service client',
  families: {
    Brisa: {
      heading: 'Purificateurs d’air Brisa',
      text: 'Brisa nettoie l’air des chambres et des bureaux. Une couche de charbon retient les odeurs, une couche HEPA le pollen et la poussière. Un capteur augmente la vitesse quand on cuisine ou fume. Il ne rafraîchit pas et n’humidifie pas.',
    },
    Kolo: {
      heading: 'Vélos cargo Kolo',
      text: 'Kolo transporte les enfants et les courses dans une caisse devant le guidon. Le moteur aide jusqu’à 25 km/h ; ni permis ni plaque ne sont donc exigés. La caisse a des ceintures pour deux enfants et des trous pour la pluie.',
    },
    Mira: {
      heading: 'Caméras extérieures Mira',
      text: 'Mira surveille les portes et les cours. Les enregistrements restent chiffrés sur une carte dans le boîtier, sans nuage obligatoire. Elle distingue les gens des chats et des voitures et voit dans le noir grâce à l’infrarouge.',
    },
    Torva: {
      heading: 'Poêles à granulés Torva',
      text: 'Torva chauffe aux granulés de bois. Le réservoir se remplit à la main, l’allumage et l’alimentation sont automatiques. L’air chaud garde la vitre propre. Un ramoneur doit approuver le poêle avant le premier feu.',
    },
    Salto: {
      heading: 'Machines à espresso Salto',
      text: 'Salto moud les grains et infuse à neuf bars. Le mousseur à lait marche en même temps que le groupe, un cappuccino est prêt en une minute. Le café moulu a son propre couvercle.',
    },
    Nubo: {
      heading: 'Robots tondeuses Nubo',
      text: 'Nubo tond sans câble périphérique : il trouve son chemin par satellite et caméra. Il s’arrête quand on le soulève, rentre quand il pleut et épargne les hérissons, car il ne travaille jamais après le crépuscule.',
    },
    Lira: {
      heading: 'Bureaux assis-debout Lira',
      text: 'Lira est un bureau dont deux moteurs silencieux règlent la hauteur. On peut mémoriser quatre hauteurs. Il s’arrête au contact d’une chaise ou d’un genou. Le plateau est en bambou ou en chêne et peut être huilé.',
    },
    Perla: {
      heading: 'Filtres à eau Perla',
      text: 'Perla se monte sous l’évier et retire le calcaire, le chlore et les métaux lourds de l’eau potable. Les minéraux restent. Un anneau rouge indique que la cartouche est épuisée.',
    },
  },
  aspects: {
    price: {
      heading: 'Prix',
      sentences: [
        'Le {m} coûte {349..1899/50} euros, taxe et accessoires de base compris.',
        'Les écoles et les associations obtiennent {8..18/1} pour cent de réduction sur présentation d’un justificatif.',
        'À partir de {4..12/1} pièces, une remise de quantité est accordée et calculée par le service des ventes.',
        'Si nous baissons le prix dans les {7..30/1} jours suivant l’achat, la différence est remboursée sur demande.',
        'Les modèles d’exposition du {m}, un peu rayés, sont vendus {199..1299/50} euros, sans accessoires.',
      ],
    },
    delivery: {
      heading: 'Livraison',
      sentences: [
        'Le {m} quitte notre entrepôt sous {1..9/1} jours ouvrables et un transporteur le dépose devant l’immeuble.',
        'Le portage jusqu’à la pièce choisie coûte {25..95/5} euros, au plus jusqu’au quatrième étage.',
        'Le chauffeur appelle {20..60/5} minutes avant d’arriver ; la date peut être changée jusqu’à la veille au soir.',
        'Le colis pèse {6..58/1} kilos et le chauffeur reprend le carton.',
        'Un voisin ne peut le recevoir que si le destinataire l’a autorisé par écrit.',
      ],
    },
    returns: {
      heading: 'Retours',
      sentences: [
        'Le {m} peut être renvoyé sous {14..60/1} jours sans donner de raison.',
        'Les frais de renvoi sont à notre charge si l’article est faux ou défectueux, sinon ils sont de {9..69/5} euros.',
        'L’argent est remboursé au plus tard {3..14/1} jours après l’arrivée de l’article, sur le même compte.',
        'Les traces d’essai sont acceptées ; une usure plus forte est déduite.',
        'Sans le carton d’origine, nous facturons {10..40/5} euros de matériel d’emballage.',
      ],
    },
    warranty: {
      heading: 'Garantie',
      sentences: [
        'Le fabricant garantit le {m} pendant {24..84/6} mois à compter de la date de facture.',
        'Le moteur et l’électronique sont couverts {12..60/6} mois de plus après l’enregistrement.',
        'Les consommables et les dégâts dus à une chute, au gel ou à la foudre sont exclus.',
        'Si une réparation dure plus de {5..20/1} jours, un appareil de prêt est fourni gratuitement.',
        'En cas de revente d’occasion, la garantie passe au nouveau propriétaire.',
      ],
    },
    setup: {
      heading: 'Montage',
      sentences: [
        'À deux, le montage du {m} prend environ {15..120/5} minutes ; les outils sont dans la boîte.',
        'Gardez {10..90/5} centimètres de distance avec les murs et les rideaux.',
        'Un monteur peut être réservé pour {59..189/10} euros et emporte aussi l’emballage.',
        'Avant la première mise en marche, laissez l’appareil {2..12/1} heures à température ambiante.',
        'Le sol doit être plan ; les pieds compensent jusqu’à {5..25/1} millimètres.',
      ],
    },
    care: {
      heading: 'Nettoyage et entretien',
      sentences: [
        'Le boîtier du {m} s’essuie avec un chiffon humide ; les solvants ternissent la surface.',
        'Le tamis se rince sous l’eau courante toutes les {2..12/1} semaines et se remet une fois sec.',
        'La révision annuelle dans notre atelier coûte {49..149/10} euros, graissage compris.',
        'Pour l’hiver, rangez-le au sec avec une charge d’environ {40..70/5} pour cent.',
        'Les grincements disparaissent le plus souvent avec deux gouttes d’huile de silicone sur la charnière.',
      ],
    },
    app: {
      heading: 'Application et connexion',
      sentences: [
        'L’application du {m} fonctionne à partir d’Android {9..13/1} et d’iOS {14..17/1}.',
        'Seuls les réseaux wifi de 2,4 gigahertz conviennent ; les réseaux invités bloquent souvent l’appairage.',
        'Jusqu’à {3..9/1} membres du foyer peuvent être invités, avec leurs propres droits.',
        'Sans internet, tous les boutons de l’appareil marchent, seules les statistiques manquent.',
        'Pour oublier un téléphone perdu, tenez le bouton latéral {5..20/1} secondes jusqu’au clignotement bleu.',
      ],
    },
    power: {
      heading: 'Électricité et bruit',
      sentences: [
        'En marche, le {m} consomme {18..950/8} watts, en veille moins d’un demi-watt.',
        'Au niveau le plus bas, son bruit est de {19..42/1} décibels, moins qu’un chuchotement.',
        'Une rallonge est permise jusqu’à {3..10/1} mètres si elle est entièrement déroulée.',
        'Après une panne de courant, il reprend avec les réglages précédents.',
        'Une charge complète de la batterie dure {2..9/1} heures et peut se faire la nuit.',
      ],
    },
    parts: {
      heading: 'Pièces détachées',
      sentences: [
        'Les pièces détachées du {m} restent en stock {8..20/1} ans après la fin de la fabrication.',
        'Le jeu d’usure coûte {15..89/2} euros et dure environ {6..24/1} mois.',
        'Les numéros de commande sont sur l’autocollant sous le couvercle.',
        'Les pièces d’autres fabricants sont permises, mais les dégâts qu’elles causent sont pour le propriétaire.',
        'Les vues éclatées sont envoyées gratuitement par mail aux réparateurs indépendants.',
      ],
    },
    instalments: {
      heading: 'Paiement échelonné',
      sentences: [
        'Le {m} peut être payé en {6..36/3} mensualités sans intérêts.',
        'Un acompte de {5..25/5} pour cent est dû à la commande.',
        'Notre banque vérifie la solvabilité en {10..60/10} minutes ; une fiche de paie suffit.',
        'Le solde peut être remboursé par anticipation à tout moment, sans frais.',
        'Quand une mensualité manque, un rappel d’abord gratuit suit après {5..15/1} jours.',
      ],
    },
    safety: {
      heading: 'Sécurité et enfants',
      sentences: [
        'Les enfants à partir de {6..14/1} ans peuvent utiliser le {m} en présence d’un adulte.',
        'Le verrouillage enfant s’active en pressant plus et moins ensemble {3..8/1} secondes.',
        'Les porteurs de stimulateur cardiaque resteront à {15..60/5} centimètres des aimants.',
        'En cas de fumée ou d’odeur de brûlé, débranchez et appelez notre numéro d’urgence.',
        'L’appareil porte le label GS et a été testé par un laboratoire indépendant.',
      ],
    },
    tradein: {
      heading: 'Reprise et recyclage',
      sentences: [
        'Pour un ancien appareil de toute marque, nous créditons {20..160/10} euros à l’achat d’un {m}.',
        'L’ancien appareil est repris à la livraison s’il a été annoncé {2..7/1} jours avant.',
        'Les batteries doivent être retirées et déposées à part à la déchetterie.',
        'Les appareils encore bons sont réparés par un atelier protégé et donnés à des familles dans le besoin.',
        'Les données enregistrées sont effacées, avec un procès-verbal sur demande.',
      ],
    },
  },
  general: {
    hours: {
      heading: 'Nous joindre',
      text: 'Notre ligne est ouverte du lundi au vendredi de 8 à 19 heures et le samedi jusqu’à 14 heures. Les jours fériés, seul le numéro d’urgence des poêles répond. Les mails reçoivent une réponse sous un jour ouvrable.',
    },
    invoice: {
      heading: 'Corriger une facture',
      text: 'Une facture peut être refaite avec un autre nom de société, une autre adresse ou un numéro de TVA jusqu’à 90 jours après l’achat. L’ancienne est annulée automatiquement. Il faut le numéro de commande ; le montant ne change pas.',
    },
    privacy: {
      heading: 'Données personnelles',
      text: 'Les clients peuvent faire effacer leur compte et toutes leurs données personnelles, sous 20 jours. Les factures doivent être gardées dix ans et sont bloquées entre-temps. Une copie de tout ce qui est conservé est remise en fichier.',
    },
    payment: {
      heading: 'Moyens de paiement',
      text: 'Nous acceptons les cartes bancaires, le virement, PayPal et, pour les sociétés, l’achat sur facture. Les chèques et les espèces sont refusés. Sur facture, la somme est due 21 jours après l’envoi. Pas de cryptomonnaie.',
    },
    giftcard: {
      heading: 'Cartes cadeaux',
      text: 'Les cartes cadeaux vont de 25 à 500 euros et sont valables quatre ans. Elles s’utilisent en plusieurs fois ; le solde est sur le ticket. Elles ne sont pas échangées contre de l’argent. Une carte perdue est bloquée et remplacée sur présentation du ticket.',
    },
    abroad: {
      heading: 'Envoi à l’étranger',
      text: 'Nous expédions dans tous les pays de l’Union européenne, en Norvège et en Suisse. Hors de l’Union, le destinataire paie la douane et la taxe d’importation. Les îles sans pont routier coûtent 39 euros de plus. Pas d’envoi aux boîtes postales.',
    },
    showroom: {
      heading: 'Salles d’exposition',
      text: 'Nos salles d’exposition sont à Hambourg, Lyon, Valence et Riga. Tous les appareils peuvent y être essayés ; un rendez-vous n’est nécessaire que pour les vélos cargo. Les chiens sont bienvenus. Rien ne s’emporte : les achats sont livrés.',
    },
    referral: {
      heading: 'Parrainage',
      text: 'Qui nous recommande reçoit 30 euros pour chaque ami qui achète pour plus de 300 euros. L’ami entre le code de parrainage dans le panier et économise 15 euros. Les crédits expirent après 18 mois et ne se cumulent pas avec les remises du personnel.',
    },
    complaint: {
      heading: 'Réclamations et médiation',
      text: 'Qui n’est pas content d’une réponse s’adresse à la médiatrice interne, qui répond sous 10 jours ouvrables. Ensuite, la commission de médiation de Kehl peut être saisie ; nous acceptons ses décisions jusqu’à 5 000 euros.',
    },
    damage: {
      heading: 'Dégâts de transport',
      text: 'Un colis abîmé est à signaler sous 5 jours, avec des photos du carton, de l’étiquette et de l’article. Le chauffeur n’a rien à signer. Un remplacement part aussitôt ; la pièce cassée est reprise à la porte.',
    },
  },
  questions: [
    {
      ask: 'Bonjour, à partir de quel âge mes enfants peuvent-ils se servir du Perla 40 ?',
      answer: { model: 'Perla 40', aspect: 'safety', fact: 0 },
    },
    {
      ask: 'Nous n’avons plus le carton du Brisa 60. Est-ce un problème pour le renvoyer, combien cela coûte-t-il ?',
      answer: { model: 'Brisa 60', aspect: 'returns', fact: 4 },
    },
    {
      ask: 'Pendant combien d’années trouvera-t-on encore des pièces pour le Torva 20 ?',
      answer: { model: 'Torva 20', aspect: 'parts', fact: 0 },
    },
    {
      ask: 'Mon téléphone est assez vieux, Android 8. L’appli du Mira 40 marchera-t-elle dessus ?',
      answer: { model: 'Mira 40', aspect: 'app', fact: 0 },
    },
    {
      ask: 'Combien de temps faut-il pour monter le Lira 60 si nous sommes deux ?',
      answer: { model: 'Lira 60', aspect: 'setup', fact: 0 },
    },
    { ask: 'Puis-je payer par chèque ou en espèces chez vous ?', answer: { general: 'payment' } },
    {
      ask: 'Une amie veut acheter chez vous, ai-je droit à quelque chose si je lui recommande vos produits ?',
      answer: { general: 'referral' },
    },
    {
      ask: 'Le facteur m’a laissé un carton tout abîmé, le verre est cassé. Que dois-je faire ?',
      answer: { general: 'damage' },
    },
    {
      ask: 'J’habite sur une île bretonne sans pont, est-ce que vous livrez et est-ce plus cher ?',
      answer: { general: 'abroad' },
    },
    {
      ask: 'Votre caméra fonctionne-t-elle sans abonnement à un nuage, et où sont gardés les enregistrements ?',
      answer: { family: 'Mira' },
    },
  ],
};
