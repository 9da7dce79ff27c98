import type { MailFacts } from './mail-facts.ts';

export const returnDate = (_text: string, _sent: number | null, _facts: MailFacts): number | null => null;
