import { isIP } from 'node:net';

/**
 * Why a request to an endpoint without sign-in is refused. null: it comes from this machine. `Host` must be localhost,
 * an IP address or a name that the operator configured: a page whose name was made to resolve to us (DNS rebinding)
 * sends its own. `Origin`, if a browser sends it, must be this server's, and another site may only navigate here.
 */
export const refusal = (request: Request, hosts: readonly string[]): string | null => {
  const host = request.headers.get('host');
  if (host === null || !isOwnName(host, hosts)) return 'unknown host refused';
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== `http://${host}` && origin !== `https://${host}`) {
    return 'foreign origin refused';
  }
  if (request.method !== 'GET' && request.headers.get('sec-fetch-site') === 'cross-site') {
    return 'cross-site request refused';
  }
  return null;
};

const isOwnName = (host: string, hosts: readonly string[]): boolean => {
  if (!URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  const address = hostname.replace(/^\[(.*)\]$/, '$1');
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    isIP(address) !== 0 ||
    hosts.includes(hostname)
  );
};
