/** Where the thread's code lies. The build puts another address in place of this one (`infra/build/bundle.ts`). */
export const workerUrl = (): URL => new URL('worker.ts', import.meta.url);
