import { expect, it } from 'vitest';
import {
  DELETE_FIELD,
  type DocumentStore,
  type Transaction,
} from '../../shared/application/ports/document-store.ts';
import { barrier, expectStoreError, freshStores } from './document-store.setup.ts';
import type { StoreUnderTest } from './document-store.ts';

const PATH = 'counters/c1';

const increment = (store: DocumentStore, path = PATH): Promise<number> =>
  store.transaction(async (tx) => {
    const n = Number((await tx.get(path))?.data.n ?? 0) + 1;
    tx.set(path, { n });
    return n;
  });

export const transactionTests = (subject: StoreUnderTest): void => {
  const { store, other } = freshStores(subject);
  const either = (n: number): DocumentStore => (n % 2 ? store() : other());
  const crowd = Array.from({ length: subject.crowd }, (_, n) => n);

  it('returns what the body returns, and writes everything at once', async () => {
    await store().set('docs/changed', { keep: 1, drop: 2, map: { a: 1 } });
    await store().set('docs/deleted', { n: 1 });
    const result = await store().transaction(async (tx) => {
      const [changed, none] = await tx.getAll(['docs/changed', 'docs/none']);
      const found = await tx.query({ collection: 'docs' });
      tx.create('docs/created', { n: 1 });
      tx.set('docs/set', { n: 2, ttl: 5 });
      tx.update('docs/changed', { drop: DELETE_FIELD, map: { b: 2 }, 'x.y': 3, ttl: 6 });
      tx.delete('docs/deleted');
      tx.delete('docs/none');
      return [changed?.data, none, found.length];
    });
    expect(result).toEqual([{ keep: 1, drop: 2, map: { a: 1 } }, null, 2]);
    const after = await other().query({ collection: 'docs' });
    expect(after.map(({ id, data }) => [id, data])).toEqual([
      ['changed', { keep: 1, map: { b: 2 }, 'x.y': 3, ttl: 6 }],
      ['created', { n: 1 }],
      ['set', { n: 2, ttl: 5 }],
    ]);
  });

  it('counts every one of many increments at once', { timeout: 120_000 }, async () => {
    const results = await Promise.all(crowd.map((n) => increment(either(n))));
    expect(results.toSorted((a, b) => a - b)).toEqual(crowd.map((n) => n + 1));
    expect((await store().get(PATH))?.data).toEqual({ n: crowd.length });
  });

  it('leaves no write skew: the last one on call stays', { timeout: 120_000 }, async () => {
    await store().set('doctors/a', { onCall: true });
    await store().set('doctors/b', { onCall: true });
    const bothHaveRead = barrier(2);
    const leave = (client: DocumentStore, own: string): Promise<boolean> =>
      client.transaction(async (tx) => {
        const doctors = await tx.getAll(['doctors/a', 'doctors/b']);
        await bothHaveRead();
        const enough = doctors.every((doctor) => doctor?.data.onCall);
        if (enough) tx.update(own, { onCall: false });
        return enough;
      });
    const left = await Promise.all([leave(store(), 'doctors/a'), leave(other(), 'doctors/b')]);
    expect(left.toSorted()).toEqual([false, true]);
  });

  it('leaves no phantoms: what a query did not find is still not there', { timeout: 120_000 }, async () => {
    const bothHaveRead = barrier(2);
    const book = (client: DocumentStore, id: string): Promise<boolean> =>
      client.transaction(async (tx) => {
        const booked = await tx.query({
          collection: 'bookings',
          where: [{ field: 'room', op: '==', value: 1 }],
        });
        await bothHaveRead();
        if (booked.length > 0) return false;
        tx.create(`bookings/${id}`, { room: 1 });
        return true;
      });
    const booked = await Promise.all([book(store(), 'x'), book(other(), 'y')]);
    expect(booked.toSorted()).toEqual([false, true]);
    expect(await store().query({ collection: 'bookings' })).toHaveLength(1);
  });

  it('shows transactions that only read one moment', { timeout: 120_000 }, async () => {
    await store().set('accounts/a', { n: 50 });
    await store().set('accounts/b', { n: 50 });
    const amount = async (tx: Transaction, id: string) => Number((await tx.get(`accounts/${id}`))?.data.n);
    const transfer = (client: DocumentStore) =>
      client.transaction(async (tx) => {
        const [a, b] = [await amount(tx, 'a'), await amount(tx, 'b')];
        tx.update('accounts/a', { n: a - 1 });
        tx.update('accounts/b', { n: b + 1 });
      });
    const sum = (client: DocumentStore) =>
      client.transaction(async (tx) => {
        const a = await amount(tx, 'a');
        await new Promise(setImmediate);
        return a + (await amount(tx, 'b'));
      });
    const half = crowd.slice(0, Math.ceil(crowd.length / 2));
    const [sums] = await Promise.all([
      Promise.all(half.map((n) => sum(either(n)))),
      Promise.all(half.map((n) => transfer(either(n + 1)))),
    ]);
    expect(new Set(sums)).toEqual(new Set([100]));
    expect((await store().get('accounts/b'))?.data).toEqual({ n: 50 + half.length });
  });

  it('gives a lease to one of many', { timeout: 120_000 }, async () => {
    await store().set('threads/t1', { lease: null });
    const take = (client: DocumentStore, holder: number) =>
      client.transaction(async (tx) => {
        const thread = await tx.get('threads/t1');
        if (thread?.data.lease !== null) return null;
        tx.update('threads/t1', { lease: { holder, expiresAt: 1 } });
        return holder;
      });
    const holders = await Promise.all(crowd.map((n) => take(either(n), n)));
    const [winner, ...rest] = holders.filter((holder) => holder !== null);
    expect(rest).toEqual([]);
    expect((await store().get('threads/t1'))?.data).toEqual({ lease: { holder: winner, expiresAt: 1 } });
  });

  it('does not lose a plain write beside it', { timeout: 120_000 }, async () => {
    await store().set(PATH, { n: 0 });
    let writing: Promise<void> | null = null;
    const counted = store().transaction(async (tx) => {
      const n = Number((await tx.get(PATH))?.data.n);
      // Not awaited: a store that locks makes it wait for the end of this transaction.
      writing ??= other().set(PATH, { n: 100 });
      await new Promise(setImmediate);
      tx.set(PATH, { n: n + 1 });
      return n + 1;
    });
    await counted;
    await writing;
    expect([100, 101]).toContain((await store().get(PATH))?.data.n);
  });

  it('undoes everything when the body throws, and passes the error on as it is', async () => {
    const errors = [
      new Error('plain'),
      Object.assign(new Error('aborted'), { code: 10 }),
      Object.assign(new Error('gone'), { code: 404, status: 404 }),
      Object.assign(new Error('invalid'), { code: 'ERR_INVALID_STATE' }),
      'not even an error',
    ];
    for (const error of errors) {
      let runs = 0;
      const failing = store().transaction(async (tx) => {
        runs += 1;
        await tx.get(PATH);
        tx.set(PATH, { n: 1 });
        throw error;
      });
      expect(await failing.catch((reason: unknown) => reason)).toBe(error);
      expect(runs).toBe(1);
    }
    expect(await other().get(PATH)).toBeNull();
  });

  it('fails as a whole when a document to create exists or one to update is missing', async () => {
    await store().set('docs/there', { n: 1 });
    const creating = () =>
      store().transaction(async (tx) => {
        tx.set('docs/beside', { n: 2 });
        tx.create('docs/there', { n: 2 });
      });
    const updating = () =>
      store().transaction(async (tx) => {
        tx.set('docs/beside', { n: 2 });
        tx.update('docs/none', { n: 2 });
      });
    await expectStoreError(creating, 'exists');
    await expectStoreError(updating, 'missing');
    expect((await other().query({ collection: 'docs' })).map(({ id, data }) => [id, data])).toEqual([
      ['there', { n: 1 }],
    ]);
  });

  it('applies several writes of one document in their order', async () => {
    await store().transaction(async (tx) => {
      tx.create('docs/a', { n: 1, gone: 1 });
      tx.update('docs/a', { n: 2, gone: DELETE_FIELD });
      tx.set('docs/b', { n: 1 });
      tx.delete('docs/b');
      tx.delete('docs/c');
      tx.create('docs/c', { n: 3 });
    });
    const found = await store().query({ collection: 'docs' });
    expect(found.map(({ id, data }) => [id, data])).toEqual([
      ['a', { n: 2 }],
      ['c', { n: 3 }],
    ]);
  });

  it('refuses reads after writes', async () => {
    const reads: readonly ((tx: Transaction) => Promise<unknown>)[] = [
      (tx) => tx.get(PATH),
      (tx) => tx.getAll([PATH]),
      (tx) => tx.query({ collection: 'counters' }),
    ];
    for (const read of reads) {
      const body = async (tx: Transaction) => {
        tx.set(PATH, { n: 1 });
        await read(tx);
      };
      await expectStoreError(() => store().transaction(body), 'invalid');
    }
    expect(await store().get(PATH)).toBeNull();
  });

  it('is over when its body is', async () => {
    const escaped = await store().transaction(async (tx) => ({ tx }));
    await expectStoreError(() => escaped.tx.get(PATH), 'invalid');
    await expectStoreError(() => escaped.tx.set(PATH, { n: 1 }), 'invalid');
    await expectStoreError(() => escaped.tx.delete(PATH), 'invalid');
    expect(await store().get(PATH)).toBeNull();
  });

  it('writes what was passed when it was passed', async () => {
    const data = { list: [1] };
    await store().transaction(async (tx) => {
      tx.set(PATH, data);
      data.list.push(2);
    });
    expect((await store().get(PATH))?.data).toEqual({ list: [1] });
  });

  it('writes hundreds of documents at once', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => `d${String(n).padStart(3, '0')}`);
    await store().transaction(async (tx) => {
      for (const id of ids) tx.create(`many/${id}`, { id });
    });
    expect((await other().query({ collection: 'many' })).map(({ id }) => id)).toEqual(ids);
    await store().transaction(async (tx) => {
      const found = await tx.getAll(ids.map((id) => `many/${id}`));
      for (const document of found) if (document) tx.delete(document.path);
    });
    expect(await other().query({ collection: 'many' })).toEqual([]);
  });
};
