/** What a deployed system must answer to any caller. */
const CHECKS: readonly { readonly path: string; readonly status: number; readonly holds: string }[] = [
  { path: '/', status: 200, holds: '<html' },
  { path: '/api/openapi.json', status: 200, holds: '"openapi"' },
  { path: '/api/auth/session', status: 401, holds: '"unauthenticated"' },
  { path: '/api/assistants', status: 401, holds: '"unauthenticated"' },
  { path: '/api/threads', status: 401, holds: '"unauthenticated"' },
];

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Requests the deployed addresses. Returns one sentence for each wrong answer. */
export const smokeTest = async (publicUrl: string, get: Fetch = fetch): Promise<readonly string[]> => {
  const results = await Promise.all([
    ...CHECKS.map((check) => answers(publicUrl, check, get)),
    comesBack(publicUrl, get),
  ]);
  return results.filter((problem) => problem !== null);
};

const answers = async (
  publicUrl: string,
  { path, status, holds }: (typeof CHECKS)[number],
  get: Fetch,
): Promise<string | null> => {
  try {
    const answer = await get(`${publicUrl}${path}`, { signal: AbortSignal.timeout(30_000) });
    const text = await answer.text();
    if (answer.status !== status) return `${path} answers ${answer.status} instead of ${status}.`;
    return text.includes(holds) ? null : `${path} answers something else than expected.`;
  } catch {
    return `${path} does not answer.`;
  }
};

/** Google refuses a redirect URI that the OAuth client does not list, so ours must be the one that was printed. */
const comesBack = async (publicUrl: string, get: Fetch): Promise<string | null> => {
  const path = '/api/auth/login?returnTo=/';
  const wanted = `${publicUrl}/api/auth/callback`;
  try {
    const signal = AbortSignal.timeout(30_000);
    const answer = await get(`${publicUrl}${path}`, { redirect: 'manual', signal });
    const location = answer.headers.get('location');
    const uri = location === null ? null : new URL(location).searchParams.get('redirect_uri');
    return uri === wanted ? null : `${path} comes back to ${uri ?? 'nowhere'} instead of ${wanted}.`;
  } catch {
    return `${path} does not answer.`;
  }
};

export interface Patience {
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly print: (line: string) => void;
}

const POLL_MS = 10_000;
/**
 * New permissions take two minutes as a rule, sometimes seven or more
 * (https://cloud.google.com/iam/docs/access-change-propagation).
 */
const PATIENCE_MS = 10 * 60_000;

/** The same checks, repeated until permissions and Hosting have propagated. */
export const smokeTestWithRetries = async (
  publicUrl: string,
  { fetch: get, now, sleep, print }: Patience,
): Promise<readonly string[]> => {
  const until = now() + PATIENCE_MS;
  for (let told = false; ; told = true) {
    const problems = await smokeTest(publicUrl, get);
    if (problems.length === 0 || now() >= until) return problems;
    if (!told) print(`Not everything answers yet (${problems[0]}); new permissions take some minutes.`);
    await sleep(POLL_MS);
  }
};
