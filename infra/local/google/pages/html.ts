import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { STYLES } from './styles.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** A complete page. The content policy allows our own styles and forms, and no scripts. */
export function page(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(STYLES)}</style>
</head>
<body>${content}</body>
</html>`;
}
