import type { WriterAction, WriterAnswer } from '../../../../shared/domain/writing/answer.ts';
import type { Briefing } from './briefing.ts';
import {
  arrivedMail,
  finishMail,
  firstMail,
  followUpMail,
  goodbyeMail,
  holdingMail,
  knownAnswers,
  MAX_ASKED,
  reminderMail,
  replyMail,
  subjectOf,
} from './compose.ts';
import { type Intent, intentOf, PROMISE } from './intent.ts';
import { isPriceQuestion } from './matching.ts';
import { namedDate } from './named-date.ts';
import { SETTLED } from './owner.ts';
import { isDue, promiseIn } from './promises.ts';

const answer = (
  action: WriterAction,
  body: string | null,
  reason: string,
  goalProgress: string,
): WriterAnswer => ({
  action,
  subject: null,
  body,
  until: null,
  question: null,
  commitments: [],
  reason,
  goalProgress,
});

/** "Please see the attached file." */
const POINTS_AT_FILE =
  /(?<!\p{L})(?:attached|attachment|enclosed|anbei|angehängt|anhang|beigefügt|прикреп|прилож|прилага|вложени)/iu;

const asking = (briefing: Briefing, question: string): WriterAnswer => ({
  ...answer(
    'ask_owner',
    briefing.mayHold && briefing.hasMails ? holdingMail(briefing) : null,
    'A fact is missing that only you know.',
    'It waits for your answer.',
  ),
  question,
  commitments: [...briefing.promises],
});

/** What they will do, and when to look whether they have. */
const waiting = (briefing: Briefing, intent: 'promise' | 'later'): WriterAnswer => {
  const due = namedDate(briefing.latest, briefing.today);
  const ours = briefing.promises.filter(({ who }) => who === 'owner');
  const theirs = { who: 'correspondent' as const, what: promiseIn(briefing.latest, PROMISE), due };
  const reason = intent === 'promise' ? 'They said that they will do it.' : 'They will come back to us.';
  return {
    ...answer('wait', null, reason, 'It is their turn.'),
    until: due,
    commitments: intent === 'promise' ? [...ours, theirs] : [...briefing.promises],
  };
};

/** A price is asked for that stands nowhere. */
const lacksPrice = (briefing: Briefing): boolean =>
  isPriceQuestion(briefing.latest) && knownAnswers(briefing, 1).length === 0;

const onLatest = (briefing: Briefing, intent: Intent): WriterAnswer => {
  const open = [...briefing.promises];
  switch (intent) {
    case 'opt_out':
      return answer('opt_out', null, 'They ask not to be written to again.', 'The conversation ends here.');
    case 'escalate':
      return answer('escalate', null, 'The mail is heated, legal or asks for a person.', 'It waits for you.');
    case 'decline':
      return answer(
        'decline_noted',
        goodbyeMail(briefing),
        'They said no, politely.',
        'The goal was not reached.',
      );
    case 'promise':
    case 'later':
      return waiting(briefing, intent);
    case 'kept':
      return {
        ...answer('reply', arrivedMail(briefing), 'They have done it.', 'They kept their word.'),
        commitments: open.filter(({ who }) => who === 'owner'),
      };
    case 'agree':
      return answer('finish', finishMail(briefing, 'agree'), 'They agreed.', 'The goal is reached.');
    case 'thanks':
      return answer(
        'finish',
        finishMail(briefing, 'thanks'),
        'They thanked and asked nothing.',
        'Nothing is left to do.',
      );
    case 'question':
      if (briefing.mayAsk && lacksPrice(briefing)) {
        return asking(briefing, briefing.latest.replaceAll(/\s+/g, ' ').slice(0, MAX_ASKED));
      }
      return {
        ...answer(
          'reply',
          replyMail(briefing, intent),
          'They want to know more.',
          'They are talking with us.',
        ),
        commitments: open,
      };
    case 'other':
      return {
        ...answer('reply', replyMail(briefing, intent), 'They answered.', 'They are talking with us.'),
        commitments: open,
      };
  }
};

/** A moment has come, or the owner has said something; no mail is expected. */
const onRevisit = (briefing: Briefing): WriterAnswer => {
  const { promises, today } = briefing;
  const told = briefing.isTold ? briefing.facts.at(-1) : undefined;
  const isSettled = told?.question === null && SETTLED.test(told.text);
  if (isSettled && promises.some(({ who }) => who === 'correspondent')) {
    return {
      ...answer('reply', arrivedMail(briefing), 'You say that it has arrived.', 'They kept their word.'),
      commitments: promises.filter(({ who }) => who === 'owner'),
    };
  }
  const due = promises.filter((promise) => isDue(promise, today));
  const ours = due.find(({ who }) => who === 'owner');
  if (ours && briefing.mayAsk) return asking(briefing, `We promised: ${ours.what} What should I answer?`);
  if (due.some(({ who }) => who === 'correspondent') && !told) {
    return {
      ...answer('reply', reminderMail(briefing), 'They have not kept their promise yet.', 'Reminded them.'),
      commitments: [...promises],
    };
  }
  return {
    ...answer(
      'wait',
      null,
      told ? 'Noted; nothing has to be said.' : 'There is nothing to say yet.',
      'It is their turn.',
    ),
    commitments: [...promises],
  };
};

/** The decision and the mail for this prompt. Deterministic. */
export const decide = (briefing: Briefing): WriterAnswer => {
  if (briefing.task === 'first') {
    return {
      ...answer('reply', firstMail(briefing), 'The conversation begins.', 'The first mail is written.'),
      subject: subjectOf(briefing),
    };
  }
  if (briefing.task === 'follow_up') {
    return {
      ...answer('reply', followUpMail(briefing), 'Nobody has answered yet.', 'Reminded them once more.'),
      commitments: [...briefing.promises],
    };
  }
  if (briefing.task === 'revisit') return onRevisit(briefing);
  if (briefing.latest === '' && !briefing.hasMails)
    return answer('wait', null, 'There is nothing to answer yet.', 'It is their turn.');
  if (briefing.hasUnreadFiles && POINTS_AT_FILE.test(briefing.latest)) {
    return answer('escalate', null, 'They sent a file that cannot be read.', 'It waits for you.');
  }
  return onLatest(briefing, intentOf(briefing.latest));
};
