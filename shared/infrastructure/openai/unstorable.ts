/** Removes lone surrogates and NUL, which JSON can contain but stores and mails cannot. */
export const withoutUnstorable = (text: string): string => text.toWellFormed().replaceAll('\0', '');
