import type { LabelledMail } from './mail.ts';
import { figuresOf } from './score.ts';

/** `node test/evals/grounding/main.ts [open|held-out]`: what the check of facts holds, without any model. */
const half = process.argv[2] ?? 'open';
const languages: Record<string, readonly LabelledMail[]> = {};
for (const language of ['en', 'de', 'fr', 'es', 'it', 'ru']) {
  const module: Record<string, readonly LabelledMail[]> = await import(`./mails/${half}/${language}.ts`);
  languages[language] = module[language] ?? [];
}
const { honest, held, invented, missed } = figuresOf(languages);
console.log(
  `${half}: ${held.length} of ${honest} honest mails held, ${invented - missed.length} of ${invented} inventions held`,
);
for (const one of held) console.log(`held   ${one.language} ${one.about}: ${one.words}`);
for (const one of missed) console.log(`missed ${one.language} ${one.about}: ${one.words}`);
