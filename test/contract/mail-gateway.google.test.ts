import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BehaviourChange } from '../../infra/local/google/world/behaviour.ts';
import type { FaultKind } from '../../infra/local/google/world/faults.ts';
import type { MailGateway, MailResult } from '../../shared/application/ports/mail-gateway.ts';
import { createGmailGateway } from '../../shared/infrastructure/gmail/gateway.ts';
import { expectOk, type Setup, setUp } from './identity.setup.ts';
import { historySince, type MailWorld, mailGatewayContract, rawMail } from './mail-gateway.ts';

let setup: Setup;
beforeAll(async () => {
  setup = await setUp();
});
afterAll(() => setup.close());
afterEach(() => setup.google.world.clearFaults());

const WATCH_TOPIC = 'projects/local/topics/gmail-notification';
const now = () => Date.now();

const gatewayWith = (
  options: { readonly timeoutMs?: number; readonly watchTopic?: string } = {},
): MailGateway =>
  createGmailGateway({
    accessToken: (mailboxId) => setup.identity.accessToken(mailboxId),
    forgetAccessToken: (mailboxId) => setup.identity.forgetAccessToken(mailboxId),
    watchTopic: WATCH_TOPIC,
    baseUrl: setup.google.origin,
    now,
    ...options,
  });

const open = async (behaviour: BehaviourChange = {}): Promise<MailWorld> => {
  const email = `owner-${randomUUID()}@example.com`;
  const mailboxId = await setup.signIn(email);
  setup.google.world.setBehaviour(email, behaviour);
  return {
    gateway: gatewayWith(),
    mailboxId,
    email,
    receive: async (raw) => setup.google.world.deliver(email, Buffer.from(raw)),
    sendByHand: async (draftId) => setup.google.world.sendFromPage(email, draftId).id,
    expireHistory: () => void setup.google.world.expireHistory(email),
    now,
  };
};

mailGatewayContract('Gmail as documented', open);
mailGatewayContract('Gmail as it is known to behave', () =>
  open({ orphanedDrafts: true, editorDropsHeaders: true, bodiesAsWritten: true }),
);

const DRAFT = Buffer.from(rawMail({ to: 'ann@example.com', subject: 'Secret subject', ourMessageId: 'm1' }));

type Call = (gateway: MailGateway, mailboxId: string, draftId: string) => MailResult<unknown>;
const reads: readonly (readonly [string, Call])[] = [
  ['gmail.users.getProfile', (gateway, id) => gateway.getProfile(id)],
  [
    'gmail.users.drafts.list',
    (gateway, id) => gateway.findDraft(id, 'm1', { threadId: null, to: 'ann@example.com' }),
  ],
  ['gmail.users.drafts.get', (gateway, id, draftId) => gateway.getDraft(id, draftId)],
  [
    'gmail.users.messages.get',
    async (gateway, id, draftId) => {
      const draft = await gateway.getDraft(id, draftId);
      return draft.ok ? gateway.getMessage(id, draft.value.messageId) : draft;
    },
  ],
];
const writes: readonly (readonly [string, Call])[] = [
  ['gmail.users.drafts.create', (gateway, id) => gateway.createDraft(id, DRAFT, null)],
  ['gmail.users.drafts.update', (gateway, id, draftId) => gateway.updateDraft(id, draftId, DRAFT, null)],
  ['gmail.users.drafts.send', (gateway, id, draftId) => gateway.sendDraft(id, draftId)],
  ['gmail.users.drafts.delete', (gateway, id, draftId) => gateway.deleteDraft(id, draftId)],
  ['gmail.users.watch', (gateway, id) => gateway.watch(id)],
];
/** What each fault of Gmail's is, and whose. */
const kinds: readonly (readonly [FaultKind, object])[] = [
  ['400', { code: 'invalid' }],
  ['403', { code: 'owner', reason: 'admin_policy' }],
  ['403_rate', { code: 'passing', reason: 'rate_limited' }],
  ['404', { code: 'not_found' }],
  ['429', { code: 'passing', reason: 'rate_limited' }],
  ['500', { code: 'unavailable' }],
  ['503', { code: 'unavailable' }],
  ['drop_before', { code: 'unavailable' }],
  ['drop_after', { code: 'unavailable' }],
  ['admin_policy', { code: 'owner', reason: 'admin_policy' }],
  ['api_disabled', { code: 'operator', reason: 'api_disabled' }],
  ['mail_off', { code: 'owner', reason: 'no_gmail' }],
  ['project_suspended', { code: 'operator', reason: 'project_refused' }],
  ['quota_per_day', { code: 'operator', reason: 'quota_spent' }],
  ['quota_per_minute', { code: 'passing', reason: 'rate_limited' }],
  ['quota_spent', { code: 'operator', reason: 'quota_spent' }],
  ['scopes_missing', { code: 'owner', reason: 'scopes_missing' }],
  ['sending_limit', { code: 'passing', reason: 'sending_limit' }],
  ['too_concurrent', { code: 'passing', reason: 'rate_limited' }],
];

