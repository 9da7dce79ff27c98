import { Link } from 'react-router';
import { at } from '../api/client.ts';
import { useResource } from '../api/use-resource.ts';
import { useI18n } from '../i18n/i18n.tsx';
import { PublicPage } from '../ui/public-page.tsx';
import type { LegalTexts } from './text.ts';

/** A page that everybody may read, signed in or not. */
export const LegalPage = ({ texts }: { readonly texts: LegalTexts }) => {
  const { t, locale } = useI18n();
  const { data } = useResource(at('getInstallation'));
  const text = data && texts[locale](data);

  return (
    <PublicPage title={text ? text.title : null}>
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
    </PublicPage>
  );
};
