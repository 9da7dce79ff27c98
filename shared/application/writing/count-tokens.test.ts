import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { assistantWith, NOW, userWith } from '../../../test/support/documents.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { countTokens } from './count-tokens.ts';

const user = userWith({ timeZone: 'UTC' });
const assistant = assistantWith({ userId: user.id });
const usage = { inputTokens: 30, outputTokens: 4 };

const rigWith = async (documents: Readonly<Record<string, object>>): Promise<AccountRig> => {
  const rig = new AccountRig();
  for (const [path, data] of Object.entries(documents)) await rig.deps.store.set(path, asData(data));
  return rig;
};
const day = paths.day(user.id, new Date(NOW).toISOString().slice(0, 10));
const spent = async (rig: AccountRig, path: string) => (await rig.deps.store.get(path))?.data;

test('tokens count for the day, for the assistant and for the installation', async () => {
  const own = paths.assistant(user.id, assistant.id);
  const rig = await rigWith({ [paths.user(user.id)]: user, [own]: assistant });
  const installation: number[] = [];
  const installationTokens = {
    exhaustedUntil: async () => null,
    spend: async (_userId: string, tokens: number) => void installation.push(tokens),
  };
  await countTokens({ ...rig.deps, installationTokens }, user, assistant.id, usage);
  await countTokens({ ...rig.deps, installationTokens }, user, assistant.id, usage);
  expect(await spent(rig, day)).toMatchObject({ inputTokens: 60, outputTokens: 8 });
  expect((await spent(rig, own))?.usage).toMatchObject({
    inputTokens: assistant.usage.inputTokens + 60,
    outputTokens: assistant.usage.outputTokens + 8,
  });
  expect(installation).toEqual([34, 34]);
});

test('nothing is written for nothing, nor for an account that is gone; an assistant may be', async () => {
  const rig = await rigWith({ [paths.user(user.id)]: user });
  await countTokens(rig.deps, user, assistant.id, { inputTokens: 0, outputTokens: 0 });
  expect(await spent(rig, day)).toBeUndefined();
  await countTokens(rig.deps, user, assistant.id, usage);
  expect(await spent(rig, day)).toMatchObject(usage);
  expect(await spent(rig, paths.assistant(user.id, assistant.id))).toBeUndefined();
  const gone = await rigWith({});
  await countTokens(gone.deps, user, assistant.id, usage);
  expect(await spent(gone, day)).toBeUndefined();
});
