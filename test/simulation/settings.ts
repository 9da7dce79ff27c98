import type { Plan } from './plan.ts';

/** Whom the n-th thread of a plan is with. */
export const recipientOf = (plan: Plan, thread: number): string =>
  `person${plan.sameRecipient ? 0 : thread}@example.com`;

/** In plans that have some. */
export const MAX_FOLLOW_UPS = 2;
export const FOLLOW_UP_DAYS = 0.3;

const HOUR = 60 * 60_000;

/** The assistant's working hours in plans that have some: Monday to Friday, nine to five in Berlin. */
export const WORKING_HOURS = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };

/** Of Berlin in winter, and of recipients whose mails say where they are, east of Greenwich. */
export const OWNERS_CLOCK_HOURS = 1;
export const RECIPIENTS_CLOCK_HOURS = 9;

/** Whether `at` (epoch ms) lies within them on this clock; written apart from the shipping rule that it checks. */
export const workingTime = (at: number, clockHours: number): boolean => {
  const local = new Date(at + clockHours * HOUR);
  return (
    local.getUTCDay() >= 1 && local.getUTCDay() <= 5 && local.getUTCHours() >= 9 && local.getUTCHours() < 17
  );
};
