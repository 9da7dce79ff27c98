import { expect, test } from 'vitest';
import { jsonDownload } from './download.ts';

test('a download that breaks off is no whole one, and tells its reader nothing of why', async () => {
  const failures: unknown[] = [];
  const cause = new Error('canary-of-the-store');
  async function* pieces() {
    yield '{"documents":[';
    throw cause;
  }
  const response = jsonDownload('x.json', pieces(), (thrown) => failures.push(thrown));
  const read = await response.text().catch((thrown: unknown) => thrown);
  expect(read).toBeInstanceOf(Error);
  expect(String(read)).not.toContain('canary');
  expect(failures).toEqual([cause]);
});
