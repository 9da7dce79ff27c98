/** What a deployed system must answer, whoever asks. */
const CHECKS: readonly { readonly path: string; readonly status: number; readonly holds: string }[] = [
  { path: '/', status: 200, holds: '<html' },
  { path: '/api/openapi.json', status: 200, holds: '"openapi"' },
  { path: '/api/auth/session', status: 401, holds: '"unauthenticated"' },
  { path: '/api/assistants', status: 401, holds: '"unauthenticated"' },
  { path: '/api/threads', status: 401, holds: '"unauthenticated"' },
];

/** Asks the deployed addresses; a sentence for each that does not answer as it should. */
export const smokeTest = async (publicUrl: string): Promise<readonly string[]> => {
  const results = await Promise.all(
    CHECKS.map(async ({ path, status, holds }) => {
      try {
        const answer = await fetch(`${publicUrl}${path}`, { signal: AbortSignal.timeout(30_000) });
        const text = await answer.text();
        if (answer.status !== status) return `${path} answers ${answer.status} instead of ${status}.`;
        return text.includes(holds) ? null : `${path} answers something else than expected.`;
      } catch {
        return `${path} does not answer.`;
      }
    }),
  );
  return results.filter((problem) => problem !== null);
};