describe('failures of Gmail', () => {
  const withDraft = async () => {
    const world = await open();
    const draft = expectOk(await world.gateway.createDraft(world.mailboxId, DRAFT, null));
    return { ...world, draft };
  };
  const cases = [...reads, ...writes].flatMap(([method, call]) =>
    kinds.map(([kind, error]) => ({ method, call, kind, error })),
  );

  test.each(cases)('$method, $kind: $error, asked once', async ({ method, call, kind, error }) => {
    const { gateway, mailboxId, email, draft } = await withDraft();
    setup.google.world.addFault({ method, kind, email });
    const result = await call(gateway, mailboxId, draft.draftId);
    expect(result).toMatchObject({ ok: false, error });
    expect(setup.google.world.faults()[0]?.hits).toBe(1);
    const said = JSON.stringify(result);
    for (const secret of [email, 'ann@example.com', 'Secret subject', 'Bearer']) {
      expect(said).not.toContain(secret);
    }
  });

  test.each([...reads, ...writes])('%s: a stale token is replaced unnoticed', async (method, call) => {
    const { gateway, mailboxId, email, draft } = await withDraft();
    const before = expectOk(await setup.identity.accessToken(mailboxId));
    setup.google.world.addFault({ method, kind: '401', email, times: 1 });
    expectOk(await call(gateway, mailboxId, draft.draftId));
    expect(expectOk(await setup.identity.accessToken(mailboxId))).not.toBe(before);
  });

  test('a fresh token that is refused as well is no revocation: the token endpoint would say so', async () => {
    const { gateway, mailboxId, email } = await open();
    setup.google.world.addFault({ method: 'gmail.*', kind: '401', email });
    expect(await gateway.getProfile(mailboxId)).toMatchObject({
      ok: false,
      error: { code: 'passing', reason: 'unauthorized' },
    });
    expect(setup.google.world.faults()[0]?.hits).toBe(2);
    setup.google.world.clearFaults();
    expectOk(await gateway.getProfile(mailboxId));
  });

  const revoked = { ok: false, error: { code: 'owner', reason: 'revoked' } };

  test('access that the owner took away is a revocation', async () => {
    const { gateway, mailboxId, email } = await open();
    expectOk(await gateway.getProfile(mailboxId));
    await fetch(`${setup.google.origin}/control/revoke-access`, {
      method: 'POST',
      body: JSON.stringify({ email }),
    });
    expect(await gateway.getProfile(mailboxId)).toMatchObject(revoked);
  });

  test('a mailbox that we hold no authorization for', async () => {
    expect(await gatewayWith().getProfile('nobody')).toMatchObject(revoked);
  });

  test.each([
    ['400', { code: 'owner', reason: 'revoked' }],
    ['admin_policy', { code: 'owner', reason: 'admin_policy' }],
    ['401', { code: 'operator', reason: 'client_refused' }],
    ['client_deleted', { code: 'operator', reason: 'client_refused' }],
    ['404', { code: 'operator', reason: 'unexplained' }],
    ['403_rate', { code: 'passing', reason: 'no_token' }],
    ['503', { code: 'passing', reason: 'no_token' }],
    ['drop_before', { code: 'passing', reason: 'no_token' }],
  ] as const)('the token endpoint’s %s: %j, and Gmail is not asked', async (kind, error) => {
    const { gateway, mailboxId, email } = await open();
    setup.identity.forgetAccessToken(mailboxId);
    setup.google.world.addFault({ method: 'oauth.token', kind, email });
    setup.google.world.resetQuota(email);
    expect(await gateway.getProfile(mailboxId)).toMatchObject({ ok: false, error });
    expect(setup.google.world.quota(email).calls).toBe(0);
    setup.google.world.clearFaults();
    expectOk(await gateway.getProfile(mailboxId));
  });

  test.each([
    ['not_granted', 'projects/local/topics/closed', 'topic_not_granted'],
    ['missing', 'projects/local/topics/gone', 'topic_missing'],
    ['granted', 'projects/other/topics/t', 'topic_foreign'],
    ['granted', 'nonsense', 'topic_foreign'],
  ] as const)('no watch on a topic that is %s (%s): the operator’s, %s', async (state, watchTopic, reason) => {
    const { mailboxId } = await open();
    setup.google.world.setTopic(watchTopic, state);
    const error = { code: 'operator', reason };
    expect(await gatewayWith({ watchTopic }).watch(mailboxId)).toMatchObject({ ok: false, error });
  });

  test.each([
    ['drop_before', 0],
    ['drop_after', 1],
  ] as const)('%s leaves %i drafts behind, and says which it may be', async (kind, drafts) => {
    const { gateway, mailboxId, email } = await open();
    setup.google.world.addFault({ method: 'gmail.users.drafts.create', kind, email });
    expect(await gateway.createDraft(mailboxId, DRAFT, null)).toMatchObject({
      error: { code: 'unavailable' },
    });
    const found = await gateway.findDraft(mailboxId, 'm1', { threadId: null, to: 'ann@example.com' });
    expect(expectOk(found) === null ? 0 : 1).toBe(drafts);
  });

  test('a draft that was sent though nobody heard of it is not sent again', async () => {
    const { gateway, mailboxId, email, draft } = await withDraft();
    setup.google.world.addFault({ method: 'gmail.users.drafts.send', kind: 'drop_after', email, times: 1 });
    expect(await gateway.sendDraft(mailboxId, draft.draftId)).toMatchObject({
      error: { code: 'unavailable' },
    });
    expect(await gateway.sendDraft(mailboxId, draft.draftId)).toMatchObject({ error: { code: 'not_found' } });
    const thread = expectOk(await gateway.getThread(mailboxId, draft.threadId));
    expect(thread.map(({ ourMessageId }) => ourMessageId)).toEqual(['m1']);
  });

  test('where it is sent between the look and the deed, Gmail’s own word is heeded', async () => {
    const { gateway, mailboxId, email, draft } = await withDraft();
    for (const method of ['gmail.users.drafts.update', 'gmail.users.drafts.delete']) {
      setup.google.world.addFault({ method, kind: 'not_a_draft', email });
    }
    const notFound = { ok: false, error: { code: 'not_found' } };
    expect(await gateway.updateDraft(mailboxId, draft.draftId, DRAFT, null)).toMatchObject(notFound);
    expect(await gateway.deleteDraft(mailboxId, draft.draftId)).toMatchObject(notFound);
  });

  test('a call that hangs ends with the time-out', async () => {
    const { mailboxId, email } = await open();
    setup.google.world.addFault({ method: 'gmail.users.getProfile', kind: 'hang', email });
    const result = await gatewayWith({ timeoutMs: 150 }).getProfile(mailboxId);
    expect(result).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });
});

