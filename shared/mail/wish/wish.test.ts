import { describe, expect, test } from 'vitest';
import { isWishSubject, wishIn } from './wish.ts';

const plain: Readonly<Record<string, readonly string[]>> = {
  English: [
    'Please remove me from your mailing list.',
    'Hi Jo,\n\nplease take me off your list.\n\nBest,\nAnn',
    'Do not contact me again.',
    "Don't contact me again",
    'Please don’t write to me anymore. Thanks',
    'Stop emailing me!!',
    'STOP',
    'unsubscribe',
    'Unsubscribe me please',
    'Not interested, please unsubscribe me.',
    'Thanks, but I do not wish to receive any further emails from you.',
    'No more emails, please.',
    'Leave me alone.',
    'Could you please take us off\nyour distribution list?',
    'I told you last week: do not contact me about this again.',
    'I would like to be removed from your database.',
    'We ask you to stop sending us these messages.',
    'Never contact us again.',
    'As I said, stop writing to me. I will report you otherwise.',
    'Opt me out',
  ],
  German: [
    'Bitte keine weiteren Mails.',
    'Guten Tag,\n\nbitte nehmen Sie mich aus Ihrem Verteiler.\n\nMit freundlichen Grüßen\nAnna Beispiel',
    'Schreiben Sie mir bitte nicht mehr.',
    'Kontaktieren Sie mich nie wieder!',
    'Kein Interesse, bitte streichen Sie mich aus Ihrer Liste.',
    'Lassen Sie mich in Ruhe.',
    'Ich möchte keine E-Mails mehr von Ihnen erhalten.',
    'Ich möchte nicht mehr kontaktiert werden.',
    'Hören Sie bitte auf, mir zu schreiben.',
    'abmelden',
    'Bitte keine E-Mails mehr an mich.',
    'Hiermit widerspreche ich der Zusendung von Werbung.',
  ],
  French: [
    'Merci de ne plus me contacter.',
    'Ne m’écrivez plus.',
    'Veuillez me retirer de votre liste de diffusion.',
    'Arrêtez de m’envoyer des mails.',
    'Désabonnez-moi, merci.',
    'Je ne souhaite plus recevoir de mails de votre part.',
    'Laissez-moi tranquille !',
  ],
  Spanish: [
    'No me escriba más, por favor.',
    'Por favor, no me vuelvan a contactar.',
    'Dejen de enviarme correos.',
    'Denme de baja de su lista.',
    'No quiero recibir más correos.',
    'Déjeme en paz.',
  ],
  Portuguese: [
    'Por favor, não me escrevam mais.',
    'Parem de me enviar e-mails.',
    'Remova-me da sua lista.',
    'Não quero mais receber e-mails.',
  ],
  Italian: [
    'Non mi scriva più.',
    'Per favore, smettetela di scrivermi.',
    'Cancellatemi dalla vostra lista.',
    'Non desidero più ricevere vostre email.',
  ],
  Dutch: [
    'Stuur mij geen mails meer.',
    'Haal me alstublieft van uw lijst.',
    'Neem geen contact meer met mij op.',
  ],
  Polish: [
    'Proszę więcej do mnie nie pisać.',
    'Proszę o usunięcie mnie z listy mailingowej.',
    'Nie życzę sobie więcej takich wiadomości.',
  ],
  Russian: [
    'Больше не пишите мне.',
    'Здравствуйте!\n\nПожалуйста, больше не пишите.\n\nС уважением, Анна',
    'Не пишите мне больше никогда',
    'Удалите меня из вашей рассылки.',
    'Отпишите меня, пожалуйста.',
    'Оставьте меня в покое!',
    'Прекратите мне писать.',
    'Прошу больше меня не беспокоить.',
    'Хватит присылать мне спам.',
    'отписаться',
  ],
  Ukrainian: ['Більше не пишіть мені.', 'Видаліть мене з вашої розсилки.', 'Залиште мене в спокої.'],
  Swedish: ['Kontakta mig inte igen.', 'Sluta skicka mejl till mig.', 'Ta bort mig från er lista.'],
  Danish: ['Skriv ikke til mig igen.', 'Fjern mig fra jeres liste.'],
  Finnish: ['Älkää lähettäkö minulle enää viestejä.', 'Poistakaa minut postituslistalta.'],
  Czech: ['Prosím, už mi nepište.', 'Vymažte mě ze seznamu.'],
  Turkish: ['Lütfen bana bir daha yazmayın.', 'Beni listenizden çıkarın.'],
  Hebrew: ['הסירו אותי מרשימת התפוצה', 'אל תכתבו לי יותר'],
  Arabic: ['الرجاء عدم مراسلتي مرة أخرى'],
  Japanese: ['今後メールを送らないでください。', '配信を停止してください。'],
  Chinese: ['请不要再给我发邮件。', '请不要再联系我。', '退订'],
  Korean: ['더 이상 연락하지 마세요.', '수신거부'],
};

