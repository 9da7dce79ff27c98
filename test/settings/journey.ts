import { describedExport } from '../../shared/application/account/described-export.ts';
import type { Settings } from '../../shared/domain/setting.ts';
import { allCollections } from '../../shared/persistence/collections.ts';
import { AccessWorld } from '../access/support/access-world.ts';
import type { Browser } from '../access/support/browser.ts';
import { samplesOf } from './sample.ts';

export const OWNER = 'owner@example.com';

type Body = Record<string, unknown>;
type Resource = Body & { readonly id: string };

/** Where the settings of one kind of document travel. */
export interface Route {
  readonly settings: Settings;
  /** The word for the document in an export. */
  readonly kind: string;
  /** Makes one with these settings; where it is read and changed. */
  readonly make: (owner: Browser, settings: Body) => Promise<string>;
  /** Deletes it; by default at its own address. */
  readonly erase?: (owner: Browser, path: string) => Promise<void>;
  /** Whether a creator can name the settings: not those of an account, which a sign-in makes. */
  readonly isCreated: boolean;
}

const differing = (wanted: Body, found: Body): readonly string[] =>
  Object.keys(wanted).filter((name) => JSON.stringify(wanted[name]) !== JSON.stringify(found[name]));

const expectSame = (where: string, wanted: Body, found: Body): void => {
  const lost = differing(wanted, found);
  if (lost.length > 0) throw new Error(`${where}: lost ${lost.join(', ')}`);
};

const storedIn = (world: AccessWorld, { kind }: Route, id: string | null): Body[] =>
  [...world.store.documents.values()]
    .filter(({ path, data }) => {
      const collection = allCollections.find(({ exported }) => exported?.kind === kind);
      return collection?.path.split('/').length === path.split('/').length &&
        path.split('/').at(-2) === collection.path.split('/').at(-2)
        ? id === null || data.id === id
        : false;
    })
    .map(({ data }) => data);

/**
 * Sends every setting of a table through the HTTP edge: POST, GET, PATCH, GET, the export, and away. Throws when one is not what it
 * was set to. `between` stands between the browser and the site, to see that a loss is noticed.
 */
export const travel = async (
  route: Route,
  between: (site: AccessWorld['fetch']) => AccessWorld['fetch'] = (site) => site,
): Promise<void> => {
  const world = new AccessWorld();
  try {
    const owner = await world.signedIn(OWNER);
    const site = world.fetch;
    Object.assign(world, { fetch: between(site) });
    const samples = Object.entries(route.settings).map(([name, setting]) => {
      const byDefault = setting.required ? undefined : setting.default;
      return [name, samplesOf(name, setting.input, byDefault)] as const;
    });
    const first = Object.fromEntries(samples.map(([name, [value]]) => [name, value]));
    const second = Object.fromEntries(samples.map(([name, [, value]]) => [name, value]));

    const path = await route.make(owner, first);
    if (route.isCreated) expectSame('GET after POST', first, await owner.json<Resource>('GET', path));
    for (const [values, word] of [
      [second, 'PATCH'],
      [first, 'PATCH again'],
    ] as const) {
      expectSame(`answer to ${word}`, values, await owner.json<Resource>('PATCH', path, values));
      const { id = null, ...shown } = await owner.json<Body & { id?: string }>('GET', path);
      expectSame(`GET after ${word}`, values, shown);
      for (const data of storedIn(world, route, id)) expectSame(`stored after ${word}`, values, data);
    }
    for (const [name, value] of Object.entries(second)) {
      await owner.json('PATCH', path, { [name]: value });
      expectSame(`one alone`, { ...first, [name]: value }, await owner.json<Resource>('GET', path));
      await owner.json('PATCH', path, { [name]: first[name] });
    }
    const exported = describedExport.parse(await owner.json('GET', '/auth/export'));
    const [document] = exported.documents.filter(({ kind }) => kind === route.kind);
    expectSame('export', first, Object(document?.data));

    const erase = route.erase ?? (async (browser: Browser) => browser.json<void>('DELETE', path));
    await erase(owner, path);
    if (storedIn(world, route, null).length > 0) throw new Error('something is left');
  } finally {
    await world.app.store.close();
  }
};
