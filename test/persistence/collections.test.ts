import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keepSuppressions } from '../../shared/application/account/kept-suppressions.ts';
import { checkModel } from '../../shared/application/writing/check-model.ts';
import { ok } from '../../shared/domain/result.ts';
import { allCollections, idOf, kindOf, topCollections } from '../../shared/persistence/collections.ts';
import { addText } from '../access/support/add-text.ts';
import { inhabited } from '../access/support/inhabited.ts';
import { goldenDocuments } from '../golden/read.ts';
import { planFor } from '../simulation/plan-for.ts';
import { runPlan } from '../simulation/run.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';

describe('every collection that appears in code is in the table', () => {
  test('as it is written: no path is spelled out beside the table', () => {
    const project = join(import.meta.dirname, '../..');
    const found: string[] = [];
    for (const folder of ['functions', 'shared', 'infra/migrations', 'infra/local/stack']) {
      for (const file of readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file.includes('collections/')) continue;
        const source = readFileSync(join(project, folder, file), 'utf8');
        // `collection: 'threads'` in a query, or a path with an id filled in.
        for (const [, name] of source.matchAll(/\bcollection: ['"`](\w+)['"`]/g)) {
          if (folder !== 'infra/migrations') found.push(`${file}: ${name}`);
          else expect([...allCollections.map(idOf), 'collection'], file).toContain(name);
        }
        for (const { path } of topCollections) {
          const top = path.split('/')[0];
          if (new RegExp(`[\`'"]${top}/\\$\\{`).test(source)) found.push(`${file}: ${top}/…`);
        }
      }
    }
    expect(found).toEqual([]);
  });

  test('as it is run: nothing is stored elsewhere, and nothing that its schema cannot read', {
    timeout: 300_000,
  }, async () => {
    const strangers = new Set<string>();
    const seen = new Set<string>();
    MemoryStore.onPut = ({ path, data }) => {
      const kind = kindOf(path);
      seen.add(kind ? idOf(kind) : 'none');
      if (!kind?.schema.safeParse(data).success) strangers.add(path);
    };
    const { world, owner } = await inhabited();
    await owner.beginSignIn();
    const fields = { name: 'Alex', instructions: 'Be kind.' };
    const { id: assistantId } = await owner.json<{ id: string }>('POST', '/assistants', fields);
    await addText(world, owner, assistantId);
    await owner.json('POST', `/assistants/${assistantId}/rehearsals`, { temper: 'owner' });
    const models = { describe: async () => ok({ model: 'm', shutdownDate: null, contextTokens: null }) };
    await checkModel({ ...world.app, models })();
    const suppression = /^users\/([^/]+)\/suppressions\//;
    const owners = [...world.store.documents.keys()].flatMap((path) => suppression.exec(path)?.[1] ?? []);
    for (const userId of new Set(owners)) await keepSuppressions(world.app, userId);
    await world.app.store.close();
    for (let seed = 1; seed <= 40; seed++) await runPlan(planFor(seed));
    // Drafts that wait are told of, with a link to each.
    for (let seed = 1; seed <= 5; seed++) await runPlan({ ...planFor(seed), review: true, listens: true });
    MemoryStore.onPut = () => {};
    expect([...strangers]).toEqual([]);
    expect([...seen, 'migrations'].toSorted()).toEqual(
      expect.arrayContaining(allCollections.map(idOf).toSorted()),
    );
  });

  test('as it was released', () => {
    for (const { file, path } of goldenDocuments()) expect(kindOf(path), file).not.toBeNull();
  });
});
