import { NavLink } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { SessionResource } from '../../../shared/contract/auth.ts';
import { at, send } from '../api/client.ts';
import { leave } from '../api/leave.ts';
import { useResource } from '../api/use-resource.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';
import { PersonAvatar } from '../ui/person.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './navigation.module.css';

/** Loaded later, so that they do not delay the first page. */
const ThemeSwitch = lazy(async () => ({ default: (await import('./appearance.tsx')).ThemeSwitch }));
const LanguageSwitch = lazy(async () => ({ default: (await import('./appearance.tsx')).LanguageSwitch }));

const PauseSwitch = lazy(async () => ({ default: (await import('./pause.tsx')).PauseSwitch }));

const SUMMARY_POLL_MS = 20_000;

export const Navigation = ({ session }: { readonly session: SessionResource }) => {
  const { t } = useI18n();
  const { data: summary } = useResource(at('summarise', { query: { days: 14 } }), {
    pollMs: SUMMARY_POLL_MS,
  });
  const waiting = (summary?.needsAttention ?? 0) + (summary?.awaitingApproval ?? 0);
  return (
    <>
      <nav aria-label={t('frame.navigation')} className={classes.nav}>
        <Item to="/" icon="home" label={t('nav.home')} exact />
        <div className={classes.group} id="nav-group">
          {t('nav.emailAssistant')}
        </div>
        <ul className="plain-list" aria-labelledby="nav-group">
          <li>
            <Item to="/assistants" icon="assistant" label={t('nav.assistants')} />
          </li>
          <li>
            <Item to="/threads" icon="threads" label={t('nav.threads')} count={waiting} />
          </li>
        </ul>
        <div className={classes.rule} />
        <Item to="/activity" icon="activity" label={t('nav.activity')} />
        <Item to="/settings" icon="settings" label={t('nav.settings')} />
      </nav>
      <Foot session={session} />
    </>
  );
};

interface ItemProps {
  readonly to: string;
  readonly icon: IconName;
  readonly label: string;
  readonly exact?: boolean;
  readonly count?: number;
}

const Item = ({ to, icon, label, exact = false, count = 0 }: ItemProps) => {
  const { t } = useI18n();
  const { pathname } = useLocation();
  const active = exact ? pathname === to : pathname === to || pathname.startsWith(`${to}/`);
  return (
    <NavLink
      component={Link}
      to={to}
      label={label}
      active={active}
      {...(active ? { 'aria-current': 'page' as const } : {})}
      leftSection={<Icon name={icon} />}
      rightSection={
        count > 0 ? (
          <span className={classes.count}>
            <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
            <span className="visually-hidden">{t('nav.waiting', { count })}</span>
          </span>
        ) : undefined
      }
      className={classes.item ?? ''}
    />
  );
};

const Foot = ({ session }: { readonly session: SessionResource }) => {
  const { t } = useI18n();
  const navigate = useNavigate();
  const { run, pending } = useAction();
  const { user, mailbox } = session;
  const connected = mailbox?.status === 'connected';
  return (
    <div className={classes.foot}>
      <div className={classes.pause}>
        <Suspense>
          <PauseSwitch settings={session.settings} />
        </Suspense>
      </div>
      <div className={classes.user}>
        <PersonAvatar person={user} size={34} tone="pine" />
        <div className={classes.who}>
          <span className={classes.name}>{user.name || user.email}</span>
          <span className={classes.status} data-connected={connected}>
            {connected ? t('mailbox.connected') : t('mailbox.disconnected')}
          </span>
        </div>
      </div>
      <div className={classes.switches}>
        <Suspense>
          <ThemeSwitch />
          <LanguageSwitch />
        </Suspense>
      </div>
      <button
        type="button"
        className={classes.signOut}
        disabled={pending}
        onClick={() =>
          run(async () => {
            await send('logout');
            await leave(navigate);
          })
        }
      >
        <Icon name="signOut" />
        {t('nav.signOut')}
      </button>
    </div>
  );
};
