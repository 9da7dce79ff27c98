import { createHash } from 'node:crypto';
import { createTurnGate, type TurnGate } from '../../shared/application/conversation/turn-gate.ts';
import type { ChannelSenders, Sent } from '../../shared/application/ports/channel-sender.ts';
import type { Clock, Random } from '../../shared/application/ports/clock.ts';
import { StoreError } from '../../shared/application/ports/document-store.ts';
import { type AppEvent, BusError } from '../../shared/application/ports/event-bus.ts';
import { type Identity, refreshTokenSecretName } from '../../shared/application/ports/identity.ts';
import type { Logger } from '../../shared/application/ports/logger.ts';
import type { MailErrorCode, MailGateway } from '../../shared/application/ports/mail-gateway.ts';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import type { Timer } from '../../shared/application/ports/timer.ts';
import { type Vault, VaultError } from '../../shared/application/ports/vault.ts';
import { err, ok } from '../../shared/domain/result.ts';
import { withRequiredIndexes } from '../../shared/infrastructure/document-store/required-index.ts';
import { createOwnMailSender } from '../../shared/infrastructure/notification/own-mail.ts';
import { indexes } from '../../shared/persistence/indexes.ts';
import { type Gate, MemoryStore } from '../support/memory-store/memory-store.ts';
import { SimMailbox } from './gmail.ts';
import { mailErrorOf } from './mail-error.ts';
import type { CallPoint, Fault, Happening, Plan, PlannedEvent } from './plan.ts';
import { type Dice, dice } from './random.ts';
import { type Receiver, withoutPush } from './receiver.ts';
import { Scheduler, type Task } from './scheduler.ts';
import { noSignIn, REFRESH_TOKEN, revokeAtGoogle, vaultCalls } from './secrets.ts';
import { answerPrompt, summaryOf } from './writer.ts';

const HOUR = 60 * 60_000;
export const START = Date.UTC(2026, 10, 2, 9, 0, 0);
export const LEASE_MS = 30_000;
/** Longer than any turn takes that does not hang. */
export const TURN_MS = 240_000;
/** A call that takes so long is one of a process that stands still: its heartbeats do not get through either. */
const FROZEN_MS = 4 * 60_000;
export const SILENCE_MS = 6 * 60 * 60_000;

/** One process. When it crashes, whatever it was doing never goes on. */
export interface Instance {
  readonly tasks: Set<Task>;
  dead: boolean;
  /** What is to be told that it died. */
  readonly onDeath: (() => void)[];
  /** Nothing of it gets through before then. */
  frozenUntil: number;
  readonly gate: TurnGate;
}

export interface Call {
  readonly port: string;
  readonly method: string;
  /** Before the call's effect, in the caller's task. */
  readonly task: Task;
}

/** Sees every effect as it happens; the invariants are asserted here. */
export interface Observer {
  effect(call: Call, args: readonly unknown[], result: unknown): void;
}

type Interruption = Extract<PlannedEvent, { type: 'interruption' }>;

const keyOf = (at: CallPoint): string => ('call' in at ? `${at.call}` : `${at.on}#${at.nth}`);

/** Everything outside the code under test, in virtual time, with the plan's faults on the way. */
export class World {
  readonly scheduler = new Scheduler(START);
  readonly store = new MemoryStore();
  readonly mailboxes = new Map<string, SimMailbox>();
  /** What the vault holds, by name. */
  readonly secrets = new Map<string, string>();
  dice: Dice;
  readonly clock: Clock;
  readonly random: Random;
  readonly logged: string[] = [];
  readonly bugs: string[] = [];
  readonly visited = new Set<string>();
  readonly observers: Observer[] = [];
  /** What befalls a call besides what the plan says. */
  faultOf: (call: Call) => Fault | undefined = () => undefined;
  /** Told of each crash. */
  onCrash: () => void = () => {};
  instance: Instance = this.#newInstance();
  calls = 0;
  quiet = false;
  /** Takes events; the bus of the run. */
  publish: (event: AppEvent) => void = () => {};
  /** Until then, in virtual time, Gmail answers nobody. */
  outageUntil = 0;
  /** Until then the model answers nobody. */
  modelOutageUntil = 0;
  /** Somebody does something in the moment of a call. */
  interrupt: (what: Happening, thread: number) => void = () => {};
  readonly #faults = new Map<string, Fault>();
  readonly #interruptions = new Map<string, Interruption>();
  readonly #callsOf = new Map<string, number>();
  #ids = 0;

