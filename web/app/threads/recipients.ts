import Papa from 'papaparse';
import { looksLikeAddress } from '../ui/check.ts';
import { fieldName, type MergeValues } from './merge.ts';

export interface Recipient {
  /** Line of the list, from 1, the heading line included. */
  readonly line: number;
  readonly email: string;
  readonly name: string;
  /** By column in lower case; always has `email` and `name`. */
  readonly values: MergeValues;
  readonly problem: 'no_address' | 'bad_address' | 'duplicate' | null;
  /** For a duplicate: the line that has the address already. */
  readonly firstLine: number | null;
}

export interface RecipientList {
  readonly recipients: readonly Recipient[];
  /** Columns that can be merged, as they are headed. */
  readonly fields: readonly string[];
}

const emailHeading =
  /^(e-?mail( address)?|address|mail|recipient|почта|эл\.? почта|адрес|электронная почта)$/;
const nameHeading = /^(name|full ?name|recipient name|имя|фио|имя и фамилия)$/;
const firstNameHeading = /^(first ?name|имя)$/;
const addressInBrackets = /^"?(?<name>[^"<]*?)"?\s*<(?<email>[^<>]+)>$/;

type Row = readonly string[];

/** A row and the line on which it begins, from 1. */
interface NumberedRow {
  readonly line: number;
  readonly cells: Row;
}

/** The rows that are not empty. Empty lines and line breaks in quoted cells count in the line numbers. */
const numbered = (rows: readonly Row[]): readonly NumberedRow[] => {
  const found: NumberedRow[] = [];
  let line = 1;
  for (const cells of rows) {
    if (cells.some((cell) => cell.trim() !== '')) found.push({ line, cells });
    line += 1 + cells.reduce((count, cell) => count + cell.split(/\r\n|\r|\n/).length - 1, 0);
  }
  return found;
};

const headingOf = (rows: readonly Row[]): readonly string[] | null => {
  const first = rows[0];
  if (!first || first.some((cell) => cell.includes('@'))) return null;
  const names = first.map(fieldName);
  return names.some((name) => emailHeading.test(name)) ? names : null;
};

interface Person {
  readonly email: string;
  readonly name: string;
  readonly others: readonly (readonly [string, string])[];
}

const withHeading = (row: Row, heading: readonly string[]): Person => {
  const cells = heading.map((name, column) => [name, (row[column] ?? '').trim()] as const);
  const cell = (matches: RegExp) => cells.find(([name]) => matches.test(name))?.[1] ?? '';
  return { email: cell(emailHeading), name: cell(nameHeading) || cell(firstNameHeading), others: cells };
};

const withoutHeading = (row: Row): Person => {
  const cells = row.map((cell) => cell.trim());
  const place = cells.findIndex((cell) => cell.includes('@'));
  const rest = cells.filter((cell, column) => column !== place && cell !== '');
  return { email: cells[place] ?? '', name: rest[0] ?? '', others: [] };
};

const unwrap = (person: Person): Person => {
  const match = addressInBrackets.exec(person.email);
  if (!match?.groups) return person;
  return {
    ...person,
    email: match.groups.email?.trim() ?? '',
    name: person.name || (match.groups.name?.trim() ?? ''),
  };
};

/**
 * Reads a list of people: lines of `address`, `address, name` or `Name <address>`, or a table (comma, semicolon or
 * tab) whose first line heads the columns. Rows that cannot be used have a `problem`.
 */
export const parseRecipients = (text: string): RecipientList => {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''));
  const rows = numbered(data);
  const heading = headingOf(rows.map(({ cells }) => cells));
  const seen = new Map<string, number>();
  const recipients = rows.slice(heading ? 1 : 0).map(({ line, cells: row }): Recipient => {
    const person = unwrap(heading ? withHeading(row, heading) : withoutHeading(row));
    const key = person.email.toLowerCase();
    const firstLine = seen.get(key) ?? null;
    if (person.email !== '' && firstLine === null) seen.set(key, line);
    return {
      line,
      email: person.email || row.join(', ').trim(),
      name: person.name,
      values: new Map([
        ...person.others,
        ['email', person.email],
        ['name', person.name],
        ['first name', person.name.split(/\s+/)[0] ?? ''],
      ]),
      problem:
        person.email === ''
          ? 'no_address'
          : !looksLikeAddress(person.email)
            ? 'bad_address'
            : firstLine !== null
              ? 'duplicate'
              : null,
      firstLine,
    };
  });
  const own =
    heading?.filter((name) => name !== '' && !emailHeading.test(name) && !nameHeading.test(name)) ?? [];
  return { recipients, fields: [...new Set(['name', 'first name', 'email', ...own])] };
};

/** A file's text. Spreadsheets still write the system's old encoding, which is not valid UTF-8. */
export const textOfFile = async (file: Blob, locale: string): Promise<string> => {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(locale === 'ru' ? 'windows-1251' : 'windows-1252').decode(bytes);
  }
};
