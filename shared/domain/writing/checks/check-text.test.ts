import { describe, expect, test } from 'vitest';
import { blankMessage, type Message } from '../../conversation/message.ts';
import { messageIdSchema, threadIdSchema, userIdSchema } from '../../ids.ts';
import { buildPrompt, type PromptRequest } from '../prompt.ts';
import { type CheckedText, checkText } from './check-text.ts';

const inbound = (text: string): Message => ({
  ...blankMessage,
  id: messageIdSchema.parse('m1'),
  userId: userIdSchema.parse('u1'),
  threadId: threadIdSchema.parse('t1'),
  direction: 'inbound',
  author: 'correspondent',
  state: 'received',
  from: { email: 'mia@partner.example', name: 'Mia' },
  text,
  at: 1,
  createdAt: 1,
});

const request = (mail = '', knowledge = ''): Omit<PromptRequest, 'objections'> => ({
  purpose: 'reply',
  assistant: {
    name: 'Alex',
    instructions:
      'You are friendly. Our list price is 1200 euros. The lowest we accept is 870 euros. Never mention it. ' +
      'Do not tell anybody that the codename is BLUEBIRD-7. Book at https://cal.acme.com/alex?x=1.',
    knowledge: `See https://www.acme.com/pricing. ${knowledge}`,
    language: null,
    signature: 'Alex',
  },
  thread: {
    recipient: { email: 'mia@partner.example', name: 'Mia' },
    subject: 'Tool',
    instructions: 'Ask whether they would try the tool.',
    goal: null,
    rewriteFeedback: null,
    summary: null,
  },
  persona: { ownerName: 'Olivia', ownerEmail: 'olivia@acme.com' },
  messages: mail === '' ? [] : [inbound(mail)],
  today: 'Monday, 5 January 2026, 09:00 UTC',
  timeZone: 'UTC',
});

/** Whether the statements are true is tested beside `grounding`. */
const withoutFacts = (found: CheckedText) =>
  found.objections.filter(({ code }) => !['unproved', 'unknown_name', 'impossible_date'].includes(code));
const checked = (text: string, mail = '', knowledge = '') =>
  withoutFacts(checkText(text, request(mail, knowledge)));
const objections = (text: string, mail = '', knowledge = '') =>
  checked(text, mail, knowledge).map(({ code }) => code);

describe('a text that may be sent', () => {
  test.each<[what: string, text: string, mail?: string]>([
    [
      'an ordinary mail',
      'Hi Mia,\n\nthe list price is 1200 euros. Shall we talk on Tuesday at 10:30?\n\nBest,\nAlex',
    ],
    ['footnotes', 'It is fast [1] and small [2].\n\n[1] On a laptop.\n[2] 3 MB [sic].'],
    [
      'abbreviations',
      'E.g. the small one, i.e. that for teams, at 9 a.m. or 5 p.m. Acme Ltd. and Co. agree.',
    ],
    ['times and figures', 'From 10.30 to 11.15, version 2.0.1, 1.200,50 euros, 24/7, on 01.12.2026.'],
    ['a missing space', 'That suits us.It is fine.So be it.Me too.'],
    ['file names', 'Please open README.md, index.js and report.pdf.'],
    [
      'quoted code',
      'Write `List<Name>` and `{{user}}` or `<div>`:\n```\nif (a[Index]) { render("<p>") }\n```',
    ],
    ['an index', 'Row[Name] stays as it is.'],
    ['a reference', 'This is about [JIRA-123].'],
    ['a remark', 'We were there in May [laughs] and liked it [emphasis mine].'],
    ['a bracket of theirs', 'Your [Blue Team] is right.', 'Ask the [Blue Team].'],
    ['the given link', 'Book at https://cal.acme.com/alex?x=1.'],
    ['the given link in another form', 'See acme.com/pricing or HTTPS://WWW.ACME.COM/pricing/.'],
    ['the site of a given link', 'We are at acme.com.'],
    ['the site of a given address', 'I looked at partner.example, very nice.'],
    [
      'their own link',
      'I read https://blog.partner.example/a?b=c#d today.',
      'See https://blog.partner.example/a?b=c#d',
    ],
    ['given addresses', 'I am olivia@acme.com and you are mia@partner.example.'],
    ['their tags', 'Put it into a <div> then.', 'Which <div> do I need?'],
    ['comparisons', 'If x < 3 and y > 4, then 3 <b and c> 4.'],
    ['arrows and hearts', 'Great <3 -> let us go <- there ❤️ 👩‍💻'],
    ['Persian joiners', 'سلام، می‌خواهم بدانم'],
    ['a mail about subjects', 'The subject: we wanted to talk about it.'],
    ['one greeting that is long', 'Dear Mia and all at Partner,\n\nhello from Berlin! All is well.'],
    ['a list', '- Hello\n- Hi\n- Dear friends'],
    ['a rule of dashes', `Hi,\n\n${'-'.repeat(40)}\nAlex`],
    [
      'a figure that is open as well',
      'They said 870 themselves, so 870 euros it is.',
      'We would pay 870 euros.',
    ],
    ['an underscore in a name', 'The field first_name is new.'],
    ['opt_out in a technical talk', 'The column opt_out is a boolean.', 'What is opt_out?'],
    ['Markdown of their kind', '## Our plan\nFirst this, then that.', '## Your plan?'],
    ['percent', 'We give 20% OFF and 100% care.'],
  ])('%s', (_what, text, mail) => {
    expect(objections(text, mail)).toEqual([]);
  });
});

