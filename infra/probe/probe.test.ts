import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { ok } from '../../shared/domain/result.ts';
import { type LocalGoogle, startLocalGoogle } from '../local/google/server.ts';
import { signIn } from '../local/google/testing/google-client.ts';
import { listen } from '../local/stack/listen.ts';
import { assumptions } from './assumptions.ts';
import { probeGmail } from './gmail-probe.ts';
import { probe } from './probe.ts';

/* Against the local Google, which behaves as documented unless it is told otherwise. */

let google: LocalGoogle;
let n = 0;
beforeAll(async () => {
  google = await startLocalGoogle({
    port: 0,
    databasePath: ':memory:',
    inhabitants: false,
    publish: async () => {},
  });
});
afterAll(() => google.close());

const writer: ReplyWriter = {
  write: async () =>
    ok({
      answer: { action: 'reply', subject: 'A call', body: 'Dear Maria, …', reason: 'r', goalProgress: 'g' },
      usage: { inputTokens: 900, outputTokens: 60, cachedInputTokens: 0 },
      model: 'a-model',
    } as never),
  summarise: () => Promise.reject(new Error('not asked here')),
};

/** A port that was free a moment ago. */
const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listen(server, 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

interface Given {
  readonly decision?: 'allow' | 'deny';
  readonly topic?: string | null;
  readonly writer?: ReplyWriter | null;
  readonly form?: readonly (readonly [string, string])[];
  readonly email?: string;
  /** What the person does when asked to send a draft; default: sends it. */
  readonly byHand?: ((draftId: string, email: string) => void) | null;
}

/** Plays the person at the browser, and the clock. */
const play = async (given: Given = {}) => {
  const email = given.email ?? `probing-${n++}@example.com`;
  const lines: string[] = [];
  let time = Date.now();
  const outcome = await probe({
    google: {
      clientId: 'local',
      clientSecret: 'local-secret',
      oauthBaseUrl: google.origin,
      gmailBaseUrl: google.origin,
      topic: given.topic === undefined ? 'projects/local/topics/gmail-notification' : given.topic,
    },
    writer: given.writer === undefined ? writer : given.writer,
    port: await freePort(),
    byHand:
      given.byHand === null
        ? null
        : async () => {
            const [draft] = draftsOf(email);
            (given.byHand ?? send)(draft?.id ?? '', email);
          },
    id: `probe-${n++}`,
    show: (url) => {
      const body = new URLSearchParams([
        ['email', email],
        ['decision', given.decision ?? 'allow'],
        ...(given.form ?? []).map(([name, value]) => [name, value]),
      ]);
      void fetch(url, { method: 'POST', body }).then((answer) => answer.text());
    },
    print: (line) => lines.push(line),
    now: () => time,
    sleep: async (ms) => {
      time += ms;
    },
  });
  const said = lines.join('\n');
  const marked = (mark: RegExp) =>
    [...said.matchAll(new RegExp(`^${mark.source}\\s+([GM]\\d+) `, 'gm'))].map(([, id]) => id);
  return { outcome, said, email, ok: marked(/ok/), differs: marked(/DIFFERS/), untried: marked(/-/) };
};

const send = (draftId: string, email: string): void => {
  google.world.gmail.sendDraft(email, draftId);
};

const mailsOf = (email: string) => google.world.gmail.listMessages(email, {}).messages ?? [];
const draftsOf = (email: string) => google.world.gmail.listDrafts(email, {}).drafts ?? [];

describe('a Google and a model that are as the code takes them', () => {
  test('nothing differs; two mails came, no draft is left, no token is said', async () => {
    const { outcome, said, email, ok: fine, differs, untried } = await play();
    expect(differs, said).toEqual([]);
    expect(untried, said).toEqual([]);
    expect(fine.toSorted()).toEqual(Object.keys(assumptions).toSorted());
    expect(outcome).toBe(0);
    expect(mailsOf(email)).toHaveLength(2);
    expect(draftsOf(email)).toEqual([]);
    expect(said).not.toMatch(/ya29|local-secret|Bearer/);
  });

  test('a draft that nobody sends by hand is removed, and nothing else', async () => {
    const { outcome, untried, email } = await play({ byHand: () => {} });
    expect([outcome, untried]).toEqual([0, ['G13']]);
    expect([mailsOf(email).length, draftsOf(email)]).toEqual([1, []]);
  });

  test('without a topic and a model these are not tried, and nothing differs', async () => {
    const { outcome, untried } = await play({ topic: null, writer: null, byHand: null });
    expect([outcome, untried]).toEqual([0, ['G9', 'G13', 'M1', 'M2']]);
  });
});

describe('a sign-in that leads nowhere', () => {
  test('is said, and nothing is tried', async () => {
    const { outcome, said, email } = await play({ decision: 'deny' });
    expect([outcome, said]).toEqual([2, expect.stringContaining('access_denied')]);
    expect(mailsOf(email)).toEqual([]);
  });

  test('a port that is taken', async () => {
    const taken = createServer();
    const port = await listen(taken, 0);
    const lines: string[] = [];
    const outcome = await probe({
      google: { clientId: 'local', clientSecret: 'local-secret', oauthBaseUrl: google.origin, topic: null },
      writer: null,
      port,
      byHand: null,
      id: 'p',
      show: () => {},
      print: (line) => lines.push(line),
      now: Date.now,
      sleep: async () => {},
    });
    await new Promise((resolve) => taken.close(resolve));
    expect([outcome, lines]).toEqual([2, [expect.stringContaining(`Port ${port} is in use`)]]);
  });
});

describe('a Google that behaves otherwise', () => {
  const failing = async (method: string, kind: string, times?: number) => {
    const email = `probing-${n++}@example.com`;
    google.world.addFault({ method, email, kind: kind as never, ...(times === undefined ? {} : { times }) });
    return play({ email });
  };

  test.each([
    ['gmail.users.getProfile', '503', [], ['G1', 'G12']],
    ['gmail.users.drafts.create', '403', [], ['G1', 'G11']],
    ['gmail.users.drafts.send', '500', [], ['G1', 'G4']],
    ['gmail.users.drafts.list', '500', [], ['G5']],
    ['gmail.users.drafts.delete', '500', [], ['G11']],
    ['gmail.users.history.list', '404', ['G6'], ['G7', 'G10']],
    ['gmail.users.threads.get', '404', ['G4'], ['G3']],
    ['gmail.users.messages.get', '404', ['G7'], []],
    ['gmail.users.watch', '403', ['G9'], []],
  ])('%s answers %s: %o differ, %o are not tried', async (method, kind, wanted, without) => {
    const { differs, untried, said, email } = await failing(method, kind);
    expect(differs, said).toEqual(expect.arrayContaining(wanted));
    expect(untried, said).toEqual(expect.arrayContaining(without));
    if (wanted.length === 0) expect(differs, said).toEqual([]);
    if (method !== 'gmail.users.drafts.delete') expect(draftsOf(email)).toEqual([]);
  });

  test('a mail that shows late in its thread is said to be late, and by how much', async () => {
    const { differs, said, outcome } = await failing('gmail.users.threads.get', '404', 20);
    expect(differs).toEqual(['G4']);
    expect(said).toContain('it showed after 10.0 s');
    expect(outcome).toBe(1);
  });

  test('an answer that is lost is silence, no exception', async () => {
    const { said } = await failing('gmail.users.watch', 'drop_before');
    expect(said).toContain('nothing (Gmail did not answer.)');
  });
});

describe('a Google that is less tidy than its documentation', () => {
  const untidy = async (
    behaviour: Parameters<LocalGoogle['world']['setBehaviour']>[1],
    given: Given = {},
  ) => {
    const email = `probing-${n++}@example.com`;
    google.world.setBehaviour(email, behaviour);
    return play({ ...given, email });
  };
  const fromPage = (draftId: string, email: string): void => {
    google.world.sendFromPage(email, draftId);
  };

  /** The local Google is late with mails of others only; so its answers are spoiled here on their way. */
  const spoiled = async (spoil: (path: string, answer: Record<string, unknown>) => void) => {
    const email = `probing-${n++}@example.com`;
    const { gmail } = await signIn(google.origin, email);
    gmail.context._options.adapter = async (options, send) => {
      const answer = await send(options);
      spoil(new URL(String(options.url)).pathname, answer.data as Record<string, unknown>);
      return answer;
    };
    let time = Date.now();
    const sleep = async (ms: number) => {
      time += ms;
    };
    const id = `probe-${n++}`;
    const found = await probeGmail({ gmail, email, topic: null, byHand: null, id, now: () => time, sleep });
    return new Map(found.map((one) => [one.id, one]));
  };

  test('history that passes a mail without naming it is noticed', async () => {
    let late = 3;
    const found = await spoiled((path, answer) => {
      if (path.endsWith('/history') && late-- > 0) delete answer.history;
    });
    expect(found.get('G6')).toEqual({
      id: 'G6',
      outcome: 'differs',
      seen: 'history named it after 1.5 s, when its id had passed the mail before',
    });
    expect(found.get('G7')?.outcome).toBe('holds');
  });

  test('history that is merely late is not', async () => {
    let late = 3;
    const found = await spoiled((path, answer) => {
      if (path.endsWith('/history') && late-- > 0) {
        delete answer.history;
        answer.historyId = '1';
      }
    });
    expect(found.get('G6')).toMatchObject({ outcome: 'holds', seen: 'history named it after 1.5 s' });
  });

  test('headers that are dropped are noticed', async () => {
    const found = await spoiled((path, answer) => {
      if (!path.includes('/threads/')) return;
      for (const message of answer.messages as { payload?: { headers?: { name: string }[] } }[])
        if (message.payload)
          message.payload.headers = message.payload.headers?.filter(({ name }) => !/^x-/i.test(name)) ?? [];
    });
    expect(found.get('G3')).toMatchObject({ outcome: 'differs', seen: 'the sent mail lost it' });
  });

  test('a draft whose id outlives it is told by its label; the sent mail is neither deleted nor changed', async () => {
    const { outcome, said, email } = await untidy({ orphanedDrafts: true }, { byHand: fromPage });
    expect(outcome, said).toBe(0);
    expect(said).toContain('its id names the sent mail; the mail keeps our header');
    expect(mailsOf(email)).toHaveLength(2);
  });

  test('a header that Gmail’s editor drops is said to be lost, which the code copes with', async () => {
    const { outcome, said } = await untidy({ editorDropsHeaders: true }, { byHand: fromPage });
    expect(outcome, said).toBe(0);
    expect(said).toContain('its id is gone; the mail has lost our header');
  });

  test.each([
    ['ungranted', 'projects/local/topics/ungranted'],
    ['of another project', 'projects/elsewhere/topics/gmail-notification'],
  ])('a topic that is %s', async (state, topic) => {
    if (state === 'ungranted') google.world.setTopic(topic, 'not_granted');
    const { outcome, differs } = await play({ topic });
    expect([outcome, differs]).toEqual([1, ['G9']]);
  });
});

describe('a model that behaves otherwise', () => {
  test.each([
    ['refuses', { ok: false, error: { code: 'rejected', message: 'The key is wrong.' } }, ['M1'], ['M2']],
    [
      'says nothing of tokens',
      {
        ok: true,
        value: {
          answer: { action: 'reply', body: 'Hi' },
          model: 'm',
          usage: { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 },
        },
      },
      ['M2'],
      [],
    ],
    [
      'decides to wait',
      {
        ok: true,
        value: {
          answer: { action: 'wait', body: null },
          model: 'm',
          usage: { inputTokens: 9, outputTokens: 9, cachedInputTokens: 0 },
        },
      },
      ['M1'],
      [],
    ],
  ])('%s', async (_how, answer, wanted, without) => {
    const { outcome, differs, untried } = await play({
      writer: { ...writer, write: async () => answer as never },
    });
    expect([outcome, differs, untried]).toEqual([1, wanted, without]);
  });
});

test('each assumption is in docs/delivery.md under its id, and none that is not tried', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/delivery.md'), 'utf8');
  const named = [...page.matchAll(/\*\*([GM]\d+)\*\*/g)].map(([, id]) => id ?? '');
  expect(named.toSorted()).toEqual(Object.keys(assumptions).toSorted());
});
