import { type ReactNode, useEffect } from 'react';
import { LanguageSwitch, ThemeSwitch } from '../frame/appearance.tsx';
import { Wordmark } from './logo.tsx';
import classes from './public-page.module.css';

/** A page that anybody may read, signed in or not. `title`: of the browser's tab; null while it is being loaded. */
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
