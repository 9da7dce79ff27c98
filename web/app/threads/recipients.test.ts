import { describe, expect, it } from 'vitest';
import { parseRecipients, textOfFile } from './recipients.ts';

const read = (text: string) =>
  parseRecipients(text).recipients.map(({ line, email, name, problem }) => [line, email, name, problem]);

describe('parseRecipients', () => {
  it('reads lines of addresses, with and without names', () => {
    expect(
      read('maria@example.com\nomar@example.com, Omar Haddad\nDana Whitfield <dana@example.com>\n'),
    ).toEqual([
      [1, 'maria@example.com', '', null],
      [2, 'omar@example.com', 'Omar Haddad', null],
      [3, 'dana@example.com', 'Dana Whitfield', null],
    ]);
  });

  it.each([
    ['commas', ','],
    ['semicolons, as spreadsheets write them in many countries', ';'],
    ['tabs, as a table is pasted', '\t'],
  ])('reads a headed table with %s', (_, delimiter) => {
    const text = [
      ['Name', 'E-mail', 'Show'],
      ['Maria', 'maria@example.com', 'Small Tools'],
    ]
      .map((row) => row.join(delimiter))
      .join('\r\n');
    const { recipients, fields } = parseRecipients(text);
    expect(recipients).toHaveLength(1);
    expect(recipients[0]).toMatchObject({ line: 2, email: 'maria@example.com', name: 'Maria' });
    expect(recipients[0]?.values.get('show')).toBe('Small Tools');
    expect(fields).toEqual(['name', 'first name', 'email', 'show']);
  });

  it('keeps quoted cells whole, with their commas and line breaks', () => {
    const { recipients } = parseRecipients('email,name,note\na@example.com,"Berg, Anna","one\ntwo"\n');
    expect(recipients[0]?.name).toBe('Berg, Anna');
    expect(recipients[0]?.values.get('note')).toBe('one\ntwo');
  });

  it('knows Russian headings and a byte order mark', () => {
    expect(read('\uFEFFИмя,Почта\nМария,maria@example.com')).toEqual([
      [2, 'maria@example.com', 'Мария', null],
    ]);
  });

  it('says what is wrong with a row, and in which line an address stood first', () => {
    const { recipients } = parseRecipients('a@example.com\nnobody\nb@nowhere\nA@Example.com, Anna\n');
    expect(recipients.map(({ problem, firstLine }) => [problem, firstLine])).toEqual([
      [null, null],
      ['no_address', null],
      ['bad_address', null],
      ['duplicate', 1],
    ]);
  });

  it('passes over empty lines and reads nothing from nothing', () => {
    expect(read('\n\n  \n')).toEqual([]);
    expect(read('a@example.com\n\n\nb@example.com')).toHaveLength(2);
  });

  it('numbers lines as the file has them', () => {
    const lines = (text: string) => parseRecipients(text).recipients.map(({ line }) => line);
    expect(lines('\na@example.com\n\n  \nb@example.com\n')).toEqual([2, 5]);
    expect(lines('email,note\r\na@example.com,"one\r\ntwo"\r\nb@example.com,\r\n')).toEqual([2, 4]);
  });
});

describe('textOfFile', () => {
  it('reads UTF-8, and the old Russian encoding where it is not', async () => {
    expect(await textOfFile(new Blob(['Имя']), 'ru')).toBe('Имя');
    expect(await textOfFile(new Blob([new Uint8Array([0xc8, 0xec, 0xff])]), 'ru')).toBe('Имя');
  });
});
