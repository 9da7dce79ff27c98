import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { memoryVault } from '../../../test/support/memory-vault.ts';
import { threadIdSchema, userIdSchema } from '../../domain/ids.ts';
import { createUnsubscribeLinks, type UnsubscribeSettings } from './unsubscribe-links.ts';

const PREFIX = 'https://email.example.com/api/unsubscribe/';
// Long enough to stand in no token by chance.
const userId = userIdSchema.parse('117823456789012345678');
const threadId = threadIdSchema.parse('t4fc82b26aecb47d2868c4efbe3581732');
const thread = { userId, id: threadId, recipientEmail: 'kim@example.com' };
const optOut = { userId, threadId, email: 'kim@example.com' };

let secrets: Map<string, string>;
const links = (settings: Partial<UnsubscribeSettings> = {}) =>
  createUnsubscribeLinks(memoryVault(secrets), {
    publicUrl: 'https://email.example.com',
    isOffered: true,
    keyMadeBy: 'first_use',
    ...settings,
  });
const tokenOf = async (of = links()): Promise<string> =>
  ((await of.linkTo(thread)) ?? '').slice(PREFIX.length);

beforeEach(() => {
  secrets = new Map();
});

describe('a link', () => {
  test('says whom it is about, to us alone', async () => {
    const link = (await links().linkTo(thread)) ?? '';
    expect(link).toMatch(/^https:\/\/email\.example\.com\/api\/unsubscribe\/[\w-]+$/);
    const token = link.slice(PREFIX.length);
    expect(await links().read(token)).toEqual(optOut);
    const bytes = Buffer.from(token, 'base64url').toString('latin1');
    for (const hidden of [userId, threadId, 'kim@example']) expect(`${link} ${bytes}`).not.toContain(hidden);
  });

  test('is the same each time, in each process, and another for another conversation', async () => {
    const [first, second] = [await tokenOf(), await tokenOf()];
    expect(second).toBe(first);
    const other = await links().linkTo({ ...thread, recipientEmail: 'kit@example.com' });
    expect(other).not.toBe(`${PREFIX}${first}`);
  });

  test('is not made where recipients could not follow it', async () => {
    expect(await links({ isOffered: false }).linkTo(thread)).toBeNull();
    expect(secrets.size).toBe(0);
  });

  test('of several that are the first at once, all are good', async () => {
    const one = links();
    const tokens = await Promise.all([tokenOf(one), tokenOf(one), tokenOf(one)]);
    expect(new Set(tokens).size).toBe(1);
    expect(await links().read(tokens[0] ?? '')).toEqual(optOut);
  });

  test('fails where the vault does, rather than being left out', async () => {
    const failing = createUnsubscribeLinks(
      memoryVault(secrets, () => {
        throw new Error('the vault is away');
      }),
      { publicUrl: 'https://email.example.com', isOffered: true, keyMadeBy: 'first_use' },
    );
    await expect(failing.linkTo(thread)).rejects.toThrow('away');
  });
});

describe('the key', () => {
  test('is made by the sweep where many processes sign, once', async () => {
    const signing = links({ keyMadeBy: 'sweep' });
    expect(await signing.linkTo(thread)).toBeNull();
    await links({ keyMadeBy: 'sweep' }).makeKey();
    const [made] = secrets.values();
    await links({ keyMadeBy: 'sweep' }).makeKey();
    expect([...secrets]).toEqual([['suppression-key-unsubscribe', made]]);
    expect(await signing.linkTo(thread)).not.toBeNull();
  });

  test('is not made by a sweep where nobody needs it', async () => {
    await links().makeKey();
    await links({ keyMadeBy: 'sweep', isOffered: false }).makeKey();
    expect(secrets.size).toBe(0);
  });
});

describe('a token that is none', () => {
  test.each([
    '',
    'x',
    'A'.repeat(43),
    'AQ',
    '../../etc/passwd',
    'A'.repeat(100_000),
    'AQAA AAAA AAAA AAAA AAAA AAAA AAAA',
    '%00'.repeat(12),
  ])('%.40j', async (rubbish) => {
    await links().linkTo(thread);
    expect(await links().read(rubbish)).toBeNull();
  });

  test('with any other bit than those that were signed', async () => {
    const bytes = Buffer.from(await tokenOf(), 'base64url');
    const reading = links();
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const other = Buffer.from(bytes);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await reading.read(other.toString('base64url')), `bit ${bit}`).toBeNull();
    }
  });

  test('cut off, made longer, or spelled in another way', async () => {
    const token = await tokenOf();
    for (const other of [token.slice(0, -1), `${token}A`, `${token}==`, `${token} `, ` ${token}`]) {
      expect(await links().read(other), other).toBeNull();
    }
  });

  test('made with another key', async () => {
    const token = await tokenOf();
    secrets = new Map();
    await links().linkTo(thread);
    expect(await links().read(token)).toBeNull();
  });

  test('whatever else it is', async () => {
    await links().linkTo(thread);
    const reading = links();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await reading.read(Buffer.from([1, ...bytes]).toString('base64url'))).toBeNull();
      }),
    );
  });
});
