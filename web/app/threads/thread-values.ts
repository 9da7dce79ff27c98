import type { CreateThreadBody } from '../../../shared/contract/threads.ts';

/** The values of the form for a new conversation, for one recipient or for many. */
export interface ThreadValues {
  readonly assistantId: string;
  readonly instructions: string;
  readonly goal: string;
  readonly subject: string;
  /** '' : the assistant's mode. */
  readonly mode: '' | 'autonomous' | 'review';
  readonly followsUp: boolean;
  readonly afterDays: string;
  readonly max: string;
  readonly backoff: string;
}

export const newThread: ThreadValues = {
  assistantId: '',
  instructions: '',
  goal: '',
  subject: '',
  mode: '',
  followsUp: true,
  afterDays: '3',
  max: '2',
  backoff: '2.34',
};

const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.replace(',', '.')));

export const createBody = (
  values: ThreadValues,
  recipient: { readonly email: string; readonly name: string },
): CreateThreadBody => {
  const name = recipient.name.trim();
  const goal = values.goal.trim();
  const subject = values.subject.trim();
  return {
    assistantId: values.assistantId,
    recipient: { email: recipient.email.trim(), ...(name === '' ? {} : { name }) },
    instructions: values.instructions.trim(),
    ...(subject === '' ? {} : { subject }),
    ...(goal === '' ? {} : { goal }),
    ...(values.mode === '' ? {} : { mode: values.mode }),
    followUp: values.followsUp
      ? {
          afterDays: number(values.afterDays),
          max: number(values.max),
          backoff: number(values.backoff),
        }
      : null,
  };
};
