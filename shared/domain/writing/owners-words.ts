import type { Capabilities } from '../assistant/settings.ts';
import { spokenMoment } from '../assistant/working-hours.ts';
import type { Commitment, Note } from '../conversation/commitment.ts';
import { defused, untrustedCommitments } from './untrusted.ts';

const oneLine = (text: string): string => defused(text).replaceAll(/\s+/g, ' ').trim();

/** What the owner told the assistant about this conversation, for the trusted part of the prompt. null: nothing. */
export const factsText = (notes: readonly Note[], timeZone: string): string | null =>
  notes.length === 0
    ? null
    : notes
        .map(({ at, text, question }) => {
          const asked =
            question === null ? '' : `You asked: "${oneLine(question).replaceAll('"', "'")}" They answered: `;
          return `- ${spokenMoment(at, timeZone)}: ${asked}${text.replaceAll(/\s+/g, ' ').trim()}`;
        })
        .join('\n');

/** What the assistant may do about what it does not know. The code keeps to it as well. */
export const permissionsText = ({ askOwner, holdingLine }: Capabilities): string => {
  if (!askOwner) return 'Do not choose ask_owner: what you lack you leave out, or you choose escalate.';
  return holdingLine
    ? 'You may choose ask_owner. In an answer to a mail, body is then one short mail which says that you will find out and come back to them, and nothing else; it is sent at once.'
    : 'You may choose ask_owner. body is then null: nothing is sent until they have answered.';
};

const WHO = { owner: 'We promised', correspondent: 'They promised' } as const;

/** The promises that were open at the last look, as data. null: none. */
export const commitmentsText = (commitments: readonly Commitment[], timeZone: string): string | null =>
  commitments.length === 0
    ? null
    : `[Promises that were open when you last looked:]\n${untrustedCommitments(
        commitments
          .map(({ who, what, due }) => {
            const when = due === null ? 'no time named' : `${spokenMoment(due, timeZone)} ${timeZone}`;
            return `- ${WHO[who]} (${when}): ${what}`;
          })
          .join('\n'),
      )}`;
