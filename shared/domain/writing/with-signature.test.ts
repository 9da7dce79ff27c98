import { expect, test } from 'vitest';
import { withSignature } from './with-signature.ts';

test.each<[what: string, body: string, signature: string | null, expected: string]>([
  ['none is set', 'Hi,\n\nyes.\n', null, 'Hi,\n\nyes.'],
  ['nothing was signed', 'Hi,\n\nyes.', 'Alex\nAcme', 'Hi,\n\nyes.\n\nAlex\nAcme'],
  ['it stands there', 'Yes.\n\nAlex\nAcme', 'Alex\nAcme', 'Yes.\n\nAlex\nAcme'],
  ['it stands there in other spacing', 'Yes.\n\nalex  Acme', 'Alex\nAcme', 'Yes.\n\nalex  Acme'],
  ['only a sign-off', 'Yes.\n\nBest regards,', 'Alex\nAcme', 'Yes.\n\nBest regards,\nAlex\nAcme'],
  [
    'sign-off and part of it',
    'Yes.\n\nBest regards,\nAlex',
    'Alex Smith\nAcme',
    'Yes.\n\nBest regards,\nAlex Smith\nAcme',
  ],
  [
    'it has a sign-off itself',
    'Yes.\n\nBest,\nAlex',
    'Kind regards,\nAlex Smith',
    'Yes.\n\nKind regards,\nAlex Smith',
  ],
  ['another name below', 'Yes.\n\nCheers,\n\nThe Assistant', 'Alex', 'Yes.\n\nCheers,\nAlex'],
  ['a name alone', 'Yes.\n\nAlex', 'Alex Smith\nAcme', 'Yes.\n\nAlex Smith\nAcme'],
  ['German', 'Ja.\n\nMit freundlichen Grüßen\nAlex', 'Viele Grüße\nAlex', 'Ja.\n\nViele Grüße\nAlex'],
  ['Russian', 'Да.\n\nС уважением,\nАлекс', 'Алекс\nAcme', 'Да.\n\nС уважением,\nАлекс\nAcme'],
  [
    'thanks as a sentence',
    'Thanks for the call, see you then.',
    'Alex',
    'Thanks for the call, see you then.\n\nAlex',
  ],
  [
    'a postscript, which is kept',
    'Yes.\n\nBest,\nAlex\n\nPS: bring the papers along, please.',
    'Alex',
    'Yes.\n\nBest,\nAlex\n\nPS: bring the papers along, please.\n\nAlex',
  ],
  [
    'a sign-off far above',
    `Best,\n\n${'One line.\n'.repeat(8)}`,
    'Alex',
    `Best,\n\n${'One line.\n'.repeat(8)}\nAlex`,
  ],
  ['nothing but a sign-off', 'Best,\nAlex', 'Regards,\nAlex S', 'Regards,\nAlex S'],
])('one signature when %s', (_what, body, signature, expected) => {
  expect(withSignature(body, { signature })).toBe(expected);
});
