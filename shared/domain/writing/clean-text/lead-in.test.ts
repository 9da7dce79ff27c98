import { describe, expect, test } from 'vitest';
import { cleanText } from './clean-text.ts';
import { withoutLeadIn } from './lead-in.ts';

const MAIL = 'Hi Ann,\n\nTuesday suits us.\n\nBest,\nJo';

describe('what a model says about the mail does not leave with it', () => {
  test.each([
    'Here is the email you asked for:',
    'Here’s the reply:',
    'Sure! Here is a short follow-up:',
    'Certainly! Here’s a draft of the email you requested.',
    'Of course. Below is the message:',
    'Sure!\n\nHere is the email:',
    'Sure, here is your reply:\n\n---',
    'Hier ist die gewünschte E-Mail:',
    'Gerne! Hier ist der Entwurf:',
    'Klar, hier kommt die Antwort:',
    'Voici le courriel demandé :',
    'Bien sûr ! Voici la réponse :',
    'Aquí tiene el correo:',
    'Claro, aquí está el borrador:',
    'Ecco la risposta:',
    'Certo! Ecco il messaggio richiesto:',
    'Вот письмо, которое вы просили:',
    'Конечно! Вот ответ:',
  ])('%s', (leadIn) => {
    expect(withoutLeadIn(`${leadIn}\n\n${MAIL}`)).toBe(MAIL);
    expect(cleanText(`${leadIn}\n\n${MAIL}`, '')).toBe(MAIL);
  });

  test.each([
    'Let me know if you would like me to adjust the tone of this email.',
    'Feel free to edit this draft!',
    '---\nI hope this draft helps.',
    'Sagen Sie mir, ob ich den Entwurf ändern soll.',
    'Скажите, если нужно изменить тон письма.',
  ])('behind it: %s', (offer) => {
    expect(withoutLeadIn(`${MAIL}\n\n${offer}`)).toBe(MAIL);
  });
});

describe('what belongs to the mail stays', () => {
  test.each([
    MAIL,
    'Sure! Tuesday works for me.\n\nBest,\nJo',
    'Of course, I can send you the contract.\n\nBest,\nJo',
    'Hi Ann,\n\nhere is the list that you asked for:\n\n1. Pricing\n2. Rollout\n\nBest,\nJo',
    'Hi Ann,\n\nhere is the email address of our support: help@acme.example\n\nBest,\nJo',
    'Hello,\n\nlet me know if you would like another time.\n\nJo',
    'Gerne! Am Dienstag passt es.\n\nJo',
    'Certo, va bene martedì.\n\nJo',
    'Вот и всё.\n\nДжо',
    'Here is the email you asked for:',
  ])('%s', (text) => {
    expect(withoutLeadIn(text)).toBe(text);
  });
});
