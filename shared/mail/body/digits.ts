/** Converts the digits of all scripts to ASCII: `٢٠٢٦` → `2026`. */
export const asciiDigits = (text: string): string =>
  /[^\p{ASCII}]/u.test(text) && /\p{Nd}/u.test(text)
    ? text.replace(/\p{Nd}/gu, (digit) => {
        const code = digit.codePointAt(0) ?? 0;
        if (code < 0x80) return digit;
        // In Unicode the ten digits of a script are consecutive, and begin where the character before is not a digit.
        let zero = code;
        while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
        return String(code - zero);
      })
    : text;
