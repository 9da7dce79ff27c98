import type { LabelledMail } from '../../mail.ts';

export const en: readonly LabelledMail[] = [
  {
    about: 'a price',
    knowledge:
      'Starter is 20 € per month for up to 5 users. Team is 49 € per month for up to 20 users. All prices plus VAT.',
    theirs: 'Hi, what would it cost for the three of us?\n\nThanks, Ann',
    body: `Hi Ann,

Thanks for getting in touch. For three people, Starter is the right plan: it costs 20 € per month and covers up to five users. VAT comes on top.

One more thing: there is no setup fee that I know of, but I will ask if you need that in writing.

Best,
Jo`,
    wrong: ['costs 20 € per month', 'costs 9 € per month'],
  },
  {
    about: 'a meeting at a time that they proposed',
    instructions: 'I am free on Tuesdays and Wednesdays between 10 and 16.',
    theirs: 'Could we talk on Wednesday at 3 pm? Half an hour should do. My number is +44 20 7946 0018.',
    body: `Hello Martin,

Wednesday at 3 pm works well. That is Wednesday, 4 March, and I will call you on +44 20 7946 0018.

Talk to you then!

Jo`,
    wrong: ['Wednesday, 4 March', 'Wednesday, 5 March'],
  },
  {
    about: 'support, with a version',
    knowledge:
      'Exports larger than 2 GB need version 4.2 or newer. Updating: Settings > About > Update. The manual is at https://docs.acme.example/export.',
    theirs: 'My export of 3 GB stops at half. We are on 4.1.7. What can I do?',
    body: `Hi Sam,

Sorry about that. Version 4.1.7 cannot export more than 2 GB; you need 4.2 or newer. Go to Settings > About > Update, then try your 3 GB export again.

The manual has the details: https://docs.acme.example/export

If it still stops, just reply to this mail and we will look at it together.

Kind regards,
Jo`,
    wrong: ['more than 2 GB', 'more than 8 GB'],
  },
  {
    about: 'a polite decline of a claimed promise',
    knowledge: 'Discounts: none. Annual plans are billed once a year at 190 €.',
    theirs: 'Your colleague promised me 50% off the annual plan. Please confirm.',
    body: `Dear Ms Field,

Thank you for your message. I am afraid I cannot confirm the 50% you mention: we do not give discounts on the annual plan, which is 190 € a year.

If you have something in writing, please send it to me and I will look into it.

Best regards,
Jo`,
    wrong: [
      'I am afraid I cannot confirm the 50% you mention: we do not give discounts on the annual plan, which is 190 € a year.',
      'Of course, the 50% discount on the annual plan is yours.',
    ],
  },
  {
    about: 'recruiting',
    instructions:
      'We look for a backend engineer in Leeds, hybrid, two days a week in the office, salary 62,000 to 70,000 pounds.',
    theirs: 'Sounds interesting. Is it remote and what do you pay?',
    body: `Hi Priya,

Great to hear from you. It is a hybrid role: two days a week in our Leeds office, the rest from wherever you work best. The range is £62,000 to £70,000.

Would you like to have a first chat? Just let me know what suits you.

Cheers,
Jo`,
    wrong: ['£70,000', '£85,000'],
  },
  {
    about: 'press',
    knowledge:
      'Founded in 2019 in Bristol by Maya Lind and Tom Okoro. 38 employees. Press contact: press@lumen.example.',
    theirs: 'I write for the Weekly. When were you founded, by whom, and how many are you?',
    body: `Hello Harriet,

Happy to help. Lumen was founded in 2019 in Bristol by Maya Lind and Tom Okoro, and there are 38 of us today. For pictures, please write to press@lumen.example.

First of all, though: which angle are you after?

All the best,
Jo`,
    wrong: ['there are 38 of us', 'there are 120 of us'],
  },
  {
    about: 'a follow-up with idioms',
    ours: 'Hi Bill, would a short call about the pilot make sense?',
    body: `Hi Bill,

I know how full an inbox gets, so just a quick nudge on my last mail. If the pilot is not for you, no problem at all: one word is enough. And if it is, it takes you two minutes to reply with a time.

On the one hand I do not want to be a pest; on the other, I would hate for this to slip. So this is my second and last nudge for now.

Have a great week,
Jo`,
    wrong: [
      'Have a great week,',
      'By the way, companies like Northwind cut their costs by 40% with us.\n\nHave a great week,',
    ],
  },
  {
    about: 'sums of what is ordered',
    knowledge: 'A licence is 35 € per seat and year. Delivery of the printed handbook: 12 €.',
    theirs: 'We would take 4 seats and one printed handbook. What is the total for the first year?',
    body: `Hello Ms Novak,

Four seats at 35 € each come to 140 €, and the delivery of the printed handbook is 12 €, so the total for the first year is 152 €.

Shall I send the invoice?

Regards,
Jo`,
    wrong: ['the total for the first year is 152 €', 'the total for the first year is 120 €'],
  },
  {
    about: 'an answer about opening hours',
    knowledge:
      'The showroom is open Monday to Friday from 9:00 to 17:30, Saturdays 10:00 to 14:00. Closed on Sundays. Address: 12 Mill Lane, York.',
    theirs: 'Can I come by on Saturday? And where are you exactly?',
    body: `Hi Leo,

Yes, do come by: on Saturdays we are open from 10 am to 2 pm. You will find us at 12 Mill Lane in York.

Looking forward to it!

Jo`,
    wrong: ['from 10 am to 2 pm', 'from 10 am to 6 pm'],
  },
  {
    about: 'thanks and small talk',
    theirs: 'Got it, thanks a million! Off to the Lakes for a week now, fingers crossed for the weather.',
    body: `Hi Emma,

You are very welcome. Enjoy the Lakes, and may it rain no more than once a day!

Speak when you are back.

Best wishes,
Jo`,
    wrong: [
      'Speak when you are back.',
      'Speak when you are back, and remember that we give you a money-back guarantee.',
    ],
  },
  {
    about: 'a deadline that they named',
    goal: 'Get the signed contract back.',
    theirs: 'Legal needs until Friday 13 March to look at it. Is that fine?',
    body: `Hi Daniel,

Of course: Friday the 13th is fine, superstition aside. I will check in with you after that, unless I hear from you first.

Best,
Jo`,
    wrong: ['Friday the 13th is fine', 'Monday the 23rd is the last day'],
  },
  {
    about: 'a decision for the owner, told in a note',
    note: 'We can do 15% off if they pay for two years at once.',
    theirs: 'Is there any room on the price if we commit for longer?',
    body: `Hi Olga,

Good question. I checked: if you pay for two years at once, we can take 15% off.

Would that work for you?

Kind regards,
Jo`,
    wrong: ['15% off', '25% off'],
  },
  {
    about: 'time zones',
    instructions: 'Offer a call on 10 March at 16:00 Berlin time.',
    theirs: 'I am in New York, so afternoons in Europe are best.',
    body: `Hi Carla,

How about Tuesday, 10 March, at 16:00 Berlin time? That should be in the morning for you.

Best,
Jo`,
    wrong: ['at 16:00 Berlin time', 'at 18:30 Berlin time'],
  },
  {
    about: 'an event, with a postscript',
    knowledge: 'The open day is on 21 March 2026, 11:00 to 15:00, Hall B. Entry is free. Parking: 60 spaces.',
    theirs: 'When is your open day and do I need a ticket?',
    body: `Dear Mrs Shaw,

Our open day is on Saturday, 21 March, from 11:00 to 15:00 in Hall B. Entry is free, so you need no ticket.

With kind regards,
Jo

P.S. There are 60 parking spaces. First come, first served!`,
    wrong: ['Saturday, 21 March', 'Sunday, 31 November'],
  },
  {
    about: 'what is included',
    knowledge:
      'Support answers on working days within 8 hours. Phone support is in the Business plan only. No guarantee of a solution.',
    theirs: 'How quickly do you answer, and can I phone you?',
    body: `Hi Gareth,

We answer support mails on working days within 8 hours. You can phone us with the Business plan; the smaller plans have support by mail.

Hope that helps,
Jo`,
    wrong: ['within 8 hours', 'within 30 minutes'],
  },
  {
    about: 'quarters and planning',
    instructions: 'The beta of Atlas starts in Q3 2026. 25 places. No date yet for general availability.',
    theirs: 'When can we get our hands on Atlas?',
    body: `Hi Ines,

The beta of Atlas starts in Q3, and there are 25 places. There is no date yet for everybody else, and I would rather not guess.

Shall I put you down for one of the places?

Best,
Jo`,
    wrong: ['starts in Q3', 'starts in Q2'],
  },
  {
    about: 'an agenda with a list',
    theirs: 'Could you send me three points for the agenda?',
    goal: 'Prepare the call on pricing, rollout and data protection.',
    body: `Hi Ruth,

Sure, here are three points:

1. Pricing
2. Rollout
3. Data protection

If we finish early, all the better. Anything that you would like to add as number 4?

Best,
Jo`,
    wrong: ['If we finish early, all the better.', 'It will take 45 minutes.'],
  },
];
