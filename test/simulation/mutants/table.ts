import { faults } from './faults.ts';
import { grounding } from './grounding.ts';
import { learning } from './learning.ts';
import type { Mutant } from './mutant.ts';
import { notifications } from './notifications.ts';
import { people } from './people.ts';
import { respect } from './respect.ts';

const sync = 'shared/application/mailbox/sync.ts';
const resync = 'shared/application/mailbox/resync.ts';
const wholeThread = 'shared/application/mailbox/read-whole-thread.ts';
const findNews = 'shared/application/conversation/receive/find-news.ts';
const record = 'shared/application/conversation/receive/record-mails.ts';
const meaning = 'shared/application/conversation/receive/meaning.ts';
const send = 'shared/application/conversation/steps/send.ts';
const drafts = 'shared/application/conversation/steps/drafts.ts';
const turn = 'shared/application/conversation/turn.ts';
const takeTurn = 'shared/application/conversation/take-turn.ts';
const nextStep = 'shared/domain/conversation/next-step.ts';
const followUps = 'shared/domain/conversation/follow-ups.ts';
const moments = 'shared/domain/conversation/moments.ts';
const ahead = 'shared/domain/conversation/evolve-ahead.ts';
const whenToSend = 'shared/domain/conversation/when-to-send.ts';
const slotBook = 'shared/domain/sending/slot-book.ts';
const evolve = 'shared/domain/conversation/evolve.ts';
const outbound = 'shared/domain/conversation/evolve-outbound.ts';
const held = 'shared/domain/conversation/evolve-held.ts';
const inbound = 'shared/domain/conversation/evolve-inbound.ts';
const consequences = 'shared/domain/conversation/consequences.ts';
const commit = 'shared/application/conversation/commit.ts';
const handOutThreads = 'shared/application/sweep/hand-out-threads.ts';
const evolveTurns = 'shared/domain/conversation/evolve-turns.ts';