/** Units as of May 2026: https://developers.google.com/workspace/gmail/api/reference/quota */
describe('what each call costs', () => {
  const unitsOf = async (world: MailWorld, call: () => MailResult<unknown>): Promise<number> => {
    setup.google.world.resetQuota(world.email);
    expectOk(await call());
    return setup.google.world.quota(world.email).units;
  };

  test('as the port says', async () => {
    const world = await open();
    const { gateway, mailboxId: id } = world;
    const raw = rawMail({ from: 'a@b.example', to: world.email, subject: 's' });
    const mail = await world.receive(raw);
    const { draftId } = expectOk(await gateway.createDraft(id, DRAFT, null));
    expect({
      getMessage: await unitsOf(world, () => gateway.getMessage(id, mail.id)),
      ofKnownSize: await unitsOf(world, () => gateway.getMessage(id, mail.id, raw.length)),
      getThread: await unitsOf(world, () => gateway.getThread(id, mail.threadId)),
      getDraft: await unitsOf(world, () => gateway.getDraft(id, draftId)),
      updateDraft: await unitsOf(world, () => gateway.updateDraft(id, draftId, DRAFT, null)),
      deleteDraft: await unitsOf(world, () => gateway.deleteDraft(id, draftId)),
    }).toEqual({
      getMessage: 40,
      ofKnownSize: 20,
      getThread: 40,
      getDraft: 20,
      updateDraft: 35,
      deleteDraft: 30,
    });
  });
});

