import { describe, expect, test } from 'vitest';
import { circumstancesWith, NOW } from '../../../test/support/documents.ts';
import {
  keptForAnswers,
  type Mail,
  type SendingRules,
  SLOT_KEEPS_MS,
  type Timing,
  whenToSend,
} from './when-to-send.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' };
const evening = NOW + 9 * HOUR; // 19:00 in Berlin
const nextMorning = NOW + 23 * HOUR; // Tuesday, 09:00
const midnight = NOW + 14 * HOUR;

const first: Mail = { isPaced: true, isUnwritten: true, isReserved: false, hours: null, slotAt: null };
const reply: Mail = { ...first, isPaced: false };
const now: Timing = { kind: 'now' };
const wait = (until: number, code: string) => ({ kind: 'wait', until, reason: { code, params: {} } });
const slot = (from: number): Timing => ({ kind: 'take_slot', from });

interface Case {
  readonly name: string;
  readonly mail: Mail;
  readonly at?: number;
  readonly rules?: Partial<SendingRules>;
  readonly spent?: number;
  readonly timing: object;
}

const paced = { paceSeconds: 20 };

const cases: readonly Case[] = [
  { name: 'a reply leaves now', mail: reply, rules: paced, timing: now },
  { name: 'without a pace a first mail does too', mail: first, timing: now },
  { name: 'with one it asks for its moment', mail: first, rules: paced, timing: slot(NOW) },
  { name: 'also for a ramp alone', mail: first, rules: { rampPerDay: 5 }, timing: slot(NOW) },
  {
    name: 'it waits for its moment',
    mail: { ...first, slotAt: NOW + 1 },
    rules: paced,
    timing: wait(NOW + 1, 'pace'),
  },
  { name: 'its moment has come', mail: { ...first, slotAt: NOW }, rules: paced, timing: now },
  {
    name: 'its moment is a while ago',
    mail: { ...first, slotAt: NOW - SLOT_KEEPS_MS + 1 },
    rules: paced,
    timing: now,
  },
  {
    name: 'its moment was missed',
    mail: { ...first, slotAt: NOW - SLOT_KEEPS_MS },
    rules: paced,
    timing: slot(NOW),
  },
  {
    name: 'what is reserved does not queue again',
    mail: { ...first, isUnwritten: false, isReserved: true },
    rules: paced,
    timing: now,
  },
  {
    name: 'outside working hours no moment is asked for',
    mail: { ...first, hours },
    at: evening,
    rules: paced,
    timing: wait(nextMorning, 'working_hours'),
  },
  {
    name: 'a moment that lies outside working hours by now is waited over',
    mail: { ...first, hours, slotAt: evening },
    at: evening,
    rules: paced,
    timing: wait(nextMorning, 'working_hours'),
  },
  // The day's mails
  {
    name: 'of a hundred mails the last twenty are kept for answers',
    mail: first,
    rules: { sentToday: 80 },
    timing: slot(midnight),
  },
  { name: 'up to there first mails leave', mail: first, rules: { sentToday: 79 }, timing: now },
  { name: 'an answer may use what is kept', mail: reply, rules: { sentToday: 99 }, timing: now },
  {
    name: 'but no more than that',
    mail: reply,
    rules: { sentToday: 100 },
    timing: wait(midnight, 'daily_sending_limit'),
  },
  {
    name: 'a moment on a later day is kept',
    mail: { ...first, slotAt: nextMorning },
    rules: { sentToday: 100 },
    timing: wait(nextMorning, 'daily_sending_limit'),
  },
  {
    name: 'one of this day is of no use any more',
    mail: { ...first, slotAt: NOW + HOUR },
    rules: { ...paced, sentToday: 100 },
    timing: slot(midnight),
  },
  {
    name: 'what counts for this day already may leave',
    mail: { ...first, isUnwritten: false, isReserved: true },
    rules: { sentToday: 100 },
    timing: now,
  },
  // Gmail's pause and the model's budget
  {
    name: 'Gmail’s own pause comes first',
    mail: { ...first, hours },
    rules: { ...paced, sentToday: 100, sendingPausedUntil: evening },
    timing: wait(nextMorning, 'sending_paused'),
  },
  {
    name: 'nothing is written beyond the budget',
    mail: first,
    rules: { ...paced, tokensToday: 1_000_000 },
    timing: wait(midnight, 'daily_token_budget'),
  },
  {
    name: 'nor beyond that of the conversation',
    mail: reply,
    spent: 1_000_000,
    timing: wait(midnight, 'daily_token_budget'),
  },
  {
    name: 'what is written may leave',
    mail: { ...reply, isUnwritten: false },
    rules: { tokensToday: 1_000_000 },
    timing: now,
  },
];

describe('when a mail may leave', () => {
  test.each(cases)('$name', ({ mail, at = NOW, rules = {}, spent = 0, timing }) => {
    const thread = { spentOn: { date: '2026-11-02', tokens: spent } };
    expect(whenToSend(at, mail, thread, circumstancesWith(rules))).toEqual(timing);
  });

  test.each([
    [1, 0],
    [4, 0],
    [5, 1],
    [100, 20],
    [500, 100],
  ])('of %i mails a day, %i are kept for answers', (limit, kept) => {
    expect(keptForAnswers(limit)).toBe(kept);
  });
});
