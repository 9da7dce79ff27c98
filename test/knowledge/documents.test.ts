import { beforeEach, describe, expect, test } from 'vitest';
import { announceDue } from '../../shared/application/knowledge/announce-due.ts';
import { type ReadingOutcome, readDocumentText } from '../../shared/application/knowledge/read-document.ts';
import type { FetchedPage, PageFailure } from '../../shared/application/ports/page-fetcher.ts';
import type { AssistantResource } from '../../shared/contract/assistants.ts';
import type { DocumentResource, PassagePage } from '../../shared/contract/documents.ts';
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS } from '../../shared/domain/knowledge/document.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import { AccessWorld } from '../access/support/access-world.ts';
import type { Browser } from '../access/support/browser.ts';
import { docxOf, pdfOf } from '../support/files/files.ts';

/* Documents as clients give them, and as the background reads them. */

let world: AccessWorld;
let owner: Browser;
let assistantId: string;
let page: Result<FetchedPage, { code: PageFailure; passing: boolean }>;
let fetched: string[];

beforeEach(async () => {
  world = new AccessWorld();
  owner = await world.signedIn('owner@example.com');
  const assistant = { name: 'Alex', instructions: 'Answer questions.' };
  ({ id: assistantId } = await owner.json<AssistantResource>('POST', '/assistants', assistant));
  page = err({ code: 'unreachable', passing: true });
  fetched = [];
});

const base = () => `/assistants/${assistantId}/documents`;
const get = (id: string) => owner.json<DocumentResource>('GET', `${base()}/${id}`);
const add = (body: object) => owner.json<DocumentResource>('POST', base(), body);
const passages = (id: string, query = '') =>
  owner.json<PassagePage>('GET', `${base()}/${id}/passages${query}`);
const list = async (of = assistantId) =>
  (await owner.json<{ items: DocumentResource[] }>('GET', `/assistants/${of}/documents`)).items;

const upload = async (name: string, content: Uint8Array | string, type = '', fields: object = {}) => {
  const form = new FormData();
  form.append('file', new File([content as BlobPart], name, { type }));
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  return send(form);
};
const send = (form: FormData) => {
  const request = new Request('https://mail.example', { method: 'POST', body: form });
  return world.fetch(base(), {
    method: 'POST',
    headers: {
      origin: 'https://mail.example',
      cookie: owner.cookie,
      'content-type': request.headers.get('content-type') ?? '',
    },
    body: request.body,
    duplex: 'half',
  } as RequestInit);
};
const uploaded = async (...args: Parameters<typeof upload>): Promise<DocumentResource> => {
  const response = await upload(...args);
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as DocumentResource;
};

const deps = () => ({
  ...world.app,
  pages: {
    fetchPage: async (url: string) => {
      fetched.push(url);
      return page;
    },
  },
});
/** Reads everything that was announced. */
const read = async (): Promise<ReadingOutcome[]> => {
  const outcomes: ReadingOutcome[] = [];
  for (const event of world.events.splice(0)) {
    if (event.topic === 'read-document') outcomes.push(await readDocumentText(deps())(event.data));
  }
  return outcomes;
};
const html = (text: string) => ok({ content: Buffer.from(text), kind: 'html' as const });