  constructor(plan: Plan) {
    this.dice = dice(plan.seed ^ 0x5bd1e995);
    this.clock = { now: () => this.scheduler.now };
    this.#skewed = plan.untidyClocks;
    const unique = (length: number): string =>
      createHash('sha256')
        .update(`${plan.seed}.${this.#ids++}`)
        .digest('hex')
        .slice(0, length);
    this.random = { token: () => unique(43), id: () => unique(32) };
    for (const event of plan.events) {
      if (event.type === 'fault') this.#faults.set(keyOf(event.at), event.fault);
      if (event.type === 'interruption') this.#interruptions.set(keyOf(event.at), event);
    }
  }

  addMailbox(id: string, email: string): SimMailbox {
    const mailbox = new SimMailbox(
      id,
      email,
      this.clock.now,
      9_007_199_254_740_993n + BigInt(this.dice.below(3)),
    );
    this.mailboxes.set(id, mailbox);
    this.secrets.set(refreshTokenSecretName(id), REFRESH_TOKEN);
    return mailbox;
  }

  /** Starts work in the living process. */
  run(name: string, work: (task: Task) => Promise<void>): Task {
    const { instance } = this;
    const task = this.scheduler.start(name, async (own) => {
      await work(own);
      instance.tasks.delete(own);
    });
    instance.tasks.add(task);
    return task;
  }

  crash(): void {
    const { instance } = this;
    instance.dead = true;
    this.#blame(instance);
    for (const task of instance.tasks) this.scheduler.kill(task);
    this.instance = this.#newInstance();
    this.visited.add('crash');
    this.onCrash();
    for (const tell of instance.onDeath) tell();
  }

  /** Which process took the thread's lease last, as the store saw it, and by what token. */
  readonly holders = new Map<string, { readonly instance: Instance; readonly token: string }>();
  /** How often a process died while a thread was the only one that it worked on. */
  readonly diedAlone = new Map<string, number>();

