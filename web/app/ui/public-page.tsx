import { type ReactNode, useEffect } from 'react';
import { LanguageSwitch, ThemeSwitch } from '../frame/appearance.tsx';
import { Wordmark } from './logo.tsx';
import classes from './public-page.module.css';

/** A page that is shown with or without a session. `title`: of the browser's tab; null while it is loading. */
export const PublicPage = ({
  title,
  children,
}: {
  readonly title: string | null;
  readonly children: ReactNode;
}) => {
  useEffect(() => {
    if (title !== null) document.title = `${title} · Email AI`;
  }, [title]);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Wordmark />
        <div className="row">
          <ThemeSwitch />
          <LanguageSwitch />
        </div>
      </header>
      <main className={classes.main}>{children}</main>
    </div>
  );
};
