/**
 * The organisational domain (RFC 7489 section 3.2) of a host name: what somebody registered. A well-informed guess
 * without the Public Suffix List, whose data would be most of a bundle: two labels, three below the registries that
 * sell under a second level. A wrong guess can only err towards the longer name where hosting is shared.
 */

/** Second levels that country registries use for whole branches: `co.uk`, `com.au`, `gov.in`, `or.jp`. */
const BRANCHES = new Set(
  `ac ad art asn biz club co com edu firm gen geek go gob gouv gov govt gv id ind inf info int iwi k12 lg ltd me mil mod
   muni name ne net nhs nic nom nsw or org plc police press priv pro qld res sa sch school tas tm vic wa web`
    .split(/\s+/)
    .filter(Boolean),
);

/** Domains under which strangers live side by side (the private part of the Public Suffix List, the best known). */
const SHARED_HOSTS = new Set(
  `appspot.com azurewebsites.net blogspot.com cloudfront.net firebaseapp.com fly.dev github.io gitlab.io herokuapp.com
   myshopify.com netlify.app ngrok.io onrender.com pages.dev run.app vercel.app web.app wixsite.com wordpress.com workers.dev
   com.de com.se co.com eu.com gb.net uk.com us.com de.com ru.com br.com cn.com jpn.com za.com amazonaws.com
   onmicrosoft.com mcsv.net`
    .split(/\s+/)
    .filter(Boolean),
);

/** `mail.shop.example.co.uk` → `example.co.uk`. Expects a lower-case host name; gives it back when it has one label. */
export const organisationalDomain = (domain: string): string => {
  const labels = domain.replace(/\.$/, '').split('.');
  const lastTwo = labels.slice(-2).join('.');
  const [branch = '', country = ''] = labels.slice(-2);
  const branchOfCountry = country.length === 2 && BRANCHES.has(branch);
  return branchOfCountry || SHARED_HOSTS.has(lastTwo) ? labels.slice(-3).join('.') : lastTwo;
};
