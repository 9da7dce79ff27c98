import type { InstallationResource } from '../../../shared/contract/installation.ts';
import type { Locale } from '../i18n/locale.ts';

/** Not part of the dictionaries, because only these two pages need it. */
export interface LegalText {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[] }[];
}

export type LegalTexts = Readonly<Record<Locale, (about: InstallationResource) => LegalText>>;

const withContact = (name: string, contact: string | null): string =>
  contact ? `${name}, ${contact}` : name;

/** The operator's name and contact, or a phrase that says that none is configured. */
export const operatorIn: Readonly<Record<Locale, (about: InstallationResource) => string>> = {
  en: ({ operator: { name, contact } }) =>
    withContact(name ?? 'an operator who has not provided a name', contact),
  ru: ({ operator: { name, contact } }) => withContact(name ?? 'имя не указано', contact),
};
