import { Notification } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import { useReachable } from '../api/reachability.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon } from './icons.tsx';
import classes from './toasts.module.css';

interface Toast {
  readonly id: number;
  readonly kind: 'done' | 'failed';
  readonly text: string;
}

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

const set = (next: readonly Toast[]) => {
  toasts = next;
  for (const listener of listeners) listener();
};

/** Shows a message for a moment; failures stay until they are closed. */
export const toast = (kind: Toast['kind'], text: string): void => {
  set([...toasts.filter((shown) => shown.text !== text).slice(-3), { id: nextId++, kind, text }]);
};

const dismiss = (id: number) => set(toasts.filter((shown) => shown.id !== id));

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const current = () => toasts;

const SHOWN_MS = 5000;

const Shown = ({ id, kind, text }: Toast) => {
  const { t } = useI18n();
  useEffect(() => {
    if (kind === 'failed') return;
    const timer = setTimeout(() => dismiss(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, kind]);
  return (
    <Notification
      role={kind === 'failed' ? 'alert' : 'status'}
      color={kind === 'failed' ? 'red' : 'pine'}
      icon={<Icon name={kind === 'failed' ? 'alert' : 'check'} size={16} />}
      withBorder
      onClose={() => dismiss(id)}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {text}
    </Notification>
  );
};

export const Toasts = () => {
  const { t } = useI18n();
  const reachable = useReachable();
  const shown = useSyncExternalStore(subscribe, current, current);
  return (
    <div className={classes.region}>
      {!reachable && (
        <Notification
          role="status"
          color="orange"
          icon={<Icon name="alert" size={16} />}
          withBorder
          withCloseButton={false}
        >
          {t('frame.offline')}
        </Notification>
      )}
      {shown.map((toastShown) => (
        <Shown key={toastShown.id} {...toastShown} />
      ))}
    </div>
  );
};
