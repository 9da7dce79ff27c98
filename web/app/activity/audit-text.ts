import { useCallback } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import type { PlainKey } from '../i18n/messages.ts';

const keys: Readonly<Record<string, PlainKey>> = {
  signed_in: 'audit.signedIn',
  consented: 'audit.consented',
  signed_out_everywhere: 'audit.signedOutEverywhere',
  settings_changed: 'audit.settingsChanged',
  suppression_removed: 'audit.suppressionRemoved',
  disconnected: 'audit.disconnected',
  exported: 'audit.exported',
  draft_approved: 'audit.approved',
  conversation_stopped: 'audit.stopped',
  conversation_deleted: 'audit.conversationDeleted',
  assistant_deleted: 'audit.assistantDeleted',
};

/** What an action is called; one that we do not know yet is shown by its name. */
export const useAuditText = (): ((action: string) => string) => {
  const { t } = useI18n();
  return useCallback(
    (action) => {
      const key = keys[action];
      if (key !== undefined) return t(key);
      const words = action.replaceAll(/[._-]+/g, ' ');
      return words.charAt(0).toUpperCase() + words.slice(1);
    },
    [t],
  );
};
