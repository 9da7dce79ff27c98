import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useI18n } from '../i18n/i18n.tsx';
import classes from './mail.module.css';

const unwanted = 'script, link, meta, base, iframe, frame, frameset, object, embed, form, noscript, template';

const remote =
  /(?:src|background|srcset|href)\s*=\s*["']?\s*(?:https?:)?\/\/|url\(\s*["']?\s*(?:https?:)?\/\//i;

/** Whether showing it completely would load anything from other servers. */
export const wantsRemoteContent = (html: string): boolean =>
  /<img|<style|style\s*=|background\s*=|<video|<source/i.test(html) && remote.test(html);

/**
 * A separate document for a mail's HTML, protected three times: active elements are removed, the document's
 * Content-Security-Policy allows no scripts and (unless asked for) no requests, and its frame is sandboxed.
 */
export const mailDocument = (html: string, withRemote: boolean): string => {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  for (const element of parsed.querySelectorAll(unwanted)) element.remove();
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:${withRemote ? ' https:' : ''}`;
  return `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer"><base target="_blank">
<style>:root{color-scheme:light}body{margin:12px;font:15px/1.5 Arial,sans-serif;color:#1d1c19;background:#fff;overflow-wrap:anywhere}img{max-width:100%;height:auto}${withRemote ? '' : 'img:not([src^="data:"]){visibility:hidden}'}</style>
${parsed.head.innerHTML}</head><body>${parsed.body.innerHTML}</body></html>`;
};

export default function MailHtml({ html, title }: { readonly html: string; readonly title: string }) {
  const { t } = useI18n();
  const [withRemote, setWithRemote] = useState(false);
  const page = useMemo(() => mailDocument(html, withRemote), [html, withRemote]);
  return (
    <div className="stack-tight">
      {!withRemote && wantsRemoteContent(html) && (
        <div className="row">
          <span className="muted small">{t('mail.remoteBlocked')}</span>
          <Button size="compact-xs" variant="default" onClick={() => setWithRemote(true)}>
            {t('mail.loadRemote')}
          </Button>
        </div>
      )}
      <iframe
        className={classes.html}
        title={title}
        srcDoc={page}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        loading="lazy"
      />
    </div>
  );
}