describe('a document', () => {
  test('of text is read in the background, and shown as the passages that the model sees', async () => {
    const text = '# Prices\n\nBasic costs 20 euros.\n\n## Discounts\n\nNone in the first year.';
    const added = await add({ name: 'Prices', text });
    expect(added).toMatchObject({ state: 'reading', failure: null, passages: 0, shared: false, version: 1 });
    expect(await read()).toEqual(['ready']);
    expect(await get(added.id)).toMatchObject({ state: 'ready', passages: 2, cut: false, kind: 'markdown' });
    expect((await passages(added.id)).items).toEqual([
      { id: `${added.id}-1`, n: 1, heading: 'Prices', text: 'Basic costs 20 euros.' },
      { id: `${added.id}-2`, n: 2, heading: 'Prices › Discounts', text: 'None in the first year.' },
    ]);
  });

  test.each([
    ['prices.pdf', pdfOf(['Basic costs 20 euros.']), 'pdf', 'Basic costs 20 euros.'],
    ['prices.docx', docxOf(['Basic costs 20 euros.']), 'docx', 'Basic costs 20 euros.'],
    ['prices.csv', 'Plan;Price\nBasic;20\nPro;40\n', 'csv', 'Plan: Basic; Price: 20\nPlan: Pro; Price: 40'],
    ['prices.html', '<h1>Prices</h1><p>Basic costs <b>20</b> euros.</p>', 'html', 'Basic costs 20 euros.'],
    ['C:\\files\\prices.txt', 'Basic costs 20 euros.', 'text', 'Basic costs 20 euros.'],
  ])('%s', async (name, content, kind, text) => {
    const added = await uploaded(name, content, 'application/octet-stream');
    expect(added).toMatchObject({ kind, name: name.split('\\').at(-1) });
    expect(await read()).toEqual(['ready']);
    expect((await passages(added.id)).items.map((one) => one.text)).toEqual([text]);
  });

  test('for all assistants is given to each; one of an assistant is nobody else’s', async () => {
    const other = await owner.json<AssistantResource>('POST', '/assistants', {
      name: 'Bo',
      instructions: 'Be brief.',
    });
    const shared = await uploaded('all.txt', 'For everybody.', 'text/plain', { shared: 'true' });
    const own = await add({ name: 'Own', text: 'For Alex.' });
    expect((await list(other.id)).map(({ id }) => id)).toEqual([shared.id]);
    expect((await list()).map(({ id }) => id).toSorted()).toEqual([shared.id, own.id].toSorted());
    const asked = await owner.fetch('GET', `/assistants/${other.id}/documents/${own.id}`);
    expect(asked.status).toBe(404);
    await owner.json('PATCH', `${base()}/${own.id}`, { shared: true, name: 'Theirs' });
    expect((await list(other.id)).map(({ name }) => name)).toContain('Theirs');
    await owner.fetch('DELETE', `/assistants/${assistantId}`);
    expect((await list(other.id)).map(({ id }) => id).toSorted()).toEqual([shared.id, own.id].toSorted());
  });

  test('is deleted with its original and its passages', async () => {
    const added = await uploaded('a.txt', 'Something.');
    await read();
    expect(world.originals.size).toBe(1);
    expect((await owner.fetch('DELETE', `${base()}/${added.id}`)).status).toBe(204);
    expect(world.originals.size).toBe(0);
    const left = await world.app.store.query({ collection: 'passages', group: true });
    expect(left).toEqual([]);
    expect((await owner.fetch('GET', `${base()}/${added.id}`)).status).toBe(404);
    expect((await owner.fetch('DELETE', `${base()}/${added.id}`)).status).toBe(404);
  });

  test('that is deleted while it is read leaves nothing behind', async () => {
    const added = await add({ name: 'A', url: 'https://example.com/a' });
    page = html('<p>Some text that is long enough.</p>');
    const reading = deps();
    const racing = {
      ...reading,
      pages: {
        fetchPage: async (url: string) => {
          await owner.fetch('DELETE', `${base()}/${added.id}`);
          return reading.pages.fetchPage(url);
        },
      },
    };
    const [event] = world.events;
    if (event?.topic !== 'read-document') throw new Error('not announced');
    expect(await readDocumentText(racing)(event.data)).toBe('nothing');
    expect(world.originals.size).toBe(0);
    expect(await world.app.store.query({ collection: 'passages', group: true })).toEqual([]);
  });

  test('of a deleted assistant goes with it, and everything with the account', async () => {
    await uploaded('a.txt', 'Something.');
    await uploaded('b.txt', 'For all.', 'text/plain', { shared: 'true' });
    await read();
    await owner.fetch('DELETE', `/assistants/${assistantId}`);
    expect(world.originals.size).toBe(1);
    await owner.fetch('DELETE', '/auth/account');
    expect(world.originals.size).toBe(0);
    expect(await world.app.store.query({ collection: 'documents', group: true })).toEqual([]);
  });

  test('is in the export, with what was uploaded', async () => {
    const content = pdfOf(['Basic costs 20 euros.']);
    const added = await uploaded('prices.pdf', content);
    await read();
    const exported = JSON.parse(await (await owner.fetch('GET', '/auth/export')).text()) as {
      documents: { kind: string; data: { name?: string; base64?: string; items?: object[] } }[];
    };
    const of = (kind: string) => exported.documents.find((document) => document.kind === kind)?.data;
    expect(of('document')?.name).toBe(added.name);
    expect(of('passages')?.items).toHaveLength(1);
    expect(Buffer.from(of('original')?.base64 ?? '', 'base64').equals(content)).toBe(true);
  });
});

