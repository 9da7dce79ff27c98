import type { Kernel } from '../world/kernel.ts';
import { normalizeAddress } from '../world/mailboxes.ts';
import { INHABITANTS } from './people.ts';

const settingOf = (email: string): string => `played by hand: ${normalizeAddress(email)}`;

export const isInhabitant = (email: string): boolean =>
  INHABITANTS.some((inhabitant) => inhabitant.email === normalizeAddress(email));

/** Whether an inhabitant answers automatically. A person can take over the mailbox and answer in their place. */
export function answersAlone(kernel: Kernel, email: string): boolean {
  return isInhabitant(email) && kernel.get('SELECT 1 FROM setting WHERE name = ?', settingOf(email)) === null;
}

/** When automatic answers are turned on again, the inhabitant answers what is still unread. */
export function setAnswersAlone(kernel: Kernel, email: string, alone: boolean): void {
  if (alone) kernel.run('DELETE FROM setting WHERE name = ?', settingOf(email));
  else kernel.run("INSERT OR REPLACE INTO setting (name, value) VALUES (?, 'true')", settingOf(email));
}
