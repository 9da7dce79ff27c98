import { Burger } from '@mantine/core';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Outlet, redirect, useLocation, useNavigate, useNavigation, useRouteError } from 'react-router';
import { at, send } from '../api/client.ts';
import { ApiError, setSignedOutListener } from '../api/http.ts';
import { resources } from '../api/resources.ts';
import { useSession } from '../api/session.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { Crash } from '../ui/crash.tsx';
import { Wordmark } from '../ui/logo.tsx';
import { discardOthersDrafts } from '../ui/use-draft.ts';
import { DemoBanner } from './demo-banner.tsx';
import classes from './frame.module.css';
import { Navigation } from './navigation.tsx';

/** Loaded while everything is paused. */
const PausedBar = lazy(async () => ({ default: (await import('./pause.tsx')).PausedBar }));
/** Loaded on phones only. */
const MenuDrawer = lazy(() => import('./menu-drawer.tsx'));

const signInPage = (from: string, ended = false) =>
  `/sign-in?returnTo=${encodeURIComponent(from)}${ended ? '&ended=1' : ''}`;

/** A new user's time zone is the browser's until they choose one. */
const takeTimeZone = async (): Promise<void> => {
  try {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    await send('updateSettings', { body: { timeZone } });
    await resources.invalidate('getSession');
  } catch {
    // The server does not know this time zone; the user can choose one in the settings.
  }
};

/** Requires a session: without one, redirects to the sign-in page. */
export const clientLoader = async ({ request }: { request: Request }) => {
  try {
    const session = await resources.load(at('getSession'));
    if (session) discardOthersDrafts(session.user.id);
    if (session?.settings.timeZoneChosen === false) void takeTimeZone();
    return null;
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
    const { pathname, search } = new URL(request.url);
    throw redirect(pathname === '/' ? '/sign-in' : signInPage(pathname + search));
  }
};

export const shouldRevalidate = () => false;

export const ErrorBoundary = () => <Crash error={useRouteError()} />;

/** Moves the focus to the new page, for keyboards and screen readers. */
const useFocusOnNavigation = () => {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
};

export default function Frame() {
  const { t } = useI18n();
  const session = useSession();
  const navigate = useNavigate();
  const navigation = useNavigation();
  const { pathname, search } = useLocation();
  const main = useFocusOnNavigation();
  const [menuOpen, setMenuOpen] = useState(false);

  useEffect(() => {
    setSignedOutListener(async () => {
      setSignedOutListener(() => {});
      await navigate(signInPage(pathname + search, true));
      resources.clear();
    });
    return () => setSignedOutListener(() => {});
  }, [navigate, pathname, search]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when another page opens
  useEffect(() => setMenuOpen(false), [pathname]);

  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip}>
        {t('frame.skip')}
      </a>
      {navigation.state !== 'idle' && <div className={classes.progress} role="presentation" />}
      <header className={classes.top}>
        <Burger
          opened={menuOpen}
          onClick={() => setMenuOpen(true)}
          size="sm"
          aria-label={t('frame.openMenu')}
          aria-expanded={menuOpen}
        />
        <Wordmark />
      </header>
      {menuOpen && (
        <Suspense>
          <MenuDrawer onClose={() => setMenuOpen(false)} session={session} />
        </Suspense>
      )}
      <div className={classes.columns}>
        <header className={classes.side}>
          <div className={classes.sideInner}>
            <div className={classes.logo}>
              <Wordmark />
            </div>
            <Navigation session={session} />
          </div>
        </header>
        <div>
          {session.settings.paused && (
            <Suspense>
              <PausedBar settings={session.settings} />
            </Suspense>
          )}
          {session.demo.local && <DemoBanner demo={session.demo} />}
          <main id="main" ref={main} tabIndex={-1} className={classes.main}>
            <Outlet />
          </main>
        </div>
      </div>
    </div>
  );
}