describe('what cannot be read says why', () => {
  test.each([
    ['scan.pdf', pdfOf(['']), 'no_text'],
    ['broken.pdf', Buffer.from('%PDF-1.7 and then nothing'), 'unreadable'],
    ['broken.docx', Buffer.from('PK nothing'), 'unreadable'],
    ['broken.xlsx', docxOf(['a document and no table']), 'unreadable'],
    ['empty.txt', Buffer.from('  \n '), 'no_text'],
    [
      'picture.csv',
      Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000', 'hex'),
      'unreadable',
    ],
  ])('%s', async (name, content, failure) => {
    const added = await uploaded(name, content);
    expect(await read()).toEqual(['failed']);
    expect(await get(added.id)).toMatchObject({ state: 'failed', failure, passages: 0 });
    expect((await passages(added.id)).items).toEqual([]);
  });

  test('an upload that broke off', async () => {
    const added = await uploaded('a.txt', 'Something.');
    world.originals.clear();
    expect(await read()).toEqual(['failed']);
    expect(await get(added.id)).toMatchObject({ state: 'failed', failure: 'incomplete' });
  });

  test('one at which the process ends each time is given up', async () => {
    const added = await uploaded('a.txt', 'Something.');
    const [event] = world.events.splice(0);
    if (event?.topic !== 'read-document') throw new Error('not announced');
    const ending = { ...deps(), documentReader: { extract: () => Promise.reject(new Error('ended')) } };
    for (let n = 0; n < 4; n++) await expect(readDocumentText(ending)(event.data)).rejects.toThrow('ended');
    expect(await readDocumentText(ending)(event.data)).toBe('failed');
    expect(await get(added.id)).toMatchObject({ state: 'failed', failure: 'unreadable' });
    expect(await readDocumentText(ending)(event.data)).toBe('nothing');
  });

  test('an event that was lost is made up for', async () => {
    const added = await add({ name: 'A', text: 'Something.' });
    world.events.splice(0);
    await announceDue(world.app)();
    expect(world.events).toEqual([]);
    world.now += 2 * 60_000;
    await announceDue(world.app)();
    await announceDue(world.app)();
    expect(await read()).toEqual(['ready']);
    expect(await get(added.id)).toMatchObject({ state: 'ready' });
    world.now += 60 * 60_000;
    await announceDue(world.app)();
    expect(world.events).toEqual([]);
  });
});

describe('a web page', () => {
  const address = 'https://example.com/prices';

  test('is fetched once, and again when that is asked for', async () => {
    page = html('<title>Prices</title><p>Basic costs 20 euros.</p>');
    const added = await add({ url: address });
    expect(added).toMatchObject({ kind: 'web', name: 'example.com/prices', url: address, bytes: null });
    expect(await read()).toEqual(['ready']);
    page = html('<title>Prices</title><p>Basic costs 25 euros.</p>');
    await owner.json('POST', `${base()}/${added.id}/refresh`);
    // The old passages are there until the new ones are.
    expect((await passages(added.id)).items[0]?.text).toContain('20 euros');
    expect(await read()).toEqual(['ready']);
    expect((await passages(added.id)).items.map(({ text }) => text)).toEqual(['Basic costs 25 euros.']);
    expect(await get(added.id)).toMatchObject({ version: 2, state: 'ready' });
    expect(fetched).toEqual([address, address]);
    expect(world.originals.size).toBe(1);
  });

  test('that is down is tried again, and then said to be; of one that was read, the words stay', async () => {
    const added = await add({ url: address });
    expect(await read()).toEqual(['again']);
    for (let n = 0; n < 3; n++) {
      world.now += 60 * 60_000;
      await announceDue(world.app)();
      await read();
    }
    expect(await get(added.id)).toMatchObject({ state: 'failed', failure: 'unreachable' });
    page = html('<p>Basic costs 20 euros.</p>');
    await owner.json('POST', `${base()}/${added.id}/refresh`);
    expect(await read()).toEqual(['ready']);
    page = err({ code: 'page_refused', passing: false });
    await owner.json('POST', `${base()}/${added.id}/refresh`);
    expect(await read()).toEqual(['failed']);
    expect(await get(added.id)).toMatchObject({ state: 'ready', failure: 'page_refused' });
    expect((await passages(added.id)).items).toHaveLength(1);
  });

  test('only a page is fetched again', async () => {
    const added = await add({ name: 'A', text: 'Something.' });
    const response = await owner.fetch('POST', `${base()}/${added.id}/refresh`);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      409,
      'not_a_web_page',
    ]);
  });
});

