import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { assistantWith } from '../../../test/support/documents.ts';
import { assistantIdSchema } from '../../domain/ids.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import {
  createAssistant,
  deleteAssistant,
  getAssistant,
  listAssistants,
  updateAssistant,
} from './assistants.ts';

const {
  schemaVersion: _s,
  id: _i,
  userId: _u,
  usage: _g,
  version: _v,
  createdAt: _c,
  updatedAt: _d,
  ...fields
} = assistantWith({ name: 'Ada', knowledge: 'It costs 20 euros.', signature: 'Ada' });
const missing = { ok: false, error: { code: 'not_found' } };

const rigWith = async (count: number) => {
  const rig = new AccountRig();
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    rig.now += 1;
    ids.push((await createAssistant(rig.deps)({ userId: 'u1', fields })).id);
  }
  return { rig, ids, own: { userId: 'u1', assistantId: ids[0] ?? '' } };
};

test('is created with everything that was given', async () => {
  const { rig, own } = await rigWith(1);
  expect(await getAssistant(rig.deps)(own)).toMatchObject({
    ...fields,
    version: 1,
    usage: { inputTokens: 0, outputTokens: 0 },
    createdAt: rig.now,
  });
});

test('is its owner’s own', async () => {
  const { rig, own } = await rigWith(1);
  const foreign = { ...own, userId: 'u2' };
  expect(await getAssistant(rig.deps)(foreign)).toBeNull();
  expect(await updateAssistant(rig.deps)({ ...foreign, changes: { name: 'X' } })).toMatchObject(missing);
  expect(await deleteAssistant(rig.deps)(foreign)).toMatchObject(missing);
  expect(await getAssistant(rig.deps)(own)).toMatchObject({ name: 'Ada' });
});

test('are listed in pages, newest first', async () => {
  const { rig, ids } = await rigWith(3);
  const first = await listAssistants(rig.deps)({ userId: 'u1', limit: 2 });
  if (!first.ok) throw new Error(first.error.code);
  const second = await listAssistants(rig.deps)({
    userId: 'u1',
    limit: 2,
    cursor: first.value.nextCursor ?? '',
  });
  if (!second.ok) throw new Error(second.error.code);
  const listed = [...first.value.items, ...second.value.items].map(({ id }) => id);
  expect([listed, second.value.nextCursor]).toEqual([ids.toReversed(), null]);
});

test('a change counts the version; what is not named stays', async () => {
  const { rig, own } = await rigWith(1);
  rig.now += 5;
  const changes = { name: 'Bo', signature: null, language: undefined };
  expect(await updateAssistant(rig.deps)({ ...own, changes })).toMatchObject({
    ok: true,
    value: { ...fields, name: 'Bo', signature: null, version: 2, updatedAt: rig.now },
  });
});

test('its deletion stops its active conversations, more than a page of them, and no others', async () => {
  const { rig, own } = await rigWith(1);
  const assistantId = assistantIdSchema.parse(own.assistantId);
  for (let n = 0; n < 60; n++) await rig.thread(`t${n}`, { assistantId });
  await rig.thread('other');
  expect(await deleteAssistant(rig.deps)(own)).toMatchObject({ ok: true });
  expect(await getAssistant(rig.deps)(own)).toBeNull();
  const stopped = rig
    .pathsUnder(paths.threads('u1'))
    .filter((path) => rig.document(path)?.status === 'stopped');
  expect(stopped).toHaveLength(60);
  expect(rig.document(paths.thread('u1', 'other'))).toMatchObject({ status: 'active' });
  expect(await deleteAssistant(rig.deps)(own)).toMatchObject(missing);
});

test('a document that is no assistant is not guessed around', async () => {
  const { rig, own } = await rigWith(1);
  const { name: _n, ...broken } = assistantWith();
  await rig.deps.store.set(paths.assistant('u1', own.assistantId), asData(broken));
  await expect(getAssistant(rig.deps)(own)).rejects.toThrow('name');
});
