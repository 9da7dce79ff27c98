import { isIP } from 'node:net';
import type { Context } from 'hono';
import { z } from 'zod';
import { isGoogleNetwork } from './google-networks.ts';

/** The connection that @hono/node-server passes with a request. */
const binding = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string().optional() }) }),
});

/**
 * The client's network address, as far as it can be trusted. Each proxy appends the address that called it to
 * X-Forwarded-For; what the client wrote is to the left of that
 * (https://cloud.google.com/load-balancing/docs/https#x-forwarded-for_header). So the entry is counted from the right,
 * by the number of trusted proxies.
 */
export const clientAddress = (c: Context, trusted: TrustedProxies): string => {
  const socket = binding.safeParse(c.env).data?.incoming.socket.remoteAddress;
  const forwardedFor = c.req.header('x-forwarded-for');
  return trusted === 'hosting'
    ? hostingAddress(socket, forwardedFor, c.req.header('fastly-client-ip'))
    : trustedAddress(socket, forwardedFor, trusted);
};

/** How many proxies append; or `hosting`: a function on Google Cloud, called through Firebase Hosting or directly. */
export type TrustedProxies = number | 'hosting';

/**
 * The client of a function on Google Cloud. Google's front end appends the address that called it, so the last entry is
 * always true. If it belongs to Google, the call came through Hosting, whose edge overwrites Fastly-Client-IP with the
 * client's address and appends it as the entry before. Otherwise the function's own URL was called, and the caller
 * wrote all other entries.
 */
export const hostingAddress = (
  socket: string | undefined,
  forwardedFor: string | undefined,
  edgeClient: string | undefined,
): string => {
  const chain = chainOf(forwardedFor);
  const caller = chain.at(-1);
  if (caller === undefined || !isGoogleNetwork(caller)) return network(caller ?? socket);
  const told = edgeClient?.trim() ?? '';
  return network(isIP(told) === 0 ? (chain.at(-2) ?? caller) : told);
};

const chainOf = (forwardedFor: string | undefined): readonly string[] =>
  (forwardedFor ?? '').split(',').flatMap((part) => part.trim() || []);

export const trustedAddress = (
  socket: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string => {
  const chain = chainOf(forwardedFor);
  // A request that bypassed some of the proxies has fewer entries: the first one is used.
  const place = Math.max(0, chain.length - trustedProxies);
  return network(trustedProxies === 0 ? socket : (chain[place] ?? socket));
};

/**
 * A household or machine has one IPv4 address, or one IPv6 network of 64 bits with too many addresses to count
 * separately.
 */
const network = (address: string | undefined): string => {
  const bare = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIP(bare) === 4) return bare;
  if (isIP(bare) !== 6) return 'unknown';
  const [head = '', tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  return `${[...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':')}::/64`;
};