  #blame(instance: Instance): void {
    const held: string[] = [];
    for (const [path, { data }] of this.store.documents) {
      const lease = data.lease as { readonly token: string; readonly expiresAt: number } | null | undefined;
      if (!path.includes('/threads/') || !lease || lease.expiresAt <= this.scheduler.now) continue;
      const holder = this.holders.get(path);
      // One that nobody saw yet was taken in the very commit after which the process died.
      if (holder?.token !== lease.token || holder.instance === instance) held.push(path);
    }
    const [only] = held;
    if (only && held.length === 1) this.diedAlone.set(only, (this.diedAlone.get(only) ?? 0) + 1);
  }

  /** How far the clock of whoever works now is ahead, in ms. */
  #clockAhead = 0;
  #skewed: boolean;

  /** For some minutes the clock of the process is wrong, and then it is set right. */
  jumpClock(): void {
    const ahead = this.dice.pick([-6 * HOUR, 6 * HOUR, 365 * 24 * HOUR]);
    this.#clockAhead = ahead;
    this.visited.add(`clock ${ahead < 0 ? 'behind' : ahead > 24 * HOUR ? 'a year ahead' : 'ahead'}`);
    this.scheduler.at(this.scheduler.now + 60_000 + this.dice.below(20 * 60_000), () => {
      this.#clockAhead = 0;
    });
  }

  /** Each task runs on an instance with a clock of its own. */
  clockFor(): Clock {
    const skew = this.#skewed && !this.quiet ? this.dice.below(8 * 60_000) - 4 * 60_000 : 0;
    return { now: () => this.scheduler.now + (this.quiet ? 0 : skew + this.#clockAhead) };
  }

  /** Passes one call: time goes by, and the plan may have something to say. */
  async #pass<T>(
    call: Call,
    instance: Instance,
    args: readonly unknown[],
    effect: () => T,
    broken: (fault: Fault) => { readonly result: T; readonly effect: boolean } | null,
  ): Promise<T> {
    if (instance.dead) return new Promise<T>(() => {});
    const point = this.#nextPoint(call);
    const planned = <T>(events: ReadonlyMap<string, T>): T | undefined =>
      this.quiet ? undefined : point.map((key) => events.get(key)).find((event) => event !== undefined);
    const fault = planned(this.#faults) ?? this.faultOf(call);
    const interruption = planned(this.#interruptions);
    let latency = call.port === 'writer' ? 500 + this.dice.below(4000) : 1 + this.dice.below(40);
    if (interruption) {
      this.interrupt(interruption.what, interruption.thread);
      latency += this.dice.below(3000);
    }
    if (fault) this.visited.add(`${fault.kind} in ${call.port}.${call.method}`);
    if (fault?.kind === 'crash_before') return this.#die<T>();
    const slow = fault?.kind === 'slow' ? fault.ms : 0;
    if (slow >= FROZEN_MS) {
      instance.frozenUntil = this.scheduler.now + slow;
      this.visited.add('frozen');
    }
    await this.scheduler.wait(call.task, latency + slow);
    if (instance.dead) return new Promise<T>(() => {});
    const outcome = fault ? broken(fault) : null;
    if (outcome && !outcome.effect) return outcome.result;
    const result = effect();
    for (const observer of this.observers) observer.effect(call, args, result);
    if (fault?.kind === 'crash_after') return this.#die<T>();
    await this.scheduler.wait(call.task, this.dice.below(20));
    if (instance.dead) return new Promise<T>(() => {});
    return outcome ? outcome.result : result;
  }

  /** The names under which a plan may mean this call. */
  #nextPoint({ port, method }: Call): readonly string[] {
    const name = `${port}.${method}`;
    const nth = this.#callsOf.get(name) ?? 0;
    this.#callsOf.set(name, nth + 1);
    return [keyOf({ call: this.calls++ }), keyOf({ on: name, nth })];
  }

  #die<T>(): Promise<T> {
    this.crash();
    return new Promise<T>(() => {});
  }

  #newInstance(): Instance {
    const timer: Timer = {
      every: (ms, work) => this.#timer(instance, null).every(ms, work),
      sleep: (ms) => this.scheduler.wait(null, ms),
    };
    const instance = {
      tasks: new Set<Task>(),
      dead: false,
      onDeath: [],
      frozenUntil: 0,
      gate: createTurnGate(timer),
    };
    return instance;
  }

  /** In virtual time, for one task of a process, or for what concerns all of them. */
  #timer(instance: Instance, task: Task | null): Timer {
    const { scheduler } = this;
    return {
      every: (ms, work) => {
        let isOver = false;
        const next = (): void => {
          scheduler.at(scheduler.now + ms, () => {
            if (isOver || instance.dead) return;
            if (!task) return void work().then(next);
            // What stands still sends no heartbeat.
            if (instance.frozenUntil > scheduler.now) return next();
            this.visited.add('heartbeat');
            void scheduler.beside(task, work).then(next);
          });
        };
        next();
        return () => {
          isOver = true;
        };
      },
      sleep: (ms) => scheduler.wait(task, ms),
    };
  }

  timerFor(task: Task): Timer {
    return this.#timer(this.instance, task);
  }

  gateFor(task: Task): TurnGate {
    const { gate } = this.instance;
    return { enter: (alone) => this.scheduler.waitFor(task, gate.enter(alone)) };
  }

  storeFor(task: Task): ReturnType<MemoryStore['connect']> {
    const { instance } = this;
    const gate: Gate = (method) =>
      this.#pass<void>(
        { port: 'store', method, task },
        instance,
        [],
        () => {},
        (fault) => {
          if (fault.kind !== 'store_error') return null;
          // An effect that happened cannot be had here: the gate is before it, except after a commit.
          if (fault.effect !== (method === 'committed')) return null;
          throw new StoreError('unavailable', 'simulated');
        },
      );
    return withRequiredIndexes(this.store.connect(gate), indexes);
  }

  busFor(task: Task) {
    const { instance } = this;
    return {
      publish: async (event: AppEvent): Promise<void> => {
        let failed = false;
        await this.#pass<void>(
          { port: 'bus', method: 'publish', task },
          instance,
          [event],
          () => this.publish(event),
          (fault) => {
            if (fault.kind !== 'bus_error') return null;
            failed = true;
            return { result: undefined, effect: fault.effect };
          },
        );
        if (failed) throw new BusError('simulated');
      },
    };
  }

  vaultFor(task: Task): Vault {
    const { instance } = this;
    const vault = vaultCalls(this.secrets);
    const call = async <T>(method: keyof Vault, effect: () => T): Promise<T> => {
      let failed = false;
      const result = await this.#pass<T | null>(
        { port: 'vault', method, task },
        instance,
        [],
        effect,
        (fault) => {
          if (fault.kind !== 'store_error') return null;
          failed = true;
          return { result: null, effect: fault.effect };
        },
      );
      if (failed) throw new VaultError('unavailable', 'simulated');
      return result as T;
    };
    return {
      get: (name) => call('get', () => vault.get(name)),
      put: (name, secret) => call('put', () => vault.put(name, secret)),
      destroy: (name) => call('destroy', () => vault.destroy(name)),
    };
  }

  identityFor(task: Task): Identity {
    const { instance } = this;
    return {
      ...noSignIn,
      forgetAccessToken: () => {},
      revoke: (mailboxId) =>
        this.#pass<Awaited<ReturnType<Identity['revoke']>>>(
          { port: 'identity', method: 'revoke', task },
          instance,
          [mailboxId],
          () => revokeAtGoogle(this.mailboxes.get(mailboxId), this.secrets),
          (fault) =>
            fault.kind === 'mail_error'
              ? { result: err({ code: 'unavailable', message: 'simulated' }), effect: fault.effect }
              : null,
        ),
    };
  }

  gatewayFor(task: Task): MailGateway {
    const { instance } = this;
    const call = <K extends keyof MailGateway>(
      method: K,
      args: Parameters<MailGateway[K]>,
    ): ReturnType<MailGateway[K]> => {
      const [mailboxId] = args;
      const effect = () => {
        if (this.scheduler.now < this.outageUntil) {
          return err({ code: 'unavailable' as const, message: 'outage' });
        }
        const mailbox = this.mailboxes.get(mailboxId);
        if (!mailbox || mailbox.revoked) return err(mailErrorOf('owner'));
        return mailbox.calls()[method](...args);
      };
      return this.#pass(
        { port: 'gmail', method, task },
        instance,
        args,
        effect as () => Awaited<ReturnType<MailGateway[K]>>,
        (fault) => {
          if (fault.kind !== 'mail_error') return null;
          const effective = fault.effect && fault.code === 'unavailable';
          return {
            result: err(mailErrorOf(this.#plausible(method, fault.code))) as Awaited<
              ReturnType<MailGateway[K]>
            >,
            effect: effective,
          };
        },
      ) as ReturnType<MailGateway[K]>;
    };
    const method = <K extends keyof MailGateway>(name: K) =>
      ((...args: Parameters<MailGateway[K]>) => call(name, args)) as MailGateway[K];
    return {
      getProfile: method('getProfile'),
      listSendAs: method('listSendAs'),
      watch: method('watch'),
      stopWatch: method('stopWatch'),
      listHistory: method('listHistory'),
      getMessage: method('getMessage'),
      getAttachments: method('getAttachments'),
      getSignature: method('getSignature'),
      getThread: method('getThread'),
      searchFrom: method('searchFrom'),
      findByMessageId: method('findByMessageId'),
      createDraft: method('createDraft'),
      updateDraft: method('updateDraft'),
      getDraft: method('getDraft'),
      findDraft: method('findDraft'),
      sendDraft: method('sendDraft'),
      deleteDraft: method('deleteDraft'),
    };
  }

  /** A 404 or 400 that the state does not warrant would be a lying Gmail; those become a 503. A 404 for history is real. */
  #plausible(method: keyof MailGateway, code: MailErrorCode): MailErrorCode {
    if (code === 'not_found' && method !== 'listHistory') return 'unavailable';
    const canBeInvalid = ['createDraft', 'updateDraft', 'sendDraft', 'getMessage'].includes(method);
    return code === 'invalid' && !canBeInvalid ? 'unavailable' : code;
  }

  /** Of each owner, by the URL of their webhook. */
  readonly receivers = new Map<string, Receiver>();

  sendersFor(task: Task): ChannelSenders {
    const { instance } = this;
    const ownMail = createOwnMailSender(this.gatewayFor(task), this.clock.now);
    const failed: Sent = { state: 'failed', code: 'timed_out', status: null };
    return {
      ...withoutPush,
      send: (target, telling) => {
        if (target.kind === 'email') return ownMail.send(target, telling);
        const receiver = 'url' in target ? this.receivers.get(target.url) : undefined;
        if (!receiver) throw new Error(`no receiver of this run: ${target.kind}`);
        return this.#pass<Sent>(
          { port: 'receiver', method: 'take', task },
          instance,
          [telling],
          () => receiver.take(telling),
          (fault) => (fault.kind === 'mail_error' ? { result: failed, effect: fault.effect } : null),
        );
      },
    };
  }

  writerFor(task: Task): ReplyWriter {
    const { instance } = this;
    const failing = (fault: Fault) =>
      fault.kind === 'writer_error'
        ? { result: err({ code: fault.code, message: 'simulated' }), effect: false }
        : null;
    const call = { port: 'writer', task };
    return {
      write: (prompt) => {
        const effect = (): ReturnType<typeof answerPrompt> =>
          this.scheduler.now < this.modelOutageUntil
            ? err({ code: 'unavailable', message: 'outage' })
            : answerPrompt(prompt, this.dice);
        return this.#pass({ ...call, method: 'write' }, instance, [prompt], effect, failing);
      },
      summarise: (prompt) => {
        const usage = { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0 };
        const effect = (): Awaited<ReturnType<ReplyWriter['summarise']>> =>
          ok({ text: summaryOf(prompt), usage, model: 'sim' });
        return this.#pass({ ...call, method: 'summarise' }, instance, [prompt], effect, failing);
      },
    };
  }

  /** An exception that ended a task: expected where the plan caused it, a bug otherwise. */
  note(error: unknown): void {
    // A store that refuses what it is asked is a bug of whoever asks.
    const passing = error instanceof StoreError && error.retryable;
    const expected =
      passing || error instanceof BusError || error instanceof VaultError || `${error}`.includes('retry:');
    this.logged.push(
      `${this.scheduler.now - START} exception ${error instanceof Error ? error.stack : error}`,
    );
    if (!expected) this.bugs.push(String(error));
  }

  readonly logger: Logger = {
    info: (event, fields) => this.#log(event, fields),
    warn: (event, fields) => this.#log(event, fields),
    error: (event, fields) => this.#log(event, fields),
  };

  #log(event: string, fields: object | undefined): void {
    this.logged.push(`${this.scheduler.now - START} ${event} ${JSON.stringify(fields ?? {})}`);
    const step = (fields as { step?: string } | undefined)?.step;
    this.visited.add(step ? `step ${step}` : `log ${event}`);
  }
}
