import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LocalWriter, startLocalWriter } from '../../infra/local/writer/server.ts';
import type { ReplyWriter, WriterErrorCode } from '../../shared/application/ports/reply-writer.ts';
import { announceDueSteps } from '../../shared/application/rehearsal/announce.ts';
import { type RehearsalOutcome, rehearse } from '../../shared/application/rehearsal/rehearse.ts';
import type { AssistantResource } from '../../shared/contract/assistants.ts';
import type { RehearsalResource } from '../../shared/contract/rehearsals.ts';
import { MAX_REHEARSALS, tempers } from '../../shared/domain/rehearsal/rehearsal.ts';
import { err } from '../../shared/domain/result.ts';
import { createOpenAIWriter } from '../../shared/infrastructure/openai/writer.ts';
import { AccessWorld } from '../access/support/access-world.ts';
import type { Browser } from '../access/support/browser.ts';
import { loadOwnCases } from '../evals/cases.ts';

/* Whole conversations that are tried out: the prompt, the checks and the reading of mails are those of real ones. */

let local: LocalWriter;
let writer: ReplyWriter;
let world: AccessWorld;
let owner: Browser;
let assistantId: string;

beforeAll(async () => {
  local = await startLocalWriter({ port: 0 });
});
afterAll(() => local.close());

beforeEach(async () => {
  writer = createOpenAIWriter({ apiKey: 'none', baseUrl: `${local.origin}/v1`, model: 'local-writer' });
  world = new AccessWorld();
  owner = await world.signedIn('owner@example.com');
  ({ id: assistantId } = await owner.json<AssistantResource>('POST', '/assistants', {
    name: 'Alex',
    instructions: 'Offer a call on Tuesday at 10:00. It takes 15 minutes.',
    knowledge: 'It costs 20 euros a month.',
  }));
});

const base = () => `/assistants/${assistantId}/rehearsals`;
const start = (body: object) => owner.json<RehearsalResource>('POST', base(), body);
const get = (id: string) => owner.json<RehearsalResource>('GET', `${base()}/${id}`);
const deps = () => ({ ...world.app, writer });

/** Runs every step that was announced, until none is. */
const run = async (): Promise<RehearsalOutcome[]> => {
  const outcomes: RehearsalOutcome[] = [];
  for (let event = world.events.shift(); event; event = world.events.shift()) {
    if (event.topic === 'rehearse') outcomes.push(await rehearse(deps())(event.data));
  }
  return outcomes;
};
const tokensToday = () =>
  [...world.store.documents.values()]
    .filter(({ path }) => path.includes('/days/'))
    .reduce((sum, { data }) => sum + Number(data.inputTokens) + Number(data.outputTokens), 0);

