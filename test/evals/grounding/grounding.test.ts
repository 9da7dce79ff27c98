import { describe, expect, test } from 'vitest';
import type { LabelledMail } from './mail.ts';
import { figuresOf } from './score.ts';

const languages = ['en', 'de', 'fr', 'es', 'it', 'ru'] as const;

const half = async (name: 'open' | 'held-out'): Promise<Record<string, readonly LabelledMail[]>> =>
  Object.fromEntries(
    await Promise.all(
      languages.map(async (language) => {
        const module: Record<string, readonly LabelledMail[]> = await import(
          `./mails/${name}/${language}.ts`
        );
        return [language, module[language] ?? []] as const;
      }),
    ),
  );

describe.each(['open', 'held-out'] as const)('the %s half of the labelled mails', (name) => {
  test('at most 2 % of the honest mails are held, at least 97 % of the inventions are', async () => {
    const { honest, held, invented, missed } = figuresOf(await half(name));
    expect(honest).toBeGreaterThanOrEqual(100);
    expect(held.length / honest, JSON.stringify(held, null, 1)).toBeLessThanOrEqual(0.02);
    expect(1 - missed.length / invented, JSON.stringify(missed, null, 1)).toBeGreaterThanOrEqual(0.97);
  });
});
