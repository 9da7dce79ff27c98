import { startStack } from '../../../infra/local/stack/stack.ts';
import type { StackProcessOptions } from './stack-process.ts';

/** The whole system as a process of its own, so that everything it writes anywhere can be read. */
const { clockSpeed = 1, ...options } = JSON.parse(process.argv[2] ?? '') as StackProcessOptions;
const startedAt = Date.now();
const clock = { now: () => startedAt + Math.round((Date.now() - startedAt) * clockSpeed) };
const stack = await startStack({ ...options, overrides: { clock } });
process.send?.({ origin: stack.origin, googleOrigin: stack.google.origin });
process.on('disconnect', () => {
  void stack.close().then(() => process.exit(0));
});
