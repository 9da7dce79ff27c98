/** 2024-01-01 was a Monday. */
export const weekdays = (
  locale: string,
): readonly { readonly day: number; readonly short: string; readonly long: string }[] => {
  const short = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return [1, 2, 3, 4, 5, 6, 7].map((day) => {
    const date = Date.UTC(2024, 0, day);
    return { day, short: short.format(date), long: long.format(date) };
  });
};

/** `Mon–Fri, 09:00–18:00`, for people. */
export const hoursText = (
  hours: { readonly days: readonly number[]; readonly from: string; readonly to: string },
  locale: string,
): string => {
  const names = weekdays(locale);
  const sorted = [...hours.days].sort();
  const name = (day: number | undefined) => names.find((one) => one.day === day)?.short ?? '';
  const first = sorted[0];
  const last = sorted.at(-1);
  const unbroken = sorted.length > 2 && first !== undefined && last === first + sorted.length - 1;
  const days = unbroken ? `${name(first)}–${name(last)}` : sorted.map(name).join(', ');
  return `${days}, ${hours.from}–${hours.to}`;
};
