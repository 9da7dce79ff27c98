import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startLocalGoogle } from '../../../infra/local/google/server.ts';
import { startLocalWriter } from '../../../infra/local/writer/server.ts';
import { localDatabasePath } from '../../../shared/app.ts';
import { createLocalBus } from '../../../shared/infrastructure/local-bus/local-bus.ts';
import { beginConversations, converse, expectOneAnswerEach } from './conversations.ts';
import { freePorts } from './free-ports.ts';
import { chosenSeed, killAgainAndAgain } from './killing.ts';
import { type RunningProcess, startProcess } from './running-process.ts';

const START = fileURLToPath(new URL('../../../infra/local/start.ts', import.meta.url));
const QUESTIONS = 3;

/** `npm start` as a process of its own, on ports that stay the same over every restart. */
const machine = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'email-ai-killed-'));
  const [port = 0, googlePort = 0, openaiPort = 0] = await freePorts(3);
  let running: RunningProcess | null = null;
  onTestFinished(async () => {
    await running?.kill();
    await rm(dataDir, { recursive: true, force: true });
  });
  const start = async (env: Readonly<Record<string, string>>): Promise<RunningProcess> => {
    const settings = {
      ...env,
      PORT: String(port),
      LOCAL_GOOGLE_PORT: String(googlePort),
      LOCAL_OPENAI_PORT: String(openaiPort),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
    };
    running = await startProcess(START, settings, 'Email AI is running at');
    return running;
  };
  return { dataDir, origin: `http://localhost:${port}`, googlePort, start };
};

const owners = ['olivia@example.com', 'otto@example.com', 'oskar@example.com'];

const hold = async (
  origin: string,
  googleOrigin: string,
  start: () => Promise<RunningProcess>,
): Promise<void> => {
  const first = await start();
  const all = await Promise.all(
    owners.map((owner) =>
      beginConversations({ origin, googleOrigin, owner, people: 4, questions: QUESTIONS }),
    ),
  );
  await Promise.all([
    converse(all),
    killAgainAndAgain({ seed: chosenSeed(), kills: 4, longestLifeMs: 700, first, start }),
  ]);
  await expectOneAnswerEach(all, googleOrigin, QUESTIONS);
};

describe('killed at any moment and started again, npm start answers each mail once', {
  timeout: 300_000,
}, () => {
  test('while Google and the model stay', async () => {
    const { dataDir, origin, start } = await machine();
    const bus = createLocalBus({
      databasePath: localDatabasePath(dataDir),
      now: Date.now,
      random: Math.random,
    });
    const google = await startLocalGoogle({
      port: 0,
      databasePath: ':memory:',
      inhabitants: false,
      publish: (_topic, payload) => bus.publishRaw('gmail-notification', payload),
    });
    const writer = await startLocalWriter({ port: 0 });
    onTestFinished(async () => {
      await google.close();
      await writer.close();
      await bus.close();
    });
    await hold(origin, google.origin, () =>
      start({
        GOOGLE_CLIENT_ID: 'local',
        GOOGLE_CLIENT_SECRET: 'local-secret',
        GOOGLE_OAUTH_BASE_URL: google.origin,
        GMAIL_BASE_URL: google.origin,
        GMAIL_WATCH_TOPIC: 'projects/local/topics/gmail-notification',
        OPENAI_BASE_URL: `${writer.origin}/v1`,
      }),
    );
    expect(bus.deadLetters()).toEqual([]);
  });

  test('and when Google and the model are killed with it', async () => {
    const { origin, googlePort, start } = await machine();
    await hold(origin, `http://localhost:${googlePort}`, () => start({}));
  });
});
