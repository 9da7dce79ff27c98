import { isIP } from 'node:net';
import type { Context } from 'hono';
import { z } from 'zod';

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
export const clientAddress = (c: Context, trustedProxies: number): string => {
  const socket = binding.safeParse(c.env).data?.incoming.socket.remoteAddress;
  return trustedAddress(socket, c.req.header('x-forwarded-for'), trustedProxies);
};

export const trustedAddress = (
  socket: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string => {
  const chain = (forwardedFor ?? '').split(',').flatMap((part) => part.trim() || []);
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
