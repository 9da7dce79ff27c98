import { describe, expect, it } from 'vitest';
import { loadWords } from '../i18n/locale.ts';
import { manyTexts } from '../i18n/pages/many-page.ts';
import { withTexts } from '../i18n/speaker.ts';
import { planThreads } from './many-plan.ts';
import { parseRecipients } from './recipients.ts';
import { newThread } from './thread-values.ts';

await loadWords('en');
const t = withTexts('en', manyTexts);
const values = {
  ...newThread,
  assistantId: 'a1',
  instructions: 'Ask {{name}} about {{show}}.',
  subject: 'About {{show}}',
};
const plan = (list: string, change = {}) =>
  planThreads({ ...values, ...change }, parseRecipients(list).recipients, t);

describe('planThreads', () => {
  it('merges each row into a body of its own', () => {
    const [first] = plan('email,name,show\nmaria@example.com,Maria,Small Tools');
    expect(first?.objection).toBeNull();
    expect(first?.body).toEqual({
      assistantId: 'a1',
      recipient: { email: 'maria@example.com', name: 'Maria' },
      instructions: 'Ask Maria about Small Tools.',
      subject: 'About Small Tools',
      followUp: { afterDays: 3, max: 2, backoff: 2.34 },
    });
  });

  it('names the fields that a row lacks', () => {
    const [first] = plan('email,name,show\nmaria@example.com,Maria,');
    expect(first?.objection).toBe('No value for {{show}}');
  });

  it('points from a duplicate to the line that came first', () => {
    const rows = plan('a@example.com\na@example.com', { instructions: 'x', subject: '' });
    expect(rows.map(({ objection }) => objection)).toEqual([null, 'Already in line 1']);
  });

  it('leaves what is wrong with all rows to the form', () => {
    const [first] = plan('a@example.com', { instructions: '', subject: '' });
    expect(first?.objection).toBeNull();
  });
});
