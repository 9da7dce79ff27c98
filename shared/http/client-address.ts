import { isIP } from 'node:net';
import type { Context } from 'hono';
import { z } from 'zod';
import { isGoogles } from './google-networks.ts';

/** What @hono/node-server hands over with a request. */
const binding = z.object({
  incoming: z.object({ socket: z.object({ remoteAddress: z.string().optional() }) }),
});

/**
 * The network address of whoever sent a request, as far as it can be believed. Each proxy appends the address that it
 * was called from to X-Forwarded-For; what the client wrote itself stands to the left of that
 * (https://cloud.google.com/load-balancing/docs/https#x-forwarded-for_header). So it is read from the right, as many
 * places as there are proxies to trust.
 */
export const clientAddress = (c: Context, trusted: TrustedProxies): string => {
  const socket = binding.safeParse(c.env).data?.incoming.socket.remoteAddress;
  const forwardedFor = c.req.header('x-forwarded-for');
  return trusted === 'hosting'
    ? hostingAddress(socket, forwardedFor, c.req.header('fastly-client-ip'))
    : trustedAddress(socket, forwardedFor, trusted);
};

/** How many proxies append; or `hosting`: a function on Google Cloud, which people reach through Firebase Hosting, or directly. */
export type TrustedProxies = number | 'hosting';

/**
 * The client of a function on Google Cloud. Google's front end appends the address that called it, so the last place is always true. Is
 * that one of Google's own, the call came through Hosting, whose edge writes its client into Fastly-Client-IP over whatever stood there,
 * and into the place before. Otherwise somebody called the function's own URL, and wrote all the rest themselves.
 */
export const hostingAddress = (
  socket: string | undefined,
  forwardedFor: string | undefined,
  edgeClient: string | undefined,
): string => {
  const chain = chainOf(forwardedFor);
  const caller = chain.at(-1);
  if (caller === undefined || !isGoogles(caller)) return network(caller ?? socket);
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
  // One that came past some of the proxies has fewer places: the first then.
  const place = Math.max(0, chain.length - trustedProxies);
  return network(trustedProxies === 0 ? socket : (chain[place] ?? socket));
};

/** A household or machine has one IPv4 address, or one IPv6 network of 64 bits with more addresses than could be counted. */
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