/** What the simulation has to find, each within its budget of seeds. */
export const mutants: readonly Mutant[] = [
  {
    name: 'the cursor moves before the mails are recorded',
    file: sync,
    find: '  if (work.length === 0 && missed.length === 0) {',
    replace:
      '  await moveCursor(deps, mailbox.id, cursorNow());\n  if (work.length === 0 && missed.length === 0) {',
  },
  {
    name: 'the cursor is taken from the last page of the history',
    file: findNews,
    find: 'historyId ??= page.value.historyId;',
    replace: 'historyId = page.value.historyId;',
  },
  {
    name: 'the cursor moves backwards',
    file: record,
    find: 'const historyId = laterHistoryId(mailbox.historyId, move.historyId);',
    replace: 'const historyId = move.historyId;',
  },
  {
    name: 'history ids are compared as numbers',
    file: 'shared/domain/mailbox/history-id.ts',
    find: 'const left = BigInt(a);\n  const right = BigInt(b);',
    replace: 'const left = Number(a);\n  const right = Number(b);',
  },
  {
    name: 'an expired history jumps forward without reading the threads',
    file: wholeThread,
    find: 'if (thread.gmailThreadId === null) return ok({ changed: false });',
    replace: 'return ok({ changed: false });',
  },
  {
    name: 'an expired history passes over what a stopped thread has got',
    file: wholeThread,
    find: 'if (thread.gmailThreadId === null) return ok({ changed: false });',
    replace:
      "if (thread.gmailThreadId === null || thread.status === 'stopped') return ok({ changed: false });",
  },
  {
    name: 'after an expired history the cursor is taken from the end of the reading',
    file: resync,
    find: '  const { historyId } = progress;',
    replace:
      '  const later = await deps.gateway.getProfile(mailbox.id);\n  const historyId = later.ok ? later.value.historyId : progress.historyId;',
  },
  {
    name: 'a notification is acknowledged although Gmail failed',
    file: 'shared/application/mailbox/sync-outcome.ts',
    find: `why: \`gmail \${error.code}\` };`,
    replace: "why: 'gmail' } && { kind: 'synced', threads: 0 };",
  },
  {
    name: 'history is read from the cursor on, whatever Gmail shows late',
    file: 'shared/domain/mailbox/trail.ts',
    find: '  (afterSilence ? trail?.silence : trail?.before.historyId) ?? historyId;',
    replace: '  (afterSilence && trail === null ? undefined : historyId) ?? historyId;',
  },
  {
    name: 'a mail that is named and not there yet counts as seen',
    file: sync,
    find: 'const seen = news.filter((entry) => isMail(entry) && !absent.has(entry.messageId));',
    replace: 'const seen = news.filter((entry) => isMail(entry));',
  },
  {
    name: 'before a follow-up nobody looks outside the conversation',
    file: send,
    find: 'const outside = await lookOutside(deps, turn.mailbox, [thread], since);',
    replace: 'const outside = await lookOutside(deps, turn.mailbox, [], since);',
  },
  {
    name: 'mails of strangers are not looked into',
    file: 'shared/application/mailbox/outside.ts',
    find: 'if (!hasStrangers && before?.isDue !== true) return ok(null);',
    replace: 'if (hasStrangers || before?.isDue !== true) return ok(null);',
  },
  {
    name: 'a mail that cannot be fetched is skipped',
    file: record,
    find: "  if (!raw.ok) return raw.error.code === 'not_found' ? ok(null) : raw;",
    replace: '  if (!raw.ok) return ok(null);',
  },
  {
    name: 'a mail that cannot be fetched blocks its mailbox for ever',
    file: sync,
    find: "  if (isSpent) await setAside(deps, mailbox, thread.id, messageId, 'not_fetched');",
    replace: '  void isSpent;',
  },
  {
    name: 'every mail of the mailbox is fetched',
    file: sync,
    find: '  const { threads, unreadable } = await trackedThreads(deps, mailbox, news);',
    replace:
      '    for (const entry of entries) if (isMail(entry)) await deps.gateway.getMessage(mailbox.id, entry.messageId);\n    const { threads, unreadable } = await trackedThreads(deps, mailbox, news);',
  },
  {
    name: 'renewing a watch resets the cursor',
    file: 'shared/application/mailbox/start-watch.ts',
    find: '...(answer.ok ? { watchExpiresAt: answer.value.expiresAt } : {}),',
    replace:
      '...(answer.ok ? { watchExpiresAt: answer.value.expiresAt, historyId: answer.value.historyId } : {}),',
  },
  {
    name: 'a draft that is gone is written and sent again',
    file: send,
    find: "    return next(record(turn, { type: 'draft_missing', at: now, messageId: message.id }));",
    replace:
      "    return next(record({ ...turn, view: { ...turn.view, messages: turn.view.messages.map((m) => (m.id === message.id ? { ...m, state: 'composed' as const, draftId: null } : m)) } }));",
  },
  {
    name: 'a mail whose draft is gone is not looked for',
    file: drafts,
    find: '    if (found) {\n      const waited',
    replace: '    if (found && message.id === null) {\n      const waited',
  },
  {
    name: 'no look before sending',
    file: send,
    find: "if (message.purpose !== 'first') {",
    replace: 'if (false) {',
  },
  {
    name: 'what the look found is not recorded before sending',
    file: send,
    find: 'if (news.value.length > 0) {',
    replace: 'if (news.value.length > 1_000_000) {',
  },
  {
    name: 'the lease is not checked at commit',
    file: turn,
    find: 'if (found?.thread.lease?.token !== turn.token) return',
    replace: 'if (!found) return',
  },
  {
    name: 'a second turn takes a thread that is held',
    file: turn,
    find: "if (isHeld(found.thread, now)) return { kind: 'busy' };",
    replace: '',
  },
  {
    name: 'the alarm is not set while a turn holds the thread',
    file: evolveTurns,
    find: '        nextActionAt: leaseExpiresAt,',
    replace: '        nextActionAt: null,',
  },
  {
    name: 'a change during the turn goes unnoticed',
    file: turn,
    find: 'const overtaken = fresh.thread.revision !== turn.stored.thread.revision;',
    replace: 'const overtaken = false;',
  },
  {
    name: 'attempts that broke off are not counted',
    file: evolveTurns,
    find: 'attempts: view.thread.attempts + 1,',
    replace: 'attempts: 0,',
  },
  {
    name: 'a draft that a crash left behind stays',
    file: takeTurn,
    find: 'if (held.turn.recovering) {',
    replace: 'if (false) {',
  },
  {
    name: 'a draft is created again after an answer that was lost',
    file: drafts,
    find: '  if (message.draftUncertain) {\n    const hindrance = await removeLeftover(deps, before, message.id);',
    replace: '  if (false) {\n    const hindrance = await removeLeftover(deps, before, message.id);',
  },
  {
    name: 'the loser of a lease leaves its draft behind',
    file: takeTurn,
    find: '    await deps.gateway.deleteDraft(turn.mailbox.id, draftId);',
    replace: '',
  },
  {
    name: 'a mail that the owner wrote by hand is ignored',
    file: meaning,
    find: "if (!message || message.state === 'sent') return { kind: 'owner' };",
    replace: "if (!message || message.state === 'sent') return { kind: 'ignored' };",
  },
  {
    name: 'our own mail is taken for the owner’s',
    file: outbound,
    find: 'knownGmailIds: withKnownId(thread, facts.gmailMessageId),',
    replace: '',
  },
  {
    name: 'a sender who is not authenticated is answered',
    file: meaning,
    find: "if (verdict.kind === 'held') {",
    replace: 'if (false) {',
  },
  {
    name: 'machines are answered',
    file: meaning,
    find: 'if (mail.parsed.from.length === 0) break;',
    replace: 'break;',
  },
  {
    name: 'stopping does not take back the draft of a turn under way',
    file: 'shared/application/conversation/stop.ts',
    find: 'return takeBackPending(deps, input, committed.view);',
    replace: 'return ok(committed.view.thread);',
  },
  {
    name: 'a stop is overlooked by a turn under way',
    file: nextStep,
    find: "if (thread.status === 'stopped') {",
    replace: "if (thread.status === 'stopped' && !pending) {",
  },
  {
    name: 'a follow-up is sent although they have answered',
    file: nextStep,
    find: 'if (thread.unanswered.length > 0) {',
    replace: 'if (thread.unanswered.length > 0 && thread.followUp === null) {',
  },
  {
    name: 'a newer mail does not supersede the waiting draft',
    file: nextStep,
    find: 'if (pending && isOvertaken(thread, messages, pending, circumstances.elsewhere, now)) {',
    replace: 'if (false) {',
  },
  {
    name: 'a draft in review is sent without approval',
    file: nextStep,
    find: "if (!approval && effectiveMode(thread, assistant) === 'review') {",
    replace: "if (!approval && assistant.mode === 'review') {",
  },
  {
    name: 'the owner’s edited text is not the one that is sent',
    file: nextStep,
    find: 'if (approval && approval.text !== null && approval.text !== pending.text) {',
    replace: 'if (false) {',
  },
  {
    name: 'somebody who opted out is written to again',
    file: nextStep,
    find: 'if (circumstances.suppressed) {',
    replace: 'if (false) {',
  },
  {
    name: 'the limit of replies in a conversation is ignored',
    file: nextStep,
    find: 'if (Math.max(replies, decisions) >= assistant.limits.repliesPerThread) {',
    replace: 'if (decisions < 0) {',
  },
  {
    name: 'the daily sending limit is ignored',
    file: whenToSend,
    find: 'sentToday >= dailySendingLimit - (isAnswer ? 0 : keptForAnswers(dailySendingLimit));',
    replace: 'sentToday < 0 && isAnswer && dailySendingLimit < 0;',
  },
  {
    name: 'working hours are ignored',
    file: whenToSend,
    find: "later(now, nextWorkingMoment(now, hours, hoursZone), plain('working_hours'));",
    replace: "later(now, hours && hoursZone ? now : now, plain('working_hours'));",
  },
  {
    name: 'a recorded mail does not wake its thread',
    file: inbound,
    find: 'nextActionAt: Math.min(thread.nextActionAt ?? at, at),',
    replace: 'nextActionAt: thread.nextActionAt,',
  },
  {
    name: 'the token is kept in the mailbox’s document',
    file: 'shared/application/mailbox/disconnect.ts',
    find: '  if (!(await destroyToken(deps, mailboxId))) {',
    replace:
      '  await deps.store.update(paths.mailbox(mailboxId), { kept: await deps.vault.get(refreshTokenSecretName(mailboxId)) });\n  if (!(await destroyToken(deps, mailboxId))) {',
  },
  {
    name: 'an interrupted deletion of an account is not finished',
    file: 'shared/application/account/finish-deletions.ts',
    find: '      await deleteAccount(deps, { userId });',
    replace: '',
  },
  {
    name: 'deleting an account deletes everybody’s conversations',
    file: 'shared/persistence/delete-tree.ts',
    find: 'await store.query({ collection, limit: PAGE });',
    replace: 'await store.query({ collection: idOf(kind), group: true, limit: PAGE });',
  },
  {
    name: 'accepting forgets the mail that was held',
    file: held,
    find: ': [...thread.unanswered, message.id],',
    replace: ': thread.unanswered,',
  },
  {
    name: 'resuming takes held mails as good',
    file: evolve,
    find: '    allowParallel: thread.allowParallel || beside === true,',
    replace:
      '    allowParallel: thread.allowParallel || beside === true,\n    unanswered: [...thread.unanswered, ...thread.held],\n    held: [],',
  },
  {
    name: 'a rejected mail is answered',
    file: held,
    find: "  ruled(view, event, 'rejected', (message) => ({",
    replace:
      "  ruled(view, event, 'rejected', (message) => ({\n    unanswered: [...view.thread.unanswered, message.id],",
  },
  {
    name: 'the model is shown what is held',
    file: 'shared/domain/conversation/verdict.ts',
    find: '(message.ruling === null && !message.verdict?.heldFor && !held.includes(message.id));',
    replace: '(message.ruling === null && held.length >= 0);',
  },
  {
    name: 'sending settles mails that came meanwhile',
    file: outbound,
    find: 'unanswered: isHolding ? thread.unanswered : without(thread.unanswered, message.answers),',
    replace: 'unanswered: isHolding ? thread.unanswered : [],',
  },
  {
    name: 'a mail that ends its conversation does not end it',
    file: consequences,
    find: "if (!message?.thenStop || message.state === 'sent') return [];",
    replace: "if (message?.thenStop !== 'failed' || message.state === 'sent') return [];",
  },
  {
    name: 'a mail that left is counted twice',
    file: outbound,
    find: "if (message.state === 'sent') return confirmed(view, message, event);",
    replace:
      "if (message.state === 'sent' && event.facts.resolution) return confirmed(view, message, event);",
  },
  {
    name: 'a flag stops nobody',
    file: nextStep,
    find: '  if (waitsForOwner(thread, pending)) return waitForEvent;\n',
    replace: '',
  },
  {
    name: 'what the owner does to a waiting draft is overlooked',
    file: sync,
    find: 'const draftTouched = own.some((entry) => touchesWaitingDraft(thread, entry));',
    replace: 'const draftTouched = false;',
  },
  {
    name: 'a touched draft is left without an alarm',
    file: outbound,
    find: 'draftTouched: true, nextActionAt: at',
    replace: 'draftTouched: true',
  },
  {
    name: 'there is no end to follow-ups',
    file: followUps,
    find: "kind: done < max ? 'follow_up' : 'no_answer',",
    replace: "kind: 'follow_up',",
  },
  {
    name: 'a follow-up does not wait for a silence',
    file: followUps,
    find: 'at: since + Math.min(distance, LONGEST_WAIT_MS),',
    replace: 'at: since,',
  },
  {
    name: 'follow-ups are not counted anew after an answer',
    file: ahead,
    find: '  ...counters,\n  followUpsInRow: 0,',
    replace: '  ...counters,',
  },
  {
    name: 'an answer ends follow-ups for good',
    file: moments,
    find: 'if (!followsUp || thread.held.length > 0) return null;',
    replace: 'if (!followsUp || thread.held.length > 0 || thread.lastReceivedAt !== null) return null;',
  },
  {
    name: 'a promise wakes nobody',
    file: moments,
    find: 'if (due === null || due <= (lookedAt ?? 0)) continue;',
    replace: 'if (due === null || what !== null) continue;',
  },
  {
    name: 'a promise that was looked at wakes again and again',
    file: moments,
    find: 'if (due === null || due <= (lookedAt ?? 0)) continue;',
    replace: 'if (due === null || due < 0 * (lookedAt ?? 0)) continue;',
  },
  {
    name: 'who named a time is followed up before it',
    file: moments,
    find: '  if (agreed) return agreed;',
    replace: '  if (agreed && !thread.followUp) return agreed;',
  },
  {
    name: 'what the owner says while the model writes is forgotten',
    file: ahead,
    find: 'reconsider: isOutdated && thread.reconsider,',
    replace: 'reconsider: isOutdated && false,',
  },
  {
    name: 'a draft that was written without the owner’s word stays',
    file: 'shared/domain/conversation/overtaken.ts',
    find: '(thread.reconsider && !thread.attention) ||',
    replace: '(thread.reconsider && thread.attention !== null) ||',
  },
  {
    name: 'an answered question wakes nobody',
    file: ahead,
    find: '    ...decidesNow(thread, at),\n  });\n};\n\n/** With what',
    replace: '  });\n};\n\n/** With what',
  },
  {
    name: 'a question is answered as often as somebody answers',
    file: 'shared/application/conversation/answer-question.ts',
    find: "if (question === null) return appError('no_question');",
    replace: "if (question === null && thread.notes.length === 0) return appError('no_question');",
  },
  {
    name: 'a holding line counts as the answer',
    file: outbound,
    find: 'unanswered: isHolding ? thread.unanswered : without(thread.unanswered, message.answers),',
    replace: 'unanswered: without(thread.unanswered, message.answers),',
  },
  {
    name: 'a holding line leaves although the assistant may send none',
    file: 'shared/application/conversation/steps/compose.ts',
    find: '    assistant?.capabilities.holdingLine === true &&\n',
    replace: '    assistant !== null &&\n',
  },
  {
    name: 'an opt-out is not written down',
    file: commit,
    find: "(event.type === 'stopped' && event.reason === 'opted_out')",
    replace: "(event.type === 'stopped' && event.reason === 'declined')",
  },
  {
    name: 'a turn that ends overrides the alarm of what came meanwhile',
    file: turn,
    find: '      release && !overtaken\n',
    replace: '      release\n',
  },
  {
    name: 'a mail is recorded without a word to the turn under way',
    file: record,
    find: '{ now, newId: deps.random.id, isForeign: true, handsOut: options.atOnce ?? true };',
    replace: '{ now, newId: deps.random.id, isForeign: false, handsOut: options.atOnce ?? true };',
  },
  {
    name: 'a mailbox that was synced once is never looked into again',
    file: sync,
    find: 'const silence = syncedAt + deps.settings.silenceMs;',
    replace: 'const silence = syncedAt + 1e12;',
  },
  {
    name: 'a mailbox that Google has closed to us stays connected',
    file: takeTurn,
    find: '    await markDisconnected(deps, thread.mailboxId, outcome.why);\n',
    replace: '',
  },
  {
    name: 'an event that is lost is never made up for',
    file: handOutThreads,
    find: '    until <= now ||\n    isBeyond(until, now, spans.handedOut) ||\n    isUntrusted(data, until, now, trustMs)\n',
    replace: '    trustMs < 0\n',
  },
  {
    name: 'the day’s last mail is reserved twice',
    file: turn,
    find: 'return !areMailsUsedUp(mails, isAnswer);',
    replace: 'return isAnswer || mails !== null;',
  },
  {
    name: 'a turn under way overlooks that everything was paused',
    file: turn,
    find: 'const surroundings = overtaken ? await readSurroundings(tx, fresh, now) : null;',
    replace: 'const surroundings = overtaken && now < 0 ? await readSurroundings(tx, fresh, now) : null;',
  },
  {
    name: 'a pause lets a draft go that is about to leave',
    file: 'shared/application/sending/hold-back.ts',
    find: "if (!sending || (why === 'review' && sending.approval)) return;",
    replace: "if (!sending || why === 'pause') return;",
  },
  {
    name: 'a pause holds back what is written, and not what is ready',
    file: nextStep,
    find: "  'update_draft',\n  'send_draft',\n]);\n\nconst slotOf",
    replace: "  'update_draft',\n]);\n\nconst slotOf",
  },
  {
    name: 'a pause is paid for',
    file: nextStep,
    find: "= new Set([\n  'compose',\n  'take_slot',",
    replace: "= new Set([\n  'take_slot',",
  },
  {
    name: 'what a pause held back is forgotten',
    file: 'shared/application/sending/go-on.ts',
    find: '    .filter(({ data }) => assistantId === null || data.assistantId === assistantId)',
    replace: '    .filter(({ data }) => assistantId !== null && data.assistantId === assistantId)',
  },
  {
    name: 'a draft that a pause took back counts as lost',
    file: outbound,
    find: "message?.draftId == null || message.state === 'sent'",
    replace: "message == null || message.state === 'sent'",
  },
  {
    name: 'a mail that has left is said to be stopped',
    file: 'shared/application/conversation/review.ts',
    find: '    if (!deleted.ok) {\n      await deps.bus',
    replace: '    if (!deleted.ok && message.approval) {\n      await deps.bus',
  },
  {
    name: 'the time to stop a mail ends early',
    file: nextStep,
    find: "leavesAt > now ? wait(leavesAt, plain('undo')) : null;",
    replace: "leavesAt > now + 4000 ? wait(leavesAt - 4000, plain('undo')) : null;",
  },
  {
    name: 'behind the first fifteen nobody keeps the distance',
    file: slotBook,
    find: 'const distance = rules.paceSeconds * 1000 * (1.1 + 0.4 * jitterOf(id));',
    replace: 'const distance = rules.paceSeconds * 10 * (1.1 + 0.4 * jitterOf(id));',
  },
  {
    name: 'two mails are given the same moment',
    file: 'shared/application/conversation/steps/take-slot.ts',
    find: 'asData(book), { version: document.version })',
    replace: 'asData(book))',
  },
  {
    name: 'a mail does not wait for its moment',
    file: whenToSend,
    find: "return later(now, slotAt, plain('pace'));",
    replace: "return later(now, slotAt - 60_000, plain('pace'));",
  },
  {
    name: 'answers queue behind first mails',
    file: nextStep,
    find: 'isPaced: isPaced(purpose),',
    replace: 'isPaced: purpose !== null,',
  },
  {
    name: 'first mails use up what is kept for answers',
    file: whenToSend,
    find: 'Math.floor(dailySendingLimit / 5);',
    replace: 'Math.floor(dailySendingLimit / 500);',
  },
  ...grounding,
  ...notifications,
  ...learning,
  ...people,
  ...respect,
  ...faults,
];
