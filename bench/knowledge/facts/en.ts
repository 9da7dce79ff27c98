import type { Facts } from './facts.ts';

export const en: Facts = {
  language: 'en',
  title: 'Havnor handbook for customer care',
  families: {
    Brisa: {
      heading: 'Brisa air purifiers',
      text: 'Brisa cleans the air of bedrooms and offices. A carbon layer takes smells, a HEPA layer takes pollen and dust. A sensor raises the speed when somebody cooks or smokes. It does not cool and does not add moisture.',
    },
    Kolo: {
      heading: 'Kolo cargo bikes',
      text: 'Kolo carries children and shopping in a box before the handlebar. The motor helps up to 25 km/h, so neither a licence nor a number plate is needed. The box has belts for two children and drains for rain.',
    },
    Mira: {
      heading: 'Mira outdoor cameras',
      text: 'Mira watches doors and yards. Recordings stay on a card in the housing and are encrypted; there is no compulsory cloud. It tells people from cats and cars, and sees in the dark with infrared light.',
    },
    Torva: {
      heading: 'Torva pellet stoves',
      text: 'Torva heats with wood pellets. The hopper is filled by hand, the flame is lit and fed automatically. The glass keeps itself clear with warm air. A chimney sweep must approve the stove before its first fire.',
    },
    Salto: {
      heading: 'Salto espresso machines',
      text: 'Salto grinds beans and brews at nine bars. The milk steamer works at the same time as the brewing group, so a cappuccino is ready within a minute. Ground coffee from a packet may be used through its own lid.',
    },
    Nubo: {
      heading: 'Nubo robot mowers',
      text: 'Nubo mows without a boundary wire: it finds its way by satellite and camera. It stops when it is lifted, goes home when it rains and leaves hedgehogs alone, because it never works after dusk.',
    },
    Lira: {
      heading: 'Lira standing desks',
      text: 'Lira is a desk whose height is set by two quiet motors. Four heights can be stored. It stops when it meets a chair or a knee. The top is bamboo or oak and may be oiled.',
    },
    Perla: {
      heading: 'Perla water filters',
      text: 'Perla is fitted below the kitchen sink and takes lime, chlorine and heavy metals out of drinking water. Minerals stay in. The cartridge says by a red ring when it is used up.',
    },
  },
  aspects: {
    price: {
      heading: 'Price',
      sentences: [
        'The {m} costs {349..1899/50} euros including value added tax and the standard accessories.',
        'Schools and charities receive {8..18/1} percent off the list price on presentation of a certificate.',
        'From {4..12/1} pieces a quantity rebate is granted, which the sales office calculates individually.',
        'If we lower the price within {7..30/1} days of the purchase, the difference is refunded on request.',
        'Showpieces of the {m} with small scratches are sold for {199..1299/50} euros, without accessories.',
      ],
    },
    delivery: {
      heading: 'Delivery',
      sentences: [
        'The {m} leaves our warehouse within {1..9/1} working days and is brought by a carrier to the kerb.',
        'Carrying it to the room of your choice costs {25..95/5} euros, up to the fourth floor.',
        'The driver calls {20..60/5} minutes before arrival; another date can be chosen up to the evening before.',
        'The parcel weighs {6..58/1} kilograms, and its cardboard is taken back by the driver.',
        'Neighbours may accept it only if the recipient has allowed this in writing.',
      ],
    },
    returns: {
      heading: 'Returns',
      sentences: [
        'The {m} may be sent back within {14..60/1} days without giving reasons.',
        'Return postage is paid by us if the goods were wrong or faulty, otherwise it is {9..69/5} euros.',
        'The money is transferred back within {3..14/1} days of the arrival of the goods, to the same account.',
        'Traces of trying it out are accepted; wear beyond that is deducted from the refund.',
        'Without the original carton we charge {10..40/5} euros for packing material.',
      ],
    },
    warranty: {
      heading: 'Warranty',
      sentences: [
        'The manufacturer guarantees the {m} for {24..84/6} months from the date on the invoice.',
        'The motor and the electronics are covered for a further {12..60/6} months after registration.',
        'Consumables and damage caused by dropping, frost or lightning are excluded.',
        'While a repair takes longer than {5..20/1} days, a loan device is provided free of charge.',
        'The guarantee passes to the next owner if the device is sold second-hand.',
      ],
    },
    setup: {
      heading: 'Setting up',
      sentences: [
        'Two people need about {15..120/5} minutes to assemble the {m}; the tools are in the box.',
        'Keep a distance of {10..90/5} centimetres from walls and curtains.',
        'A fitter can be booked for {59..189/10} euros and also takes the packaging away.',
        'Let it stand for {2..12/1} hours at room temperature before it is switched on for the first time.',
        'The floor must be level; the feet compensate up to {5..25/1} millimetres.',
      ],
    },
    care: {
      heading: 'Cleaning and care',
      sentences: [
        'Wipe the housing of the {m} with a damp cloth; solvents make the surface dull.',
        'The sieve is rinsed under running water every {2..12/1} weeks and dried before it goes back.',
        'An annual inspection by our workshop costs {49..149/10} euros and includes lubrication.',
        'If it is not used in winter, store it dry and with a charge of about {40..70/5} percent.',
        'Squeaking usually disappears after two drops of silicone oil on the hinge.',
      ],
    },
    app: {
      heading: 'App and connection',
      sentences: [
        'The app for the {m} runs on Android {9..13/1} and iOS {14..17/1} or later.',
        'Only networks of 2.4 gigahertz are supported; guest networks often block the pairing.',
        'Up to {3..9/1} members of a household may be invited and get rights of their own.',
        'Without internet all buttons on the device keep working, only the statistics are missing.',
        'To forget a lost phone, hold the side button for {5..20/1} seconds until the light blinks blue.',
      ],
    },
    power: {
      heading: 'Electricity and noise',
      sentences: [
        'In operation the {m} draws {18..950/8} watts, on standby less than half a watt.',
        'At the lowest level it is as loud as {19..42/1} decibels, which is quieter than a whisper.',
        'An extension lead is permitted up to {3..10/1} metres if it is fully unrolled.',
        'After a power cut it resumes with the settings it had before.',
        'A full charge of the battery takes {2..9/1} hours and can be done overnight.',
      ],
    },
    parts: {
      heading: 'Spare parts',
      sentences: [
        'Spare parts for the {m} are kept in stock for {8..20/1} years after the last one was built.',
        'The wearing set costs {15..89/2} euros and lasts about {6..24/1} months.',
        'Order numbers are printed on the sticker beneath the lid.',
        'Parts from other makers may be used, but damage they cause is at the expense of the owner.',
        'Exploded drawings for independent repairers are sent by mail free of charge.',
      ],
    },
    instalments: {
      heading: 'Paying by instalments',
      sentences: [
        'The {m} can be paid in {6..36/3} monthly instalments at zero percent interest.',
        'A deposit of {5..25/5} percent is due with the order.',
        'Our bank checks creditworthiness within {10..60/10} minutes; a payslip is enough.',
        'The remaining debt may be settled early at any time without a fee.',
        'When an instalment is missed, a reminder follows after {5..15/1} days, at first without charges.',
      ],
    },
    safety: {
      heading: 'Safety and children',
      sentences: [
        'Children from {6..14/1} years may operate the {m} when an adult is present.',
        'The child lock is activated by pressing plus and minus together for {3..8/1} seconds.',
        'Persons with a pacemaker should stay {15..60/5} centimetres away from the magnets.',
        'If smoke or a burnt smell appears, pull the plug and call our emergency line.',
        'The device carries the GS mark and was tested by an independent laboratory.',
      ],
    },
    tradein: {
      heading: 'Trade-in and disposal',
      sentences: [
        'For an old device of any brand we credit {20..160/10} euros when a {m} is bought.',
        'The old one is collected on delivery if this was announced {2..7/1} days ahead.',
        'Batteries must be removed and handed over separately at a recycling yard.',
        'Working devices are repaired by a workshop for disabled people and given to families in need.',
        'Data stored in the device are erased by us, and a protocol is issued on request.',
      ],
    },
  },
  general: {
    hours: {
      heading: 'Reaching us',
      text: 'Our hotline is staffed from Monday to Friday between 8 and 19 o’clock and on Saturdays until 14 o’clock. On public holidays only the emergency line for stoves is answered. Mails are answered within one working day.',
    },
    invoice: {
      heading: 'Correcting an invoice',
      text: 'Invoices can be reissued with another company name, address or tax number up to 90 days after the purchase. The old invoice is cancelled automatically. An order number has to be given; the amount itself cannot be changed.',
    },
    privacy: {
      heading: 'Personal data',
      text: 'Customers may have their account and all personal data erased. The request is carried out within 20 days. Invoices have to be kept for ten years by law and are locked meanwhile. A copy of everything stored is provided as a file.',
    },
    payment: {
      heading: 'Means of payment',
      text: 'We accept credit cards, bank transfer, PayPal and purchase on account for companies. Cheques and cash are not accepted. On account, the sum is due 21 days after dispatch. Cryptocurrency is not offered.',
    },
    giftcard: {
      heading: 'Gift cards',
      text: 'Gift cards are available from 25 to 500 euros and are valid for four years. They can be used in several steps; the balance is printed on the receipt. They are not paid out in cash. A lost card is blocked and replaced when the receipt is shown.',
    },
    abroad: {
      heading: 'Sending abroad',
      text: 'We ship to all countries of the European Union, Norway and Switzerland. Outside the Union the recipient pays customs duty and import tax. Islands without a road bridge cost 39 euros more. We do not ship to post office boxes.',
    },
    showroom: {
      heading: 'Showrooms',
      text: 'Showrooms are in Hamburg, Lyon, Valencia and Riga. All devices can be tried there; an appointment is needed only for the cargo bikes. Dogs are welcome. Nothing can be taken away at once: purchases are delivered.',
    },
    referral: {
      heading: 'Recommending us to friends',
      text: 'Whoever recommends us gets 30 euros for each friend who buys for more than 300 euros. The friend enters the code in the basket and saves 15 euros. Credits expire after 18 months and cannot be combined with staff discounts.',
    },
    complaint: {
      heading: 'Complaints and arbitration',
      text: 'If somebody is not content with an answer, the complaint goes to the ombudswoman, who replies within 10 working days. After that the consumer arbitration board in Kehl may be called; we accept its decisions up to 5,000 euros.',
    },
    damage: {
      heading: 'Damaged in transit',
      text: 'Damage to a parcel is to be reported within 5 days, with photos of the carton, the label and the goods. The carrier’s driver need not sign anything. A replacement is sent at once; the broken piece is picked up from the door.',
    },
  },
  questions: [
    {
      ask: 'Hi, I’m thinking of getting the Brisa 40. If I don’t like it, how many days do I have to send it back to you?',
      answer: { model: 'Brisa 40', aspect: 'returns', fact: 0 },
    },
    {
      ask: 'Hello, could your people carry the Torva 60 up to our flat? We live on the third floor.',
      answer: { model: 'Torva 60', aspect: 'delivery', fact: 1 },
    },
    {
      ask: 'Is the Kolo 20 too loud? How many decibels does it make? We leave early and have neighbours.',
      answer: { model: 'Kolo 20', aspect: 'power', fact: 1 },
    },
    {
      ask: 'My son keeps pressing things on our Salto 60. Is there some kind of child lock?',
      answer: { model: 'Salto 60', aspect: 'safety', fact: 1 },
    },
    {
      ask: 'We would rather pay for the Lira 40 month by month. Do you charge interest on that?',
      answer: { model: 'Lira 40', aspect: 'instalments', fact: 0 },
    },
    {
      ask: 'The name of our company on the invoice is wrong and our tax number is missing. Can you issue a new one?',
      answer: { general: 'invoice' },
    },
    {
      ask: 'I lost the gift card that my aunt gave me. Is the money gone now?',
      answer: { general: 'giftcard' },
    },
    {
      ask: 'The box arrived crushed and the glass inside is broken. What should I send you, photos?',
      answer: { general: 'damage' },
    },
    { ask: 'Do you ship to Switzerland, and who pays the customs?', answer: { general: 'abroad' } },
    {
      ask: 'Do I need to lay a wire around my lawn for your robot mower? And what about hedgehogs at night?',
      answer: { family: 'Nubo' },
    },
  ],
};
