import type { InstallationResource } from '../../../shared/contract/installation.ts';
import type { Locale } from '../i18n/locale.ts';

/** Kept out of the dictionaries: only these two pages need it. */
export interface LegalText {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
}

export type LegalTexts = Readonly<Record<Locale, (about: InstallationResource) => LegalText>>;

const withContact = (name: string, contact: string | null): string =>
  contact ? `${name}, ${contact}` : name;

/** Who runs the installation, or that nobody says so. */
export const operatorIn: Readonly<Record<Locale, (about: InstallationResource) => string>> = {
  en: ({ operator: { name, contact } }) =>
    withContact(name ?? 'an operator who has not given a name', contact),
  ru: ({ operator: { name, contact } }) => withContact(name ?? 'владелец, который не назвал себя', contact),
};
