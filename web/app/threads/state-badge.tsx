import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { useI18n } from '../i18n/i18n.tsx';
import classes from './state-badge.module.css';
import { stateOf } from './thread-state.ts';

export const StateBadge = ({ thread }: { readonly thread: ThreadResource }) => {
  const { t } = useI18n();
  const { key, tone } = stateOf(thread);
  return (
    <span className={classes.badge} data-tone={tone}>
      {t(key)}
    </span>
  );
};
