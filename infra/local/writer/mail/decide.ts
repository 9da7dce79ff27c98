import type { WriterAction, WriterAnswer } from '../../../../shared/domain/writing/answer.ts';
import type { Briefing } from './briefing.ts';
import { finishMail, firstMail, followUpMail, goodbyeMail, replyMail, subjectOf } from './compose.ts';
import { type Intent, intentOf } from './intent.ts';

const answer = (
  action: WriterAction,
  body: string | null,
  reason: string,
  goalProgress: string,
): WriterAnswer => ({
  action,
  subject: null,
  body,
  reason,
  goalProgress,
});

/** "Please see the attached file." */
const POINTS_AT_FILE =
  /(?<!\p{L})(?:attached|attachment|enclosed|anbei|angehängt|anhang|beigefügt|прикреп|прилож|прилага|вложени)/iu;

const onLatest = (briefing: Briefing, intent: Intent): WriterAnswer => {
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
    case 'later':
      return answer('wait', null, 'They will come back to us.', 'It is their turn.');
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
      return answer(
        'reply',
        replyMail(briefing, intent),
        'They want to know more.',
        'They are talking with us.',
      );
    case 'other':
      return answer('reply', replyMail(briefing, intent), 'They answered.', 'They are talking with us.');
  }
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
    return answer('reply', followUpMail(briefing), 'Nobody has answered yet.', 'Reminded them once more.');
  }
  if (briefing.latest === '' && !briefing.hasMails)
    return answer('wait', null, 'There is nothing to answer yet.', 'It is their turn.');
  if (briefing.hasUnreadFiles && POINTS_AT_FILE.test(briefing.latest)) {
    return answer('escalate', null, 'They sent a file that cannot be read.', 'It waits for you.');
  }
  return onLatest(briefing, intentOf(briefing.latest));
};
