import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildWeb, isWebBuildFresh, webBuildDirectory } from './build.ts';

const LIMIT = 200 * 1024;

interface ManifestRoute {
  readonly module: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const file = (path: string) => join(webBuildDirectory, path);

/** React Router's own list of what each route loads. */
const manifest = async (): Promise<{
  readonly entry: ManifestRoute;
  readonly routes: Readonly<Record<string, ManifestRoute>>;
}> => {
  const name = (await readdir(file('assets'))).find((entry) => entry.startsWith('manifest-'));
  const source = await readFile(file(`assets/${name}`), 'utf8');
  return JSON.parse(source.replace(/^window\.__reactRouterManifest=/, '').replace(/;\s*$/, ''));
};

/** Bytes that the first visit to a page transfers, gzipped: the page, its scripts and its styles. */
const weightOf = async (routeIds: readonly string[]): Promise<number> => {
  const { entry, routes } = await manifest();
  const parts = [entry, ...routeIds.map((id) => routes[id])];
  const page = await readFile(file('index.html'), 'utf8');
  const linked = [...page.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg))"/g)].map(
    (match) => match[1] ?? '',
  );
  const dictionaries = (await readdir(file('assets'))).filter((name) => /^(en|ru)-.*\.js$/.test(name));
  const sizes = await Promise.all(
    dictionaries.map(async (name) => gzipSync(await readFile(file(`assets/${name}`))).length),
  );
  const paths = new Set([
    '/index.html',
    ...linked,
    ...parts.flatMap((part) => (part ? [part.module, ...(part.imports ?? []), ...(part.css ?? [])] : [])),
  ]);
  // One language is loaded; count the heavier.
  let bytes = Math.max(...sizes);
  for (const path of new Set([...paths].map((path) => path.replace(/#.*$/, '')))) {
    bytes += gzipSync(await readFile(file(path))).length;
  }
  return bytes;
};

describe('the built web app', () => {
  beforeAll(async () => {
    if (!(await isWebBuildFresh())) await buildWeb();
  }, 120_000);

  it('is known to be fresh', async () => {
    expect(await isWebBuildFresh()).toBe(true);
  });

  it.each([
    ['the sign-in page', ['root', 'routes/sign-in']],
    ['the home page', ['root', 'frame/frame', 'routes/home']],
    ['a conversation', ['root', 'frame/frame', 'routes/thread']],
  ])('weighs less than 200 KB for %s', async (name, routeIds) => {
    const { routes } = await manifest();
    expect(Object.keys(routes)).toEqual(expect.arrayContaining(routeIds));
    const bytes = await weightOf(routeIds);
    console.log(`${name}: ${(bytes / 1024).toFixed(1)} KB gzipped`);
    expect(bytes).toBeLessThan(LIMIT);
  });

  it('needs no inline script and no inline handler', async () => {
    const page = await readFile(file('index.html'), 'utf8');
    const scripts = [...page.matchAll(/<script(?<attributes>[^>]*)>(?<code>[\s\S]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(2);
    for (const { groups } of scripts) {
      expect(groups?.attributes).toMatch(/\ssrc="\/[^"]+"/);
      expect(groups?.code).toBe('');
      expect(existsSync(file(/src="([^"]+)"/.exec(groups?.attributes ?? '')?.[1] ?? 'none'))).toBe(true);
    }
    expect(page).not.toMatch(/\son[a-z]+=/);
    expect(page).not.toMatch(/javascript:/i);
  });

  it('asks no other server for anything', async () => {
    const page = await readFile(file('index.html'), 'utf8');
    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    for (const address of addresses) expect(address).toMatch(/^\/(?!\/)/);
  });
});
