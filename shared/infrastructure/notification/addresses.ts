import { BlockList, isIP } from 'node:net';

/**
 * Which addresses an owner's channel may lead to. A URL that somebody chose is called from inside our network: it must reach what
 * anybody on the internet could reach, and nothing else (https://cheatsheetseries.owasp.org, server-side request forgery).
 */

/** Not globally reachable (https://www.iana.org/assignments/iana-ipv4-special-registry, iana-ipv6-special-registry), or multicast. */
const v4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Those that carry an IPv4 address within them are refused as a whole. */
const v6 = [
  '::/96',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

const listOf = (nets: readonly string[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const net of nets) {
    const [address = '', prefix] = net.split('/');
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
};
const special = { 4: listOf(v4, 'ipv4'), 6: listOf(v6, 'ipv6') };
const loopback = listOf(['127.0.0.0/8'], 'ipv4');

const isLoopbackAddress = (address: string): boolean =>
  address === '::1' || (isIP(address) === 4 && loopback.check(address, 'ipv4'));

/** Whether a connection to this IP address may be made. `allowLoopback`: on one machine, where its owner is the user. */
export const mayConnectTo = (address: string, allowLoopback: boolean): boolean => {
  const family = isIP(address);
  if (allowLoopback && isLoopbackAddress(address)) return true;
  if (family === 4) return !special[4].check(address, 'ipv4');
  return family === 6 && !special[6].check(address, 'ipv6');
};

/** A host as a URL has it; IPv6 stands in brackets there. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const isLocalhost = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || isLoopbackAddress(host);

/** Names that no public DNS has. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|home\.arpa|lan|corp)\.?$/;

/**
 * Whether a channel may lead to this URL: https to a public host, or http to this machine where that is allowed. Of a name, where
 * it leads is looked at when it is connected to (`guardedPost`).
 */
export const mayLeadTo = (text: string, allowLoopback: boolean): boolean => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  const host = hostOf(url);
  if (allowLoopback && isLocalhost(host)) return url.protocol === 'http:' || url.protocol === 'https:';
  if (url.protocol !== 'https:') return false;
  if (isIP(host) !== 0) return mayConnectTo(host, false);
  return host.includes('.') && !PRIVATE_NAME.test(host);
};
