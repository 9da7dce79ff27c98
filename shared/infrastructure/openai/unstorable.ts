/** JSON can spell out half a character and NUL; not every store and mail can. */
export const withoutUnstorable = (text: string): string => text.toWellFormed().replaceAll('\0', '');
