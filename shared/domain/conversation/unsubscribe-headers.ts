/**
 * The headers that let a mail program offer to unsubscribe (RFC 2369, RFC 8058): it POSTs the form below to the link, without
 * asking anything.
 */
export const ONE_CLICK = { name: 'List-Unsubscribe', value: 'One-Click' } as const;

export const unsubscribeHeaders = (link: string | null): Readonly<Record<string, string>> =>
  link === null
    ? {}
    : { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': `${ONE_CLICK.name}=${ONE_CLICK.value}` };
