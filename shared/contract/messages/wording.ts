import type { Said } from '../../domain/notification/said.ts';
import type { Language } from '../../domain/notification/settings.ts';
import { fill } from './message.ts';
import { type NotificationTexts, notificationTexts } from './notification.ts';

const own = (table: Readonly<Record<string, string>>, key: string | null): string =>
  key !== null && Object.hasOwn(table, key) ? (table[key] ?? '') : '';

const titleOf = ({ kinds }: NotificationTexts, { kind, who }: Said): string =>
  fill(own(kinds, kind) || kind, { who });

const linesOf = (texts: NotificationTexts, said: Said, isOne: boolean): readonly string[] => {
  const { phrases, reasons } = texts;
  const { subject, lastWords, question, url, reviewUrl } = said;
  const title = titleOf(texts, said);
  return [
    subject === '' ? title : `${title} (${subject})`,
    own(reasons, said.code),
    question,
    lastWords === '' ? '' : fill(phrases.lastWords, { words: lastWords }),
    reviewUrl === null ? '' : fill(phrases.decide, { url: reviewUrl }),
    isOne || reviewUrl === null ? fill(phrases.open, { url }) : '',
  ].filter((line) => line !== '');
};

/** The words of what an owner is told, from the tables of `notification.ts`. */
export const wordingFor = (publicUrl: string) => ({
  tell(language: Language, said: readonly Said[], dropped: number): { title: string; text: string } {
    const texts = notificationTexts[language];
    const { phrases } = texts;
    const [only, ...others] = said;
    const isOne = only !== undefined && others.length === 0;
    const more = dropped > 0 ? [fill(phrases.dropped, { count: dropped })] : [];
    const parts = [...said.map((one) => linesOf(texts, one, isOne).join('\n')), ...more];
    return {
      title: isOne ? titleOf(texts, only) : fill(phrases.several, { count: said.length + dropped }),
      text: `${parts.join('\n\n')}\n\n${fill(phrases.footer, { url: `${publicUrl}/settings` })}`,
    };
  },
  test(language: Language): { title: string; text: string } {
    const { phrases } = notificationTexts[language];
    return {
      title: phrases.test,
      text: `${phrases.testText}\n\n${fill(phrases.footer, { url: `${publicUrl}/settings` })}`,
    };
  },
});
