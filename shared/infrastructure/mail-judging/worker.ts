import { parentPort, workerData } from 'node:worker_threads';
import { judgeMail, slim } from '../../mail/judge.ts';

/** The program of the thread that judges one large mail. A failure here only ends this thread. */
parentPort?.postMessage(slim(await judgeMail(workerData)));
