import type { userSettings } from '../../domain/account/settings.ts';
import type { Assistant } from '../../domain/assistant/assistant.ts';
import type { assistantSettings } from '../../domain/assistant/settings.ts';
import type { Result } from '../../domain/result.ts';
import type { SettingChanges } from '../../domain/setting.ts';
import { type AccountSettings, updateSettings } from '../account/settings.ts';
import { updateAssistant } from '../assistant/assistants.ts';
import type { ThreadDeps } from '../conversation/deps.ts';
import type { AppError } from '../errors.ts';
import { goOnDurably, noteGoingOn } from './go-on.ts';
import { holdBack } from './hold-back.ts';

type Changes = SettingChanges<typeof userSettings>;

const changesPlan = ({ paceSeconds, rampPerDay, dailySendingLimit }: Changes): boolean =>
  [paceSeconds, rampPerDay, dailySendingLimit].some((change) => change !== undefined);

/** Changes the owner's settings, with what follows for conversations under way. */
export const changeSettings =
  (deps: ThreadDeps & { readonly settings: { readonly maxDailySendingLimit: number } }) =>
  async (input: {
    readonly userId: string;
    readonly changes: Changes;
  }): Promise<Result<AccountSettings, AppError>> => {
    const { userId, changes } = input;
    const changed = await updateSettings(deps)(input);
    if (!changed.ok) return changed;
    if (changes.paused === true) {
      const held = await holdBack(deps, { userId, assistantId: null }, 'pause');
      if (!held.ok) return held;
    }
    if (changesPlan(changes)) await goOnDurably(deps, { userId, why: 'new_plan' });
    else if (changes.paused === false) await goOnDurably(deps, { userId, why: 'pause_over' });
    return changed;
  };

/** The same for one assistant. Asking for approval is answered once no mail can leave without. */
export const changeAssistant =
  (deps: ThreadDeps) =>
  async (input: {
    readonly userId: string;
    readonly assistantId: string;
    readonly changes: SettingChanges<typeof assistantSettings>;
  }): Promise<Result<Assistant, AppError>> => {
    const { userId, assistantId, changes } = input;
    // Noted first: should this break off, the sweep lets them go on.
    if (changes.paused === false) await noteGoingOn(deps, userId);
    const changed = await updateAssistant(deps)(input);
    if (!changed.ok) return changed;
    if (changes.paused === true) {
      const held = await holdBack(deps, { userId, assistantId }, 'pause');
      if (!held.ok) return held;
    }
    if (changes.mode === 'review') {
      const held = await holdBack(deps, { userId, assistantId }, 'review');
      if (!held.ok) return held;
    }
    if (changes.paused === false) await goOnDurably(deps, { userId, assistantId, why: 'pause_over' });
    return changed;
  };
