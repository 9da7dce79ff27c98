/** A Date header (RFC 5322 section 3.3) as epoch ms, or null. Day names and comments do not matter. */
export const parseDate = (value: string): number | null => {
  const plain = value
    .slice(0, 200)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const parsed = Date.parse(plain);
  if (!Number.isNaN(parsed)) return parsed;
  const core = /(\d{1,2} [A-Za-z]{3,9} \d{2,4} \d{1,2}:\d{2}(?::\d{2})?)(?: ([+-]\d{4}))?/.exec(plain);
  if (!core) return null;
  const retried = Date.parse(`${core[1]} ${core[2] ?? '+0000'}`);
  return Number.isNaN(retried) ? null : retried;
};