describe('on Gmail', () => {
  test('the watch names the topic', async () => {
    const { gateway, mailboxId, email } = await open();
    expectOk(await gateway.watch(mailboxId));
    const mailbox = setup.google.world.mailboxes().find((one) => one.email === email);
    expect(mailbox?.watchTopic).toBe(WATCH_TOPIC);
  });

  test('history is read over all its pages', async () => {
    const world = await open();
    const start = expectOk(await world.gateway.getProfile(world.mailboxId)).historyId;
    const ids: string[] = [];
    for (let count = 0; count < 501; count++) {
      const raw = rawMail({
        from: 'ann@example.com',
        to: world.email,
        subject: `News ${count}`,
        headers: [`Message-ID: <${count}-${world.mailboxId}@example.com>`],
      });
      ids.push((await world.receive(raw)).id);
    }
    const page = expectOk(await world.gateway.listHistory(world.mailboxId, start));
    expect(page.nextPageToken).not.toBeNull();
    const added = (await historySince(world, start)).filter((entry) => entry.kind === 'added');
    expect(new Set(added.map((entry) => entry.messageId))).toEqual(new Set(ids));
  });

  test('aliases are the owner’s addresses too', async () => {
    const { gateway, mailboxId, email } = await open();
    setup.google.world.addAlias(email, 'Sales@Example.com');
    expect(expectOk(await gateway.listSendAs(mailboxId))).toEqual([email, 'sales@example.com']);
  });

  test.each([0x00, 0x80, 0xff])('bytes are kept as they are: 0x%s', async (byte) => {
    const world = await open();
    const head = rawMail({
      from: 'ann@example.com',
      to: world.email,
      subject: 'Bytes',
      text: '',
      headers: [`Message-ID: <${randomUUID()}@example.com>`],
    });
    const body = Buffer.concat([Buffer.from(head), Buffer.from([byte, 0x41, byte])]);
    const { id } = setup.google.world.deliver(world.email, body);
    const { raw } = expectOk(await world.gateway.getMessage(world.mailboxId, id));
    expect(Buffer.from(raw).includes(Buffer.from([byte, 0x41, byte]))).toBe(true);
  });

  test('ids that are none never reach another path', async () => {
    const { gateway, mailboxId } = await open();
    for (const id of ['../profile', 'a/b', '..', '', '?x=1', '%2e%2e']) {
      const result = await gateway.getMessage(mailboxId, id);
      expect(result.ok).toBe(false);
    }
  });
});
