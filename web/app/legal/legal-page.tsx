import { useEffect } from 'react';
import { Link } from 'react-router';
import { at } from '../api/client.ts';
import { useResource } from '../api/use-resource.ts';
import { LanguageSwitch, ThemeSwitch } from '../frame/appearance.tsx';
import { useI18n } from '../i18n/i18n.tsx';
import classes from '../routes/sign-in.module.css';
import { Wordmark } from '../ui/logo.tsx';
import type { LegalTexts } from './text.ts';

/** A page that everybody may read, signed in or not. */
export const LegalPage = ({ texts }: { readonly texts: LegalTexts }) => {
  const { t, locale } = useI18n();
  const { data } = useResource(at('getInstallation'));
  const text = data && texts[locale](data);

  useEffect(() => {
    if (text) document.title = `${text.title} · Email AI`;
  }, [text]);

  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Wordmark />
        <div className="row">
          <ThemeSwitch />
          <LanguageSwitch />
        </div>
      </header>
      <main className={classes.main}>
        {text && (
          <>
            <h1>{text.title}</h1>
            {text.sections.map(({ heading, paragraphs }) => (
              <section key={heading}>
                <h2>{heading}</h2>
                {paragraphs.map((paragraph) => (
                  <p key={paragraph}>{paragraph}</p>
                ))}
              </section>
            ))}
          </>
        )}
        <p className="muted small">
          <Link to="/privacy">{t('signIn.privacy')}</Link>
          {' · '}
          <Link to="/terms">{t('signIn.terms')}</Link>
          {' · '}
          <Link to="/sign-in">{t('signIn.button')}</Link>
        </p>
      </main>
    </div>
  );
};
