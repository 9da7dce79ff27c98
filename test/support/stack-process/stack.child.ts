import { type StackOptions, startStack } from '../../../infra/local/stack/stack.ts';

/** The whole system as a process of its own, so that everything it writes anywhere can be read. */
const stack = await startStack(JSON.parse(process.argv[2] ?? '') as StackOptions);
process.send?.({ origin: stack.origin, googleOrigin: stack.google.origin });
process.on('disconnect', () => {
  void stack.close().then(() => process.exit(0));
});
