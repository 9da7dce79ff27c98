import { mailProviders } from './mail-providers.ts';
import { organisationalDomain } from './organisational-domain.ts';

/** Whether everybody can get an address of this domain. Not a complete list. */
export const isSharedMailDomain = (domain: string): boolean =>
  mailProviders.has(organisationalDomain(domain) ?? domain);
