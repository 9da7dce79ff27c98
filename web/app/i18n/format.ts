import { useMemo } from 'react';
import { useI18n } from './i18n.tsx';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const sameDay = (a: Date, b: Date) => a.toDateString() === b.toDateString();

/** Dates, spans and numbers as the reader's language writes them. All times are epoch ms, shown in local time. */
export const formatter = (locale: string) => {
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const dayYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: 0,
    }).format(value);

  return {
    number: (value: number) => number.format(value),
    compact: (value: number) => compact.format(value),
    percent: (share: number) => percent.format(share),
    /** `currency`: ISO 4217. Two significant digits, for amounts far below a cent. */
    money: (amount: number, currency: string) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency, maximumSignificantDigits: 2 }).format(
        amount,
      ),
    /** A size in bytes as kilobytes, at least one. */
    kilobytes: (bytes: number) => unit(Math.max(1, Math.round(bytes / 1024)), 'kilobyte'),
    full: (at: number) => full.format(at),
    day: (at: number) => day.format(at),
    /** 14:02 today, else 3 Mar, else 3 Mar 2025. */
    moment: (at: number, now = Date.now()) => {
      const date = new Date(at);
      const today = new Date(now);
      if (sameDay(date, today)) return time.format(date);
      return date.getFullYear() === today.getFullYear()
        ? `${day.format(date)}, ${time.format(date)}`
        : dayYear.format(date);
    },
    /** "5 minutes ago", "in 2 days". */
    relative: (at: number, now = Date.now()) => {
      const span = at - now;
      const size = Math.abs(span);
      if (size < 45 * SECOND) return relative.format(0, 'second');
      if (size < 55 * MINUTE) return relative.format(Math.round(span / MINUTE), 'minute');
      if (size < 22 * HOUR) return relative.format(Math.round(span / HOUR), 'hour');
      if (size < 26 * DAY) return relative.format(Math.round(span / DAY), 'day');
      return dayYear.format(at);
    },
    /** A length of time in its largest fitting unit. */
    span: (ms: number) => {
      if (ms < MINUTE) return unit(Math.max(1, Math.round(ms / SECOND)), 'second');
      if (ms < 90 * MINUTE) return unit(Math.round(ms / MINUTE), 'minute');
      if (ms < 36 * HOUR) return unit(Math.round(ms / HOUR), 'hour');
      return unit(Math.round(ms / DAY), 'day');
    },
  };
};

export const useFormat = () => {
  const { locale } = useI18n();
  return useMemo(() => formatter(locale), [locale]);
};
