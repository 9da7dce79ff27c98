import { useCallback } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import type { PlainKey } from '../i18n/messages.ts';

const keys: Readonly<Record<string, PlainKey>> = {
  signed_in: 'audit.signedIn',
  signed_out: 'audit.signedOut',
  signed_out_everywhere: 'audit.signedOutEverywhere',
  consented: 'audit.consented',
  disconnected: 'audit.disconnected',
  approved: 'audit.approved',
  stopped: 'audit.stopped',
  exported: 'audit.exported',
  settings_changed: 'audit.settingsChanged',
  deletion_requested: 'audit.deletionRequested',
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
