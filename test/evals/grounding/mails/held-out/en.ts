import type { LabelledMail } from '../../mail.ts';

export const en: readonly LabelledMail[] = [
  {
    about: 'a quotation with VAT',
    knowledge: 'Day rate: €800. VAT is 19%. Travel within Germany is included.',
    theirs: 'We need you for three days in Hamburg. What would that be, VAT included?',
    body: `Dear Mr Thiele,

Three days at our day rate of €800 are €2,400; with 19% VAT that makes €2,856. Travel to Hamburg is included.

Shall I put it in writing?

Kind regards,
Jo`,
    wrong: ['that makes €2,856', 'that makes €2,640'],
  },
  {
    about: 'half past nine tomorrow',
    theirs: 'Tuesday morning would be good, half past nine?',
    instructions: 'Tuesday works until noon.',
    body: `Hi Karen,

Tomorrow at half past nine it is. I have it in the diary for 9:30.

See you then,
Jo`,
    wrong: ['for 9:30', 'for 10:30'],
  },
  {
    about: 'a feature that does not exist',
    knowledge: 'Calendar sync: Google and Outlook. No iCloud yet.',
    theirs: 'Does it sync with iCloud? We rely on it 24/7.',
    body: `Hi Dov,

I know how annoying it is to have no calendar 24/7, so let me be straight: iCloud is not there yet. Google and Outlook both work.

I am happy to let you know when that changes.

Best,
Jo`,
    wrong: ['I am happy to let you know when that changes.', 'It will be there by 15 June.'],
  },
  {
    about: 'a hiring process',
    instructions:
      'Process: a 30-minute call, a take-home task (two hours at most), then a final talk with the founders. Start date flexible.',
    theirs: 'What does the process look like?',
    body: `Hi Tomasz,

There are three steps: a call of half an hour, a take-home task that should take you two hours at most, and a final talk with the founders.

The start date is flexible. Any questions before we find a time?

Cheers,
Jo`,
    wrong: ['two hours at most', 'six hours at most'],
  },
  {
    about: 'a date of delivery from a note',
    note: 'Order 48213 leaves the warehouse on Wednesday, it takes two days from there.',
    theirs: 'Where is my order 48213?',
    body: `Hello Mrs Begum,

Your order 48213 leaves our warehouse on Wednesday and then takes two days, so it should be with you on Friday, 6 March.

Sorry for the wait!

Jo`,
    wrong: ['on Friday, 6 March', 'on Tuesday, 3 March'],
  },
  {
    about: 'an invitation to a podcast',
    instructions:
      'Invite them to episode 50 of our podcast. Recording takes about 45 minutes, online, any afternoon in April.',
    body: `Dear Professor Adeyemi,

I have been following your work on soil for years, and your last paper made me think twice about my own garden.

We would love to have you as a guest for episode 50 of our podcast. The recording is online and takes about 45 minutes; any afternoon in April would suit us.

Might that be something for you?

With best wishes,
Jo`,
    wrong: ['about 45 minutes', 'about 90 minutes'],
  },
  {
    about: 'a refund',
    knowledge: 'Refunds within 14 days of purchase, paid back within 5 working days.',
    theirs: 'I bought it last week and it is not for me. Can I get my money back?',
    body: `Hi Nathan,

Of course. You can return it within 14 days of purchase, and the refund reaches you within five working days.

No hard feelings, and thank you for giving it a try.

Best,
Jo`,
    wrong: ['within five working days', 'within 24 hours'],
  },
  {
    about: 'a number of theirs, repeated',
    theirs: 'We are a school with 430 pupils and 35 teachers, budget around £3,000.',
    knowledge: 'School licence: £5 per pupil and year, teachers free of charge.',
    body: `Dear Mr Hughes,

Thank you for the details. With 430 pupils at £5 each, the school licence would be £2,150 a year, which stays below your budget of £3,000. Your 35 teachers are free of charge.

Would you like a trial class first?

Kind regards,
Jo`,
    wrong: ['would be £2,150 a year', 'would be £1,950 a year'],
  },
  {
    about: 'declining an interview',
    theirs: 'Could your CEO comment on the merger by Thursday noon?',
    instructions: 'No comments on the merger to the press.',
    body: `Hello Sofia,

Thank you for asking. We do not comment on the merger, so I cannot offer you anything by Thursday noon, or later for that matter.

Should you write about something else of ours one day, I am all ears.

Best,
Jo`,
    wrong: ['I am all ears.', 'I am all ears. Meanwhile, note that Globex is one of our customers.'],
  },
  {
    about: 'an address in numbers and a floor',
    knowledge: 'Office: 220 King Street, 3rd floor, London W6 0RA. Reception opens at 8:30.',
    theirs: 'I will be there on Thursday at 9. Where do I go?',
    body: `Hi Beth,

We are at 220 King Street, London W6 0RA, on the 3rd floor. Reception opens at 8:30, so nine o'clock on Thursday is perfect.

See you soon,
Jo`,
    wrong: ['on the 3rd floor', 'on the 7th floor'],
  },
  {
    about: 'a webinar in two time zones',
    knowledge: 'Webinar: 18 March 2026, 17:00 CET, 60 minutes, recorded.',
    theirs: 'When is the webinar in UK time?',
    body: `Hi Fergus,

The webinar is on Wednesday, 18 March, at 17:00 CET, which is 4 pm in the UK. It lasts an hour and is recorded, in case you cannot make it.

Best,
Jo`,
    wrong: ['is 4 pm in the UK', 'is 8 pm in the UK'],
  },
  {
    about: 'a supplier who offers',
    theirs: 'We can do 1,000 units at $2.10 each, delivered by 30 March. MOQ is 500.',
    instructions: 'Ask for a better price; do not name one.',
    body: `Hi Wei,

Thanks for the quick quote. $2.10 each for 1,000 units is more than we had hoped for. Is there any room, say for a larger order? Delivery by 30 March would be fine for us.

Regards,
Jo`,
    wrong: ['is more than we had hoped for', 'is more than the $1.60 we pay today'],
  },
  {
    about: 'a summary of a call',
    ours: 'Thanks for the call today! I will ask about the API limits.',
    note: 'API limit: 600 requests per minute, can be raised to 1,200 on request.',
    body: `Hi Zoe,

As promised on Thursday, I asked about the API limits: it is 600 requests per minute, and we can raise that to 1,200 on request.

Shall I have it raised?

Jo`,
    wrong: ['600 requests per minute', '900 requests per minute'],
  },
  {
    about: 'small numbers of no weight',
    theirs: 'Two of our people were confused by step one. Is it a bug?',
    knowledge: 'Step one asks for the company name. It may be left empty.',
    body: `Hi Rachel,

Good catch, and you are not the first to ask! Step one asks for the company name, and you may leave it empty. So there is one way to get past it in a second: press Next.

Tell your two colleagues that they did nothing wrong.

Best,
Jo`,
    wrong: ['press Next.', 'press Next. All 14 other steps are optional.'],
  },
  {
    about: 'a relative deadline',
    instructions: 'The offer is valid for two weeks from today.',
    theirs: 'How long do I have to decide?',
    body: `Hello Mr Costa,

Take your time: the offer is valid for two weeks, that is until Monday, 16 March.

Best regards,
Jo`,
    wrong: ['until Monday, 16 March', 'until Monday, 23 March'],
  },
  {
    about: 'product names in quotation marks',
    knowledge: 'Our products: Breeze (air), Brook (water). Brook needs a 6 mm tap.',
    theirs: 'Which one fits my kitchen tap? It is 6 mm.',
    body: `Hi Jonas,

For a kitchen tap, "Brook" is the one you want, and 6 mm is just what it needs.

Have a good evening,
Jo`,
    wrong: ['"Brook" is the one', '"Torrent Max" is the one'],
  },
  {
    about: 'an unwelcome question about certificates',
    knowledge: 'Data is stored in Frankfurt, encrypted. We have no certification yet.',
    theirs: 'Are you SOC 2 certified?',
    body: `Hi Leonard,

Not yet, so I would rather say so plainly: we have no certification. Your data is stored in Frankfurt and encrypted.

If a list of our measures would help, I can ask for it.

Best,
Jo`,
    wrong: [
      'Not yet, so I would rather say so plainly: we have no certification.',
      'Yes, we are SOC 2 certified.',
    ],
  },
];
