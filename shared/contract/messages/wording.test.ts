import { describe, expect, it } from 'vitest';
import { wordingFor } from './wording.ts';

const wording = wordingFor('https://app.example.com');
const said = {
  kind: 'thread.question',
  code: 'question',
  who: 'Kim {who} $&',
  subject: 'A pilot',
  lastWords: 'What does it cost?',
  question: 'May I offer 20 euros?',
  url: 'https://app.example.com/threads/t1',
  reviewUrl: null,
};

describe('the words of a notification', () => {
  it('says what the assistant asks, in both languages', () => {
    for (const language of ['en', 'ru'] as const) {
      const { text } = wording.tell(language, [said], 0);
      expect(text).toContain('May I offer 20 euros?');
      expect(text).toContain('What does it cost?');
      expect(text).toContain('https://app.example.com/threads/t1');
    }
  });

  it('fills names in as data, and leaves no placeholder of its own', () => {
    const { title, text } = wording.tell('en', [said], 0);
    expect(title).toContain('Kim {who} $&');
    expect(`${title}${text}`.replaceAll('{who}', '')).not.toMatch(/\{[a-z]+\}/i);
  });

  it('counts what was dropped, and says nothing of what there is not', () => {
    const { title, text } = wording.tell('en', [said, { ...said, question: '', lastWords: '' }], 3);
    expect(title).toContain('5');
    expect(text).toContain('3');
    expect(text.split('May I offer')).toHaveLength(2);
  });
});
