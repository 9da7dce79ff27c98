import { BlockList, isIP } from 'node:net';

/**
 * Networks that Google's own services call from, without those of its cloud's customers: the entries of
 * https://www.gstatic.com/ipranges/goog.json that are not in https://www.gstatic.com/ipranges/cloud.json
 * (https://support.google.com/a/answer/10026322). Firebase Hosting calls a function from one of them. If one were
 * missing, all clients behind it would share one rate limit.
 */
const GOOGLE: readonly string[] = [
  '64.15.112.0/20',
  '64.233.160.0/19',
  '66.102.0.0/20',
  '66.249.64.0/19',
  '70.32.128.0/19',
  '72.14.192.0/18',
  '74.125.0.0/16',
  '108.177.0.0/17',
  '142.250.0.0/15',
  '172.110.32.0/21',
  '172.217.0.0/16',
  '172.253.0.0/16',
  '173.194.0.0/16',
  '192.178.0.0/15',
  '193.186.4.0/24',
  '199.36.154.0/23',
  '199.36.156.0/24',
  '208.65.152.0/22',
  '208.81.188.0/22',
  '208.117.224.0/19',
  '209.85.128.0/17',
  '216.58.192.0/19',
  '216.73.80.0/20',
  '216.239.32.0/19',
  '2001:4860::/32',
  '2404:6800::/32',
  '2404:f340::/32',
  '2605:ef80::/32',
  '2606:40::/32',
  '2606:73c0::/32',
  '2607:f8b0::/32',
  '2620:11a:a000::/40',
  '2620:120:e000::/40',
  '2800:3f0::/32',
  '2a00:1450::/32',
  '2c0f:fb50::/32',
];

const list = new BlockList();
for (const network of GOOGLE) {
  const [address = '', bits = ''] = network.split('/');
  list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Whether the address belongs to a service of Google; false for anything that is not an address. */
export const isGoogleNetwork = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
};