describe('limits', () => {
  const problem = async (response: Response) => [
    response.status,
    ((await response.json()) as { code: string }).code,
  ];

  test('a file of more than 10 MB', async () => {
    expect(await problem(await upload('a.txt', Buffer.alloc(MAX_DOCUMENT_BYTES + 1, 'a')))).toEqual([
      413,
      'document_too_large',
    ]);
    expect((await upload('a.txt', Buffer.alloc(MAX_DOCUMENT_BYTES, 'a'))).status).toBe(201);
  });

  test('another kind of file', async () => {
    for (const name of ['a.exe', 'a.zip', 'a', 'a.doc', 'picture.png'])
      expect(await problem(await upload(name, 'x')), name).toEqual([415, 'unsupported_document']);
  });

  test('forms without one file, or that are none', async () => {
    const none = new FormData();
    none.append('file', 'text');
    expect(await problem(await send(none))).toEqual([422, 'invalid_request']);
    const two = new FormData();
    for (const name of ['a.txt', 'b.txt']) two.append('file', new File(['x'], name));
    expect(await problem(await send(two))).toEqual([422, 'invalid_request']);
    const unknown = new FormData();
    unknown.append('file', new File(['x'], 'a.txt'));
    unknown.append('owner', 'me');
    expect(await problem(await send(unknown))).toEqual([422, 'invalid_request']);
    const rubbish = await world.fetch(base(), {
      method: 'POST',
      headers: {
        origin: 'https://mail.example',
        cookie: owner.cookie,
        'content-type': 'multipart/form-data; boundary=b',
      },
      body: 'rubbish',
    });
    expect(await problem(rubbish)).toEqual([400, 'malformed_request']);
  });

  test('JSON that is neither text nor an address', async () => {
    for (const body of [
      {},
      { name: 'A' },
      { name: 'A', text: '' },
      { url: 'ftp://example.com' },
      { url: 'javascript:alert(1)' },
      { name: 'A', text: 'x', url: 'https://example.com' },
      { name: 'A', text: 'x', extra: 1 },
    ])
      expect((await owner.fetch('POST', base(), body)).status, JSON.stringify(body)).toBe(422);
  });

  test('200 documents', async () => {
    for (let n = 0; n < MAX_DOCUMENTS; n++) {
      await world.app.store.set(`users/${(await session()).id}/documents/d${n}`, { state: 'ready' });
    }
    expect(await problem(await owner.fetch('POST', base(), { name: 'A', text: 'x' }))).toEqual([
      409,
      'too_many_documents',
    ]);
  });
  const session = async () => (await owner.json<{ user: { id: string } }>('GET', '/auth/session')).user;

  test('more text than fits into all documents', async () => {
    const { id: userId } = await session();
    await world.app.store.set(`users/${userId}/documents/large`, { chars: 2_999_990 });
    const added = await add({ name: 'A', text: 'More than ten characters.' });
    expect(await read()).toEqual(['failed']);
    expect(await get(added.id)).toMatchObject({ failure: 'too_much_text' });
  });

  test('passages come in pages', async () => {
    const text = Array.from({ length: 130 }, (_, n) => `# Part ${n}\n\nText ${n}.`).join('\n\n');
    const added = await add({ name: 'A', text });
    await read();
    const first = await passages(added.id, '?limit=100');
    const second = await passages(added.id, `?limit=100&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ n }) => n)).toEqual(
      Array.from({ length: 130 }, (_, n) => n + 1),
    );
    expect(second.nextCursor).toBeNull();
    const wrong = await owner.fetch('GET', `${base()}/${added.id}/passages?cursor=x`);
    expect(await problem(wrong)).toEqual([400, 'invalid_cursor']);
  });
});
