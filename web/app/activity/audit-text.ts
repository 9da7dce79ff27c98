import { useCallback } from 'react';
import type { Answer } from '../api/operations.ts';
import { useI18n } from '../i18n/i18n.tsx';
import type { PlainKey } from '../i18n/messages.ts';

type Action = Answer<'listAudit'>['items'][number]['action'];

const keys: Readonly<Record<Action, PlainKey>> = {
  signed_in: 'audit.signedIn',
  consented: 'audit.consented',
  signed_out_everywhere: 'audit.signedOutEverywhere',
  settings_changed: 'audit.settingsChanged',
  suppression_removed: 'audit.suppressionRemoved',
  disconnected: 'audit.disconnected',
  exported: 'audit.exported',
  draft_approved: 'audit.approved',
  draft_discarded: 'audit.discarded',
  draft_rewrite_requested: 'audit.rewriteRequested',
  conversation_resumed: 'audit.resumed',
  conversation_stopped: 'audit.stopped',
  conversation_deleted: 'audit.conversationDeleted',
  assistant_deleted: 'audit.assistantDeleted',
};

/** What an action is called; one that we do not know yet is shown by its name. */
export const useAuditText = (): ((action: string) => string) => {
  const { t } = useI18n();
  return useCallback(
    (action) => {
      if (Object.hasOwn(keys, action)) return t(keys[action as Action]);
      const words = action.replaceAll(/[._-]+/g, ' ');
      return words.charAt(0).toUpperCase() + words.slice(1);
    },
    [t],
  );
};
