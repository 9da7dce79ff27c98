import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const inlineScript = /<script(?<attributes>(?:\s[^>]*)?)>(?<code>[\s\S]*?)<\/script>/g;

/**
 * Moves each inline script of a page into a file of its own, so that the page works under `script-src 'self'`.
 * `async` is dropped: React hydrates the element it finds in this place, but takes `<script async src>` for one of
 * its hoisted resources; module scripts are deferred anyway.
 */
export const externaliseInlineScripts = (
  html: string,
): { readonly html: string; readonly files: ReadonlyMap<string, string> } => {
  const files = new Map<string, string>();
  const rewritten = html.replaceAll(inlineScript, (whole, attributes: string, code: string) => {
    if (code.trim() === '' || /\ssrc=/.test(attributes)) return whole;
    const name = `boot-${createHash('sha256').update(code).digest('hex').slice(0, 10)}.js`;
    files.set(name, code);
    return `<script${attributes.replace(/\sasync(="")?/, '')} src="/assets/${name}"></script>`;
  });
  return { html: rewritten, files };
};

/** Does so for `index.html` of a built client directory. */
export const externaliseIn = async (clientDirectory: string): Promise<void> => {
  const page = join(clientDirectory, 'index.html');
  const { html, files } = externaliseInlineScripts(await readFile(page, 'utf8'));
  await mkdir(join(clientDirectory, 'assets'), { recursive: true });
  for (const [name, code] of files) await writeFile(join(clientDirectory, 'assets', name), code);
  await writeFile(page, html);
};
