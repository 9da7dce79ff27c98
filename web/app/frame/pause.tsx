import type { SessionResource, UpdateSettingsBody } from '../../../shared/contract/auth.ts';
import { at, send } from '../api/client.ts';
import { resources } from '../api/resources.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from '../ui/icons.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './pause.module.css';

interface PauseProps {
  readonly settings: SessionResource['settings'];
}

/** Pauses all sending, or lets it go on; every page shows it at once. */
const usePause = ({ settings: { paused } }: PauseProps) => {
  const { t } = useI18n();
  const { run, pending } = useAction();
  const set = async (change: UpdateSettingsBody) => {
    try {
      const updated = await send('updateSettings', { body: change });
      const session = resources.known(at('getSession'));
      if (session) resources.write(at('getSession'), { ...session, settings: updated });
    } finally {
      // Where Gmail did not confirm, it is paused all the same.
      resources.invalidate('getSession', 'listThreads', 'getThread', 'summarise');
    }
  };
  const toggle = () =>
    run(() => set({ paused: !paused }), { done: t(paused ? 'pause.ended' : 'pause.begun') });
  return { paused, pending, toggle };
};

/** In the navigation. */
export const PauseSwitch = (props: PauseProps) => {
  const { t } = useI18n();
  const { paused, pending, toggle } = usePause(props);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={paused}
      className={classes.switch}
      disabled={pending}
      onClick={toggle}
    >
      <Icon name="pause" />
      <span>{t('pause.everything')}</span>
      <span className={classes.track} aria-hidden="true" />
    </button>
  );
};

/** Above every page while everything is paused. */
export const PausedBar = (props: PauseProps) => {
  const { t } = useI18n();
  const { paused, pending, toggle } = usePause(props);
  if (!paused) return null;
  return (
    <aside className={classes.bar} aria-label={t('pause.everything')}>
      <Icon name="pause" size={16} />
      <span>
        <strong>{t('pause.isPaused')}</strong> {t('pause.explained')}
      </span>
      <button type="button" className={classes.goOn} disabled={pending} onClick={toggle}>
        {t('pause.goOn')}
      </button>
    </aside>
  );
};
