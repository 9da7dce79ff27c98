import { describe, expect, it } from 'vitest';
import { codeTexts, textOf } from './codes.ts';
import { enCodes } from './en.ts';
import type { Text } from './messages.ts';
import { ruCodes } from './ru.ts';

const inRussian = (kind: Parameters<typeof textOf>[2], coded: Parameters<typeof textOf>[3]) =>
  textOf(ruCodes, 'ru', kind, coded);

describe('textOf', () => {
  it.each([
    [
      'a plain code',
      textOf(enCodes, 'en', 'waiting', { code: 'approval', params: {} }),
      'Waiting for your approval.',
    ],
    [
      'a code with a parameter',
      inRussian('attention', {
        code: 'reply_to_elsewhere',
        params: { from: 'a@x.example', replyTo: '$&@x.example' },
      }),
      'a@x.example просит отвечать на другой адрес: $&@x.example.',
    ],
    [
      'one of several causes',
      inRussian('waiting', { code: 'retry', params: { cause: 'gmail' } }),
      'Gmail недоступен. Новая попытка будет автоматически.',
    ],
    [
      'a list of codes',
      inRussian('attention', {
        code: 'text_rejected',
        params: {
          objections: [
            { code: 'greets_twice', params: {} },
            { code: 'placeholder', params: { placeholder: '[Name]' }, part: 'subject' },
            { code: 'legacy', params: { text: 'x' } },
            5,
            null,
          ],
        },
      }),
      'Текст ассистента не прошёл проверку: текст здоровается дважды; тема: не заполнено место [Name]; x.',
    ],
    [
      'an empty parameter at the end',
      textOf(enCodes, 'en', 'stopDetail', { code: 'undeliverable', params: { status: '' } }),
      'The email could not be delivered.',
    ],
    [
      'a form that depends on a number',
      inRussian('problem', { code: 'too_many_requests', params: { count: 3 } }),
      'Слишком много запросов. Повторите через 3 секунды.',
    ],
    [
      'what a parameter brings along, unfilled',
      textOf(enCodes, 'en', 'milestone', {
        code: 'decided',
        params: { reason: '{feedback}', feedback: 'no' },
      }),
      '{feedback}',
    ],
  ])('says %s', (_, text, expected) => {
    expect(text).toBe(expected);
  });

  it('shows what a newer server says in English, for a code or a cause that is unknown here', () => {
    const message = 'The moon is in the wrong place.';
    expect(inRussian('waiting', { code: 'moon', params: {}, message })).toBe(message);
    expect(inRussian('waiting', { code: 'retry', params: { cause: 'moon' }, message })).toBe(message);
    expect(inRussian('waiting', { code: 'toString', params: {}, message })).toBe(message);
    expect(inRussian('waiting', { code: 'moon', params: null })).toBe('moon');
  });
});

describe('the texts of codes', () => {
  const russian = Object.entries(ruCodes).flatMap(([kind, texts]) =>
    Object.entries<Text>(texts).flatMap(([key, text]) =>
      (typeof text === 'string' ? [text] : Object.values(text)).map(
        (form) => [`${kind} ${key}`, form] as const,
      ),
    ),
  );

  it.each(russian)('%s is told in Russian', (_, form) => {
    const own = form.replaceAll(/\{\w+\}/g, '').trim();
    expect(own === '' || /[а-яё]/i.test(own)).toBe(true);
  });

  it('are complete and name only parameters that exist, by type', () => {
    const declared = () => {
      const { approval, ...withoutApproval } = ruCodes.waiting;
      // @ts-expect-error a code without a text
      codeTexts({ ...ruCodes, waiting: withoutApproval });
      // @ts-expect-error a text without a code
      codeTexts({ ...ruCodes, waiting: { ...withoutApproval, approval, moon: 'x' } });
      // @ts-expect-error a cause without a text
      codeTexts({ ...ruCodes, waiting: { ...withoutApproval, approval, 'retry.gmail': undefined } });
      // @ts-expect-error a placeholder that is no parameter
      codeTexts({ ...ruCodes, waiting: { ...withoutApproval, approval: '{moon}' } });
      // @ts-expect-error a parameter of another cause's code
      codeTexts({ ...ruCodes, waiting: { ...withoutApproval, approval: '{text}' } });
      codeTexts({ ...ruCodes, waiting: { ...withoutApproval, approval, legacy: '{text}: {text}' } });
      return approval;
    };
    expect(declared()).toBe(ruCodes.waiting.approval);
  });
});
