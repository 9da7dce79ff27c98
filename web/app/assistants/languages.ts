const tags = [
  'en',
  'ru',
  'uk',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'cs',
  'sv',
  'da',
  'fi',
  'nb',
  'tr',
  'el',
  'ro',
  'hu',
  'bg',
  'sr',
  'he',
  'ar',
  'hi',
  'ja',
  'ko',
  'zh',
  'vi',
  'id',
  'kk',
  'ka',
  'hy',
];

/** Languages to choose from, named in the reader's language. A language that was set elsewhere is kept. */
export const languages = (
  locale: string,
  current: string,
): { readonly value: string; readonly label: string }[] => {
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  const all = current === '' || tags.includes(current) ? tags : [...tags, current];
  return all
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
};
