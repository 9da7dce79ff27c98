/**
 * Whether a page of another site made this request, according to the browser (https://www.w3.org/TR/fetch-metadata/).
 */
export const isFromAnotherSite = ({ headers }: Request): boolean => {
  const site = headers.get('sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
};
