import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js';
import { OUR_MESSAGE_HEADER } from '../../shared/domain/conversation/outgoing-mail.ts';
import { simpleHtml, toMime } from '../../shared/mail/compose.ts';
import { type AssumptionId, differs, type Finding, holds, untried } from './assumptions.ts';
import { headerOf, said, type Tried, tried } from './gmail-calls.ts';

export interface GmailProbe {
  /** A Gmail client of the signed-in user, without retries. */
  readonly gmail: gmail_v1.Gmail;
  /** The address from the sign-in. */
  readonly email: string;
  /** `projects/P/topics/T`. null: push is not tested. */
  readonly topic: string | null;
  /** Asks the user to send a draft with this subject from Gmail's own page. null: there is no terminal. */
  readonly byHand: ((subject: string) => Promise<void>) | null;
  /** Identifies the mail of this run. */
  readonly id: string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

const me = { userId: 'me' } as const;
const POLL_MS = 500;
/** How long the code waits for a sent mail to appear in its thread. */
const GRACE_MS = 8_000;
const PATIENCE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * 60_000;

/**
 * About a dozen calls for one mail that the user sends to themselves, made as the code makes them. Only this mail and
 * the drafts of this run are read, sent or deleted. The mail itself stays, because the code has no permission to delete
 * it.
 */
export const probeGmail = async (probe: GmailProbe): Promise<readonly Finding[]> => {
  const { gmail, id } = probe;
  const profile = await tried(gmail.users.getProfile(me));
  if (!profile.ok) return rest(`The profile could not be read: ${said(profile)}.`);
  const address = profile.value.emailAddress ?? '';
  const findings: Finding[] = [
    address.toLowerCase() === probe.email.toLowerCase()
      ? holds('G12', 'the same address')
      : differs('G12', `${address} instead of ${probe.email}`),
  ];
  const made = await tried(gmail.users.drafts.create({ ...me, requestBody: await draft(probe, id) }));
  if (!made.ok) return [...findings, ...rest(`A draft could not be made: ${said(made)}.`, findings)];
  const draftId = made.value.id ?? '';
  findings.push(await isListed(probe, draftId));
  const before = await tried(gmail.users.drafts.get({ ...me, id: draftId, format: 'metadata' }));

  const sent = await tried(gmail.users.drafts.send({ ...me, requestBody: { id: draftId } }));
  if (!sent.ok) {
    await removeDraft(probe, draftId);
    return [...findings, ...rest(`The mail could not be sent: ${said(sent)}.`, findings)];
  }
  const mail = { id: sent.value.id ?? '', threadId: sent.value.threadId ?? '', draftId };
  findings.push(...(await draftAfterSending(probe, mail, made.value.message?.id ?? '')));
  const thread = await inThread(probe, mail);
  findings.push(thread.finding);
  findings.push(headers(before.ok ? before.value.message : undefined, thread.message, id));
  findings.push(...(await inHistory(probe, mail, profile.value.historyId ?? '', thread.message)));
  findings.push(await expiredHistory(probe), await deletedDraft(probe), await watch(probe));
  findings.push(await sentByHand(probe));
  return findings;
};

/** Checks that were not made because an earlier one failed. */
const rest = (why: string, found: readonly Finding[] = []): readonly Finding[] => {
  const all: readonly AssumptionId[] = [
    'G1',
    'G2',
    'G3',
    'G4',
    'G5',
    'G6',
    'G7',
    'G8',
    'G9',
    'G10',
    'G11',
    'G12',
    'G13',
  ];
  return all.filter((one) => !found.some(({ id }) => id === one)).map((one) => untried(one, why));
};

const subjectOf = (id: string): string => `Email AI: ${id}`;

/** A mail to oneself, composed like every mail of the product. */
const draft = async ({ email, now }: GmailProbe, id: string) => {
  const text = `This mail was sent by \`npm run probe\` from your own account to itself, to see how Gmail treats it. You may delete it.`;
  const owner = { email, name: null };
  const mime = await toMime(
    {
      from: owner,
      to: [owner],
      cc: [],
      subject: subjectOf(id),
      inReplyTo: null,
      references: [],
      headers: { [OUR_MESSAGE_HEADER]: id },
      text,
      html: simpleHtml(text),
    },
    id,
    now(),
  );
  return { message: { raw: Buffer.from(mime).toString('base64url') } };
};

const isListed = async ({ gmail }: GmailProbe, draftId: string): Promise<Finding> => {
  const list = await tried(gmail.users.drafts.list({ ...me, maxResults: 50 }));
  if (!list.ok) return untried('G5', `Drafts could not be listed: ${said(list)}.`);
  const place = (list.value.drafts ?? []).findIndex((one) => one.id === draftId);
  return place === -1
    ? differs('G5', 'a draft that was made a moment ago is not among them')
    : holds('G5', `it is at position ${place + 1}`);
};

interface Mail {
  readonly id: string;
  readonly threadId: string;
  readonly draftId: string;
}

const draftAfterSending = async (
  { gmail }: GmailProbe,
  { id, draftId }: Mail,
  draftMessageId: string,
): Promise<readonly Finding[]> => {
  const after = await tried(gmail.users.drafts.get({ ...me, id: draftId, format: 'minimal' }));
  if (after.ok) {
    const labels = after.value.message?.labelIds ?? [];
    // Sending again might send the mail twice, and deleting might delete the sent mail: neither is tried.
    return [
      differs(
        'G1',
        labels.includes('DRAFT')
          ? 'the draft is still there after it was sent'
          : `the draft’s id still answers, with a message labelled ${labels.join(', ') || 'nothing'}; the code sees by the label that it is no draft`,
      ),
      untried('G2', 'The draft is not gone.'),
    ];
  }
  if (after.status !== 404)
    return [
      differs('G1', `reading it answers ${said(after)}`),
      untried('G2', 'It is unknown whether the draft is gone.'),
    ];
  const again = await tried(gmail.users.drafts.send({ ...me, requestBody: { id: draftId } }));
  return [
    holds(
      'G1',
      id === draftMessageId
        ? 'the draft is gone; its message kept its id'
        : 'the draft is gone; its message is a new one',
    ),
    !again.ok && again.status === 404
      ? holds('G2', 'it answers 404')
      : differs('G2', `it answers ${said(again)}`),
  ];
};

const inThread = async (
  { gmail, now, sleep }: GmailProbe,
  { id, threadId }: Mail,
): Promise<{ readonly finding: Finding; readonly message: gmail_v1.Schema$Message | undefined }> => {
  const start = now();
  for (;;) {
    const found = await tried(gmail.users.threads.get({ ...me, id: threadId, format: 'metadata' }));
    const message = found.ok ? found.value.messages?.find((one) => one.id === id) : undefined;
    const took = now() - start;
    if (message) {
      const seen = `it showed after ${seconds(took)}`;
      return { finding: took <= GRACE_MS ? holds('G4', seen) : differs('G4', seen), message };
    }
    if (took > PATIENCE_MS) return { finding: differs('G4', 'it did not show in a minute'), message };
    await sleep(POLL_MS);
  }
};

const headers = (
  draftMessage: gmail_v1.Schema$Message | undefined,
  sentMessage: gmail_v1.Schema$Message | undefined,
  id: string,
): Finding => {
  const onDraft = headerOf(draftMessage, OUR_MESSAGE_HEADER) === id;
  const onSent = headerOf(sentMessage, OUR_MESSAGE_HEADER) === id;
  if (!sentMessage) return untried('G3', 'The sent mail did not appear.');
  if (onDraft && onSent) {
    const kept = headerOf(sentMessage, 'Message-ID')?.startsWith(`<${id}@`) === true;
    return holds('G3', `both do; Message-ID ${kept ? 'was kept' : 'was replaced, as the code expects'}`);
  }
  return differs(
    'G3',
    `${onSent ? 'the draft' : onDraft ? 'the sent mail' : 'neither'} ${onSent || onDraft ? 'lost it' : 'kept it'}`,
  );
};

const inHistory = async (
  { gmail, now, sleep }: GmailProbe,
  mail: Mail,
  since: string,
  message: gmail_v1.Schema$Message | undefined,
): Promise<readonly Finding[]> => {
  const start = now();
  const own = BigInt(message?.historyId ?? 0);
  let passed = false;
  for (;;) {
    const page = await tried(
      gmail.users.history.list({
        ...me,
        startHistoryId: since,
        historyTypes: ['messageAdded', 'labelAdded'],
        maxResults: 500,
      }),
    );
    const named = page.ok
      ? (page.value.history ?? [])
          .flatMap(({ messagesAdded, labelsAdded }) => [...(messagesAdded ?? []), ...(labelsAdded ?? [])])
          .find((change) => change.message?.id === mail.id)
      : undefined;
    const took = now() - start;
    if (named) {
      const seen = `history named it after ${seconds(took)}`;
      return [
        passed ? differs('G6', `${seen}, when its id had passed the mail before`) : holds('G6', seen),
        await readable({ gmail }, mail),
        named.message?.threadId === mail.threadId
          ? holds('G10', 'sending, thread and history name the same')
          : differs('G10', 'history names another thread'),
      ];
    }
    if (page.ok && own > 0n && BigInt(page.value.historyId ?? 0) >= own) passed = true;
    if (took > PATIENCE_MS) {
      const why = page.ok ? 'history did not name it in a minute' : `history answers ${said(page)}`;
      return [
        differs('G6', why),
        untried('G7', 'History did not name it.'),
        untried('G10', 'History did not name it.'),
      ];
    }
    await sleep(POLL_MS);
  }
};

const readable = async ({ gmail }: Pick<GmailProbe, 'gmail'>, { id }: Mail): Promise<Finding> => {
  const found: Tried<unknown> = await tried(gmail.users.messages.get({ ...me, id, format: 'minimal' }));
  return found.ok ? holds('G7', 'at once') : differs('G7', `reading it answers ${said(found)}`);
};

const expiredHistory = async ({ gmail }: GmailProbe): Promise<Finding> => {
  const found = await tried(gmail.users.history.list({ ...me, startHistoryId: '1' }));
  return !found.ok && found.status === 404
    ? holds('G8', 'it does')
    : differs('G8', `it answers ${said(found)}`);
};

const deletedDraft = async (probe: GmailProbe): Promise<Finding> => {
  const { gmail, id } = probe;
  const made = await tried(gmail.users.drafts.create({ ...me, requestBody: await draft(probe, `${id}b`) }));
  if (!made.ok) return untried('G11', `A second draft could not be made: ${said(made)}.`);
  const draftId = made.value.id ?? '';
  const removed = await removeDraft(probe, draftId);
  if (!removed.ok) return untried('G11', removed.message);
  const sent = await tried(gmail.users.drafts.send({ ...me, requestBody: { id: draftId } }));
  return sent.ok
    ? differs('G11', 'it was sent all the same')
    : holds('G11', `sending it answers ${said(sent)}`);
};

/** Checks first that it is still a draft; otherwise the id may point at a sent mail. */
const removeDraft = async ({ gmail }: GmailProbe, draftId: string): Promise<Tried<unknown>> => {
  const seen = await tried(gmail.users.drafts.get({ ...me, id: draftId, format: 'minimal' }));
  if (!seen.ok || !seen.value.message?.labelIds?.includes('DRAFT'))
    return {
      ok: false,
      status: 0,
      message: 'The message is not labelled as a draft, so it is not deleted.',
    };
  const deleted = await tried(gmail.users.drafts.delete({ ...me, id: draftId }));
  return deleted.ok ? deleted : { ...deleted, message: `It could not be deleted: ${said(deleted)}.` };
};

const sentByHand = async (probe: GmailProbe): Promise<Finding> => {
  const { gmail, byHand } = probe;
  if (byHand === null) return untried('G13', 'Needs a terminal: a draft has to be sent by hand.');
  const id = `${probe.id}c`;
  const made = await tried(gmail.users.drafts.create({ ...me, requestBody: await draft(probe, id) }));
  if (!made.ok) return untried('G13', `A third draft could not be made: ${said(made)}.`);
  const [draftId, threadId] = [made.value.id ?? '', made.value.message?.threadId ?? ''];
  await byHand(subjectOf(id));
  const after = await tried(gmail.users.drafts.get({ ...me, id: draftId, format: 'minimal' }));
  if (after.ok && after.value.message?.labelIds?.includes('DRAFT')) {
    await removeDraft(probe, draftId);
    return untried('G13', 'It was not sent, and was removed.');
  }
  const thread = await tried(gmail.users.threads.get({ ...me, id: threadId, format: 'metadata' }));
  const sent = thread.ok ? thread.value.messages?.find((one) => one.labelIds?.includes('SENT')) : undefined;
  if (!after.ok && after.status !== 404) return untried('G13', `Reading it failed: ${said(after)}.`);
  if (!sent) return untried('G13', 'The draft is gone, but no sent mail is in its thread.');
  const kept = headerOf(sent, OUR_MESSAGE_HEADER) === id ? 'keeps' : 'has lost';
  return holds(
    'G13',
    `${after.ok ? 'its id names the sent mail' : 'its id is gone'}; the mail ${kept} our header`,
  );
};

/** The watch is not stopped again: that would end the notifications of an installation that uses this mailbox. */
const watch = async ({ gmail, topic, now }: GmailProbe): Promise<Finding> => {
  if (topic === null) return untried('G9', 'Set GMAIL_WATCH_TOPIC to check it.');
  const found = await tried(gmail.users.watch({ ...me, requestBody: { topicName: topic } }));
  if (!found.ok) return differs('G9', `it answers ${said(found)}`);
  const left = Number(found.value.expiration ?? Number.NaN) - now();
  const fine = /^\d+$/.test(found.value.historyId ?? '') && left > 0 && left <= WEEK_MS + 60_000;
  const seen = `it ends in ${(left / (24 * 60 * 60_000)).toFixed(1)} days`;
  return fine ? holds('G9', seen) : differs('G9', seen);
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