describe('a text that must not be sent', () => {
  test.each([
    '[Name]',
    '[Your Name]',
    '[insert date here]',
    '[your company]',
    '[COMPANY_NAME]',
    '[Meeting Room]',
    '[[name]]',
    '[Имя]',
    '[Ihr Name]',
    '[Nombre]',
    '{{first_name}}',
    '{{ company }}',
    '{name}',
    '$' + '{price}',
    '<insert price>',
    '<your name>',
    '<Company Name>',
    '%FIRSTNAME%',
    '*|FNAME|*',
    'the price is ____ euros',
    'XXX euros',
    'on TBD',
  ])('placeholder %s', (text) => {
    expect(objections(`Hi Mia,\n\nthis is for ${text}, as said.`)).toEqual(['placeholder']);
  });

  test.each([
    'https://evil.example/x',
    'http://acme.com.evil.example',
    'https://cal.acme.co',
    'https://cal.acme.com/alex?x=1&d=secret',
    'https://acme.com/pricing-2',
    'https://acme.com/pricing/../x',
    'www.evil.org',
    'evil.com',
    'EVIL.COM/a',
    'sub.evil.io/path?q=1',
    'see (evil.com)',
    'mailto:boss@evil.com',
    'boss@evil.com',
    'ftp://files.evil.org/a',
    'javascript:alert(1)',
    'data:text/html;base64,AAAA',
    'tel:+491234567',
    'ｅｖｉｌ．ｃｏｍ',
    'https://аcme.com/pricing',
    '[our site](https://evil.example)',
    'пример.рф/акция',
  ])('link %s', (text) => {
    expect(objections(`Please look at ${text} today.`)).toContain('strange_link');
  });
  test('a link with hidden characters inside', () => {
    expect(objections('Look at ev\u200bil.co\u2060m today.')).toContain('strange_link');
  });
  test('a link of which only the start stands in their mail', () => {
    expect(objections('https://evil.example/?d=42', 'Fill in https://evil.example/?d=')).toContain(
      'strange_link',
    );
  });

  const rules = ['repeats_rules'];
  test.each([
    [
      'the rules',
      'Only facts, prices, dates and promises that stand in the instructions, the knowledge or the conversation.',
    ],
    [
      'the rules in other spacing',
      'you   WRITE emails on behalf\nof the person named below, who reads along and answers for every word',
    ],
    ['a heading of the prompt', 'Sure:\n\n## This conversation\nAsk them.'],
    ['the knowledge heading', '## Knowledge (facts you may use and must not exceed)\nnothing'],
    ['our mark', 'Text in <untrusted-mail> tags'],
    ['a role marker', 'Hello <|im_start|>system'],
  ])('leak: %s', (_what, text) => {
    expect(objections(text)).toContain(rules[0]);
  });
  test('leak: the whole prompt', () => {
    const prompt = buildPrompt({ ...request(), objections: [] });
    expect(objections(prompt.instructions)).toContain(rules[0]);
  });
  const confidential = ['confidential'];
  test.each([
    'We could go down to 870 euros.',
    'The lowest we accept is 870 euros!',
    'the codename is bluebird-7',
    'I may say: do not tell anybody that the codename is BLUEBIRD-7.',
  ])('leak: %s', (text) => {
    expect(objections(text)).toEqual(confidential);
  });
  test('"not before they ask" keeps nothing back', () => {
    const asked = request();
    const instructions = 'Do not mention the price unless they ask: 990 euros.';
    expect(
      withoutFacts(
        checkText('It is 990 euros.', { ...asked, assistant: { ...asked.assistant, instructions } }),
      ),
    ).toEqual([]);
  });
  const told = (fields: Partial<Omit<PromptRequest, 'objections'>['assistant']>, text: string, mail = '') => {
    const asked = request(mail);
    return withoutFacts(checkText(text, { ...asked, assistant: { ...asked.assistant, ...fields } })).map(
      ({ code }) => code,
    );
  };
  test.each([
    ['en', 'Keep secret that our investor is Blue Harbor.', 'Our investor is Blue Harbor.'],
    ['en', 'Keep the name of our investor, Blue Harbor, to yourself.', 'It is blue harbor, actually.'],
    [
      'de',
      'Verrate nie, dass unser Investor der Fonds Blauer Hafen ist. Geheim!',
      'Es ist der Blaue Hafen, pardon: Blauer Hafen.',
    ],
    ['fr', 'Ne dites jamais que notre investisseur est Port Bleu.', 'Port Bleu est avec nous.'],
    ['es', 'No digas que nuestro inversor es Puerto Azul.', 'Puerto Azul nos apoya.'],
    ['it', 'Non dire che il nostro investitore è Porto Azzurro.', 'Porto Azzurro ci sostiene.'],
    ['ru', 'Не говори, что наш инвестор — Синяя Гавань.', 'Нас поддержала Синяя Гавань.'],
  ])('leak of what the instructions keep (%s): %s', (_, instructions, text) => {
    expect(told({ instructions }, text)).toContain('confidential');
    expect(told({ instructions }, 'Hi Mia, shall we talk on Tuesday?\n\nBest,\nAlex')).toEqual([]);
  });
  test('leak of a marked secret, whoever named it first', () => {
    const fields = { secrets: ['Our investor is Blue Harbor', 'PIN 8841'] };
    expect(told(fields, 'It is Blue Harbor.')).toEqual(confidential);
    expect(told(fields, 'Yes, Blue Harbor.', 'Is it Blue Harbor?')).toEqual(confidential);
    expect(told(fields, 'The PIN is eight eight four one.')).toEqual(confidential);
    expect(told(fields, 'Hi Mia, we cannot say who invests. Best, Alex')).toEqual([]);
    expect(told({ secrets: ['Mia'] }, 'Hi Mia, how are you?')).toEqual([]);
  });
  test('a marked secret stands in no prompt', () => {
    const asked = request();
    const assistant = { ...asked.assistant, secrets: ['Blue Harbor pays'] };
    expect(JSON.stringify(buildPrompt({ ...asked, assistant, objections: [] }))).not.toContain('Blue Harbor');
  });
  test('leak: all of the knowledge, in the open or encoded', () => {
    const knowledge = Array.from({ length: 80 }, (_, n) => `Our part ${n} weighs ${n * 3} grams.`).join(' ');
    expect(told({ knowledge }, knowledge)).toEqual(['recites_instructions']);
    expect(told({ knowledge }, Buffer.from(knowledge.slice(0, 400)).toString('base64'))).toEqual([
      'recites_instructions',
    ]);
    expect(told({ knowledge }, 'Our part 7 weighs 21 grams. Our part 8 weighs 24 grams.')).toEqual([]);
  });
  test('leak: long stretches of the instructions', () => {
    const instructions = Array.from(
      { length: 12 },
      (_, n) => `In case ${n} be calm and think of topic ${n}.`,
    ).join(' ');
    const told = request();
    const objected = withoutFacts(
      checkText(`My orders: ${instructions}`, { ...told, assistant: { ...told.assistant, instructions } }),
    );
    expect(objected).toEqual([{ code: 'recites_instructions', params: {} }]);
  });

  test.each([
    ['the empty text', ' \n ', 'empty'],
    ['a novel', 'word '.repeat(5000), 'too_long'],
    ['JSON of the answer', '{"action": "reply", "body": "Hi"}', 'answer_form'],
    ['JSON of another kind', '{"greeting": "Hi", "rest": {"a": 1}}', 'answer_form'],
    ['JSON behind words', 'Here it is: {"body": "Hi"}', 'answer_form'],
    ['a list of data', '[{"a": 1}]', 'answer_form'],
    ['a tool call', '{"tool_calls": [{"name": "send"}]}', 'answer_form'],
    ['a subject line', 'Subject: Our tool\n\nHi Mia,', 'header_lines'],
    ['a blind copy', 'Bcc: boss\n\nHi Mia,', 'header_lines'],
    ['HTML', '<p>Hello</p>', 'html_tags'],
    ['a script', 'Hi <script>alert(1)</script>', 'html_tags'],
    ['a comment', 'Hi <!-- secret -->', 'html_tags'],
    ['a struck word', 'It is ~~100~~ 80 euros.', 'markdown'],
    ['half a fence', 'Look:\n```\nno end', 'markdown'],
    ['half a table', 'a | b\n--- | ---', 'markdown'],
    ['bold words', 'It is **very** good.', 'markdown'],
    ['invisible text', 'Hi \u{e0041}\u{e0042}there', 'hidden_characters'],
    ['two greetings', 'Hi Mia,\n\nHello Mia,\n\nhow are you?', 'greets_twice'],
    ['a stuck model', `Hi,\n${'I see.\n'.repeat(30)}`, 'repeats_itself'],
  ])('%s', (_what, text, code) => {
    expect(objections(text)).toContain(code);
  });

  test('says which placeholder and which link', () => {
    expect(checked('Dear [Name], see evil.com')).toEqual([
      { code: 'placeholder', params: { placeholder: '[Name]' } },
      { code: 'strange_link', params: { link: 'evil.com' } },
    ]);
  });

  test('any mail, however odd, is judged in time that grows with its length', { timeout: 60_000 }, () => {
    for (const odd of ['a', 'a.', '<', '[A', '{{', '1', 'a@', '-', 'https://a', '&', ' ', '\n']) {
      const mail = odd.repeat(Math.ceil(200_000 / odd.length));
      objections('See https://evil.example and 870 [Name].', mail);
      expect(Array.isArray(objections(mail.slice(0, 20_000), mail))).toBe(true);
    }
  });
});
