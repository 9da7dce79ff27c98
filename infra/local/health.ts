/** The container's health check: whether the front and a function behind it answer. Ends with 0 or 1. */
const port = process.env.PORT || '8080';
try {
  const answer = await fetch(`http://127.0.0.1:${port}/api/openapi.json`, {
    signal: AbortSignal.timeout(8_000),
  });
  process.exitCode = answer.ok ? 0 : 1;
} catch {
  process.exitCode = 1;
}
