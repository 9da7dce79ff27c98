/**
 * Whether this address is among the addresses and domains (lower case) that may sign in. A domain does not include its
 * subdomains.
 */
export const maySignIn = (email: string, allowed: readonly string[]): boolean => {
  if (allowed.length === 0) return true;
  const address = email.trim().toLowerCase();
  return allowed.includes(address) || allowed.includes(address.slice(address.lastIndexOf('@') + 1));
};
