/**
 * Gmail's history id is an unsigned 64-bit integer in decimal. It does not fit a JavaScript number, so it stays a
 * string and is compared as BigInt (https://developers.google.com/workspace/gmail/api/guides/sync).
 */
export const compareHistoryIds = (a: string, b: string): number => {
  const left = BigInt(a);
  const right = BigInt(b);
  return left < right ? -1 : left > right ? 1 : 0;
};

export const laterHistoryId = (a: string, b: string): string => (compareHistoryIds(a, b) >= 0 ? a : b);

export const isHistoryId = (value: string): boolean => /^[0-9]{1,20}$/.test(value);
