/** The URL of the thread's code. The build replaces it (`infra/build/bundle.ts`). */
export const workerUrl = (): URL => new URL('worker.ts', import.meta.url);