describe('a wish not to be written to', () => {
  test.each(
    Object.entries(plain).flatMap(([language, all]) => all.map((text) => [language, text])),
  )('is plain in %s: %s', (_, text) => {
    expect(wishIn(text ?? '')).toBe('plain');
  });

  test.each([
    'With our tool I can unsubscribe anybody in a second.',
    'How do your customers unsubscribe?',
    'Where is the unsubscribe link in your newsletter?',
    'To unsubscribe, click here: https://news.example/u/1',
    'If you no longer want to receive these emails, unsubscribe here.',
    'You receive this message because you signed up. Unsubscribe | Manage preferences',
    'Please do not reply to this email.',
    'Please do not hesitate to contact me again.',
    'Do not contact my boss, she is on holiday.',
    'Please stop the campaign for product B and start the other one.',
    'Remove me from the calendar invite, Bob will take it.',
    'Please remove the second paragraph from your list of features.',
    'No more questions from my side, the contract is on its way.',
    'Do not send the contract to me, send it to legal.',
    'I stopped writing to them years ago.',
    'Never mind, I found it. Contact me again in May!',
    'Das Abmelden vom Newsletter funktioniert bei euch nicht.',
    'Bitte antworten Sie nicht auf diese E-Mail.',
    'Ich habe keine weiteren Fragen, E-Mails sind angekommen.',
    'Не пишите это в договоре, пожалуйста.',
    'Как отписаться от рассылки, спрашивают клиенты.',
    'Не отвечайте на это письмо.',
    'Ne pas répondre à ce message.',
    'No dude en escribirme más adelante.',
    'Thanks, sounds good. What does it cost?',
    '',
    '> Please remove me from your mailing list.\n\nHa, somebody wrote me this. When do we meet?',
    '| Do not contact me again.',
  ])('is not in: %s', (text) => {
    expect(wishIn(text)).toBeNull();
  });

  test.each([
    'Please don’t contact me again until the end of May.',
    "Don't email me anymore, call me instead.",
    'Please don’t write to me anymore. Just call me on my mobile.',
    'Do not contact me again unless the price changes.',
    'Our users write things like "remove me from your list" all day.',
    'He said, do not contact me again. Funny guy.',
    'If you think so, do not contact me again.',
    'Should I say: do not contact me again?',
    'Bitte schreiben Sie mir nicht mehr an diese Adresse.',
    'Больше не пишите мне на этот адрес.',
    'Please stop sending me emails every day.',
  ])('has to be read by somebody in: %s', (text) => {
    expect(wishIn(text)).toBe('possible');
  });

  test('is not what they give back of our own words', () => {
    const ours = [
      'Hello Ann,\n\nshall we talk?\n\nIf this is not for you: tell me, do not contact me again.',
    ];
    const text = 'Yes, on Monday.\n\nIf this is not for you: tell me, do not contact me again.';
    expect(wishIn(text)).not.toBeNull();
    expect(wishIn(text, ours)).toBeNull();
    expect(wishIn('Do not contact me ever again.', ours)).toBe('plain');
  });

  test('is found through odd writing', () => {
    expect(wishIn('ＰＬＥＡＳＥ　ＲＥＭＯＶＥ ＭＥ ＦＲＯＭ ＹＯＵＲ ＬＩＳＴ')).toBe('plain');
    expect(wishIn('Do\u00a0not con\u200btact me again')).toBe('plain');
    expect(wishIn('*Unsubscribe me*')).toBe('plain');
    expect(wishIn('Thanks for the mail - please remove me from your list - bye')).toBe('plain');
  });

  test('may stand in the subject alone', () => {
    expect(isWishSubject('Unsubscribe')).toBe(true);
    expect(isWishSubject('отписаться')).toBe(true);
    expect(isWishSubject('Re: Unsubscribe rates of last month')).toBe(false);
    expect(isWishSubject('')).toBe(false);
  });

  test.each([
    'please '.repeat(3000),
    'do not contact me about '.repeat(1000),
    'a, '.repeat(7000),
    'remove me from your '.repeat(1000),
    'キャンセル今後'.repeat(3000),
    '\n'.repeat(20_000),
    '请不要再'.repeat(5000),
    `${'bitte, '.repeat(100)}nehmen sie mich aus ${'der '.repeat(4000)}`,
  ])('is looked for in rubbish without an end to it (%#)', (text) => {
    expect([null, 'plain', 'possible']).toContain(wishIn(text));
  });
});
