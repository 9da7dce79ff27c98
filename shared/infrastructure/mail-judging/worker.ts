import { parentPort, workerData } from 'node:worker_threads';
import { judgeMail, slim } from '../../mail/judge.ts';

/** The whole program of the thread that judges one large mail. Whatever goes wrong here ends the thread and nothing else. */
parentPort?.postMessage(slim(await judgeMail(workerData)));