describe('a rehearsal', () => {
  test('is a whole conversation, of which nothing is sent', async () => {
    const started = await start({ temper: 'keen', goal: 'A call is agreed.' });
    expect(started).toMatchObject({ state: 'running', ended: null, messages: [], turns: 6 });
    await run();
    const rehearsal = await get(started.id);
    expect(rehearsal).toMatchObject({ state: 'done', ended: 'decided' });
    expect(rehearsal.messages.map(({ author }) => author)).toEqual([
      'assistant',
      'correspondent',
      'assistant',
      'correspondent',
      'assistant',
    ]);
    expect(rehearsal.messages[0]?.subject).not.toBeNull();
    expect(rehearsal.messages[0]?.text).toContain('Alex');
    expect(rehearsal.messages.at(-1)).toMatchObject({ action: 'finish', objections: [] });
    expect(rehearsal.messages.at(-1)?.reason).not.toBe('');
    // Neither a conversation nor a mail came of it, and its tokens count.
    expect([...world.store.documents.keys()].filter((path) => path.includes('/threads/'))).toEqual([]);
    expect(rehearsal.usage.inputTokens).toBeGreaterThan(1000);
    expect(tokensToday()).toBe(rehearsal.usage.inputTokens + rehearsal.usage.outputTokens);
  });

  test.each(tempers.filter((temper) => temper !== 'owner'))('with somebody %s ends', async (temper) => {
    const { id } = await start({ temper, turns: 3 });
    await run();
    const rehearsal = await get(id);
    expect(rehearsal.state).toBe('done');
    expect(rehearsal.messages.length).toBeGreaterThanOrEqual(3);
    if (temper === 'rude') expect(rehearsal.ended).toBe('opted_out');
    if (temper === 'away') {
      // Read as a program's mail by the same judgement as real mails, and not answered.
      expect(rehearsal.messages.slice(1, 4).map(({ author, automatic }) => [author, automatic])).toEqual([
        ['correspondent', true],
        ['correspondent', false],
        ['assistant', false],
      ]);
    }
  });

  test('with the owner as the correspondent waits for each of their mails', async () => {
    const { id } = await start({ temper: 'owner' });
    expect(await run()).toEqual(['waiting']);
    const answer = { text: 'What does it cost?\n\nOn Monday you wrote:\n> Would you have a call?' };
    const running = await owner.json<RehearsalResource>('POST', `${base()}/${id}/messages`, answer);
    expect(running.state).toBe('running');
    const early = await owner.fetch('POST', `${base()}/${id}/messages`, answer);
    expect([early.status, (await early.json()).code]).toEqual([409, 'rehearsal_not_waiting']);
    expect(await run()).toEqual(['waiting']);
    const { messages } = await get(id);
    expect(messages[1]?.text, 'without what they quote').toBe('What does it cost?');
    expect(messages[2]?.text).toContain('20 euros');
    expect(messages[2]?.sources).toContainEqual(
      expect.objectContaining({ kind: 'knowledge', quote: 'It costs 20 euros a month.' }),
    );
  });

  test('is taken on after a crash, and says nothing twice', async () => {
    const { id } = await start({ temper: 'keen' });
    world.events.splice(0);
    // The announcement was lost; the sweep makes up for it.
    world.now += 61_000;
    expect(await announceDueSteps(world.app)()).toBe(1);
    expect(await announceDueSteps(world.app)(), 'once').toBe(0);
    const [event] = world.events;
    if (event?.topic !== 'rehearse') throw new Error('not announced');
    // Delivered twice at the same moment: one of both is stored.
    const outcomes = await Promise.all([rehearse(deps())(event.data), rehearse(deps())(event.data)]);
    expect(outcomes.toSorted()).toEqual(['nothing', 'said']);
    expect((await get(id)).messages).toHaveLength(1);
  });

  test.each<[WriterErrorCode, string]>([
    ['refused', 'writer'],
    ['unauthorised', 'writer'],
  ])('ends when the model answers %s', async (code, ended) => {
    const { id } = await start({ temper: 'keen' });
    writer = { ...writer, write: async () => err({ code, message: '' }) };
    expect(await run()).toEqual(['done']);
    expect(await get(id)).toMatchObject({ state: 'done', ended, messages: [] });
  });

  test('waits out a passing failure, and gives up in the end', async () => {
    const { id } = await start({ temper: 'keen' });
    writer = { ...writer, write: async () => err({ code: 'unavailable', message: '' }) };
    expect(await run()).toEqual(['again']);
    expect(await get(id)).toMatchObject({ state: 'running' });
    for (let n = 0; n < 10; n++) {
      world.now += 24 * 3_600_000;
      await announceDueSteps(world.app)();
      await run();
    }
    expect(await get(id)).toMatchObject({ state: 'done', ended: 'writer' });
    expect(await announceDueSteps(world.app)()).toBe(0);
  });

  test('ends with the tokens of the day', async () => {
    world = new AccessWorld({ DAILY_TOKEN_BUDGET: '1000' });
    owner = await world.signedIn('owner@example.com');
    ({ id: assistantId } = await owner.json<AssistantResource>('POST', '/assistants', {
      name: 'Alex',
      instructions: 'Offer a call.',
    }));
    const { id } = await start({ temper: 'keen', turns: 12 });
    await run();
    expect(await get(id)).toMatchObject({ state: 'done', ended: 'tokens' });
  });

  test('holds back what the checks object to, as real mails do', async () => {
    const { id } = await start({ temper: 'keen' });
    const { write } = writer;
    writer = {
      ...writer,
      write: async (prompt) => {
        const written = await write(prompt);
        if (written.ok) written.value.answer.body = 'Dear [Customer Name], see https://elsewhere.example/x.';
        return written;
      },
    };
    await run();
    const { messages, ended } = await get(id);
    expect(ended).toBe('rejected');
    expect(messages[0]?.objections.map(({ code, message }) => [code, message !== ''])).toEqual([
      ['placeholder', true],
      ['strange_link', true],
    ]);
  });

  test('marks what nothing proves, and ends there', async () => {
    const { id } = await start({ temper: 'keen' });
    const { write } = writer;
    writer = {
      ...writer,
      write: async (prompt) => {
        const written = await write(prompt);
        if (written.ok) written.value.answer.body = 'Hi Robin,\n\nit costs 9 euros.\n\nAlex';
        return written;
      },
    };
    await run();
    const { messages, ended } = await get(id);
    expect(ended).toBe('rejected');
    expect(messages.map(({ objections }) => objections.map(({ code }) => code))).toEqual([['unproved']]);
    expect(messages[0]?.unproved.map(({ text }) => text)).toEqual(['9 euros']);
  });

  test('is deleted, with its assistant too; a step under way is not stored', async () => {
    const { id } = await start({ temper: 'keen' });
    const { id: other } = await start({ temper: 'busy' });
    const before = writer;
    writer = {
      ...writer,
      write: async (prompt) => {
        await owner.fetch('DELETE', `${base()}/${id}`);
        return before.write(prompt);
      },
    };
    const [first] = world.events.splice(0);
    if (first?.topic !== 'rehearse') throw new Error('not announced');
    expect(await rehearse(deps())(first.data)).toBe('nothing');
    expect((await owner.fetch('GET', `${base()}/${id}`)).status).toBe(404);
    await owner.fetch('DELETE', `/assistants/${assistantId}`);
    expect(world.mentioning(other)).toEqual([]);
  });

  test('the oldest makes room', async () => {
    const ids: string[] = [];
    for (let n = 0; n <= MAX_REHEARSALS; n++) {
      world.now += 3_600_000;
      ids.push((await start({ temper: 'owner' })).id);
    }
    const { items } = await owner.json<{ items: RehearsalResource[] }>('GET', base());
    expect(items.map(({ id }) => id)).toEqual(ids.slice(1).toReversed());
  });

  test.each([
    [{ temper: 'angry' }, 422],
    [{ temper: 'keen', turns: 0 }, 422],
    [{ temper: 'keen', turns: 13 }, 422],
    [{ temper: 'keen', recipient: { email: 'rubbish' } }, 422],
    [{ temper: 'keen', instructions: 'x'.repeat(20_000) }, 422],
    [{}, 422],
  ])('rubbish is refused: %o', async (body, status) => {
    expect((await owner.fetch('POST', base(), body)).status).toBe(status);
    expect(world.events).toEqual([]);
  });

  test('becomes cases for the evaluation of a model', async () => {
    const { id } = await start({ temper: 'away', goal: 'A call is agreed.' });
    await run();
    const exported = await owner.json<object>('GET', `${base()}/${id}/cases`);
    const folder = await mkdtemp(join(tmpdir(), 'cases-'));
    try {
      await writeFile(join(folder, 'mine.json'), JSON.stringify(exported));
      const cases = loadOwnCases(folder);
      const { messages } = await get(id);
      const decisions = messages.flatMap(({ action }) => (action === null ? [] : [[action]]));
      expect(cases.map(({ actions }) => actions)).toEqual(decisions);
      expect(cases[0]).toMatchObject({ purpose: 'first', file: 'mine' });
      expect(cases[0]?.request.assistant.knowledge).toContain('20 euros');
      expect(cases[1]?.request.messages.map(({ text }) => text)).toEqual([
        messages[0]?.text,
        messages[2]?.text,
      ]);
      await writeFile(join(folder, 'other.json'), '{"cases": 3}');
      expect(() => loadOwnCases(folder)).toThrow('other.json');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
