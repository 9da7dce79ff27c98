import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainOf, normaliseAddress, parseAddress, personBehind, sameAddress } from './address.ts';
import { sameOrganisation } from './authentication/organisational-domain.ts';

describe('parseAddress', () => {
  it.each([
    ['Jane@Example.COM ', 'jane@example.com'],
    ["o'brien@example.ie", "o'brien@example.ie"],
    ['a.b+tag@mail.example.co.uk', 'a.b+tag@mail.example.co.uk'],
    ['jane@bücher.example', 'jane@xn--bcher-kva.example'],
    ['jane@XN--BCHER-KVA.example', 'jane@xn--bcher-kva.example'],
    ['іван@приклад.укр', 'іван@xn--80aikifvh.xn--j1amh'],
    ['jane@example.com.', 'jane@example.com'],
  ])('reads %j', (input, expected) => {
    expect(parseAddress(input)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['', 'empty'],
    [' \r\n', 'empty'],
    ['jane', 'malformed'],
    ['@example.com', 'malformed'],
    ['jane@', 'bad_domain'],
    ['jane@localhost', 'bad_domain'],
    ['jane@-example.com', 'bad_domain'],
    ['jane@exam_ple.com', 'bad_domain'],
    ['jane@example..com', 'bad_domain'],
    ['jane@127.0.0.1', 'bad_domain'],
    ['jane@0x7f.1', 'bad_domain'],
    ['jane@[127.0.0.1]', 'bad_domain'],
    ['jane@example.com:25', 'bad_domain'],
    ['jane@example.com/x', 'bad_domain'],
    ['jane@exa mple.com', 'bad_domain'],
    ['.jane@example.com', 'malformed'],
    ['ja..ne@example.com', 'malformed'],
    ['ja ne@example.com', 'malformed'],
    ['ja\u200Bne@example.com', 'malformed'],
    ['Jane <jane@example.com>', 'display_name'],
    ['"jane"@example.com', 'display_name'],
    ['jane(comment)@example.com', 'display_name'],
    ['jane@example.com, joe@example.com', 'several_addresses'],
    ['jane@example.com;joe@example.com', 'several_addresses'],
    ['jane@example.com@example.org', 'several_addresses'],
    ['jane\r\nBcc: joe@example.com', 'control_character'],
    ['jane\0@example.com', 'control_character'],
    ['jane\u2028@example.com', 'control_character'],
    [`${'a'.repeat(65)}@example.com`, 'too_long'],
    [`jane@${'a.'.repeat(130)}com`, 'bad_domain'],
    [' '.repeat(5000), 'too_long'],
  ])('refuses %j as %s', (input, problem) => {
    expect(parseAddress(input)).toEqual({ ok: false, error: problem });
  });

  it('gives what it gave before when asked again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string()), (input) => {
        const once = normaliseAddress(input);
        if (once !== null) expect(normaliseAddress(once)).toBe(once);
      }),
    );
  });

  it('never lets through what could become another header or a second recipient', () => {
    const hostile = fc
      .array(
        fc.constantFrom(
          'a',
          '@',
          'b.com',
          '\r\n',
          '\n',
          ',',
          ';',
          '<',
          '>',
          '"',
          ' ',
          '\t',
          'Bcc:',
          '\u2028',
          '\0',
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(hostile, (input) => {
        const address = normaliseAddress(input);
        if (address !== null) expect(address).toMatch(/^[^\s@,;<>"\p{C}]+@[^\s@,;<>"\p{C}]+$/u);
      }),
    );
  });
});

describe('sameAddress', () => {
  it.each([
    ['Jane@example.com', 'jane@EXAMPLE.com', true],
    ['jane@bücher.example', 'jane@xn--bcher-kva.example', true],
    ['jane.doe+list@googlemail.com', 'janedoe@gmail.com', true],
    ['jane.doe@example.com', 'janedoe@example.com', false],
    ['jane+a@example.com', 'jane@example.com', false],
    ['not an address', 'not an address', true],
    ['jane@example.com', 'jane@example.org', false],
  ])('%j and %j: %j', (one, other, expected) => {
    expect(sameAddress(one, other)).toBe(expected);
  });
});

describe('domains', () => {
  it.each([
    ['mail.example.com', 'example.com', true],
    ['a.example.co.uk', 'b.example.co.uk', true],
    ['a.co.uk', 'b.co.uk', false],
    ['a.github.io', 'b.github.io', false],
    ['a.or.jp', 'b.or.jp', false],
    ['example.com', 'example.org', false],
    ...[
      'eu.org',
      'kiev.ua',
      'k12.ma.us',
      'duckdns.org',
      'uk.com',
      'co.za',
      'github.io',
      'herokuapp.com',
      'com.br',
    ].map((suffix): [string, string, boolean] => [`a.${suffix}`, `b.${suffix}`, false]),
    ...['eu.org', 'kiev.ua', 'duckdns.org', 'co.uk'].map((suffix): [string, string, boolean] => [
      `mail.a.${suffix}`,
      `a.${suffix}`,
      true,
    ]),
    ['co.uk', 'co.uk', true],
    ['localhost', 'localhost', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['a.firm.example', 'firm.example', true],
    ['', '', false],
  ])('%j and %j belong together: %j', (one, other, expected) => {
    expect(sameOrganisation(one, other)).toBe(expected);
  });

  it('takes the domain after the last @', () => {
    expect(domainOf('"a@b"@Example.com')).toBe('example.com');
    expect(domainOf('nobody')).toBe('');
  });
});

describe('personBehind', () => {
  it.each([
    ['Jo.Doe+shop@GoogleMail.com', 'jodoe@gmail.com'],
    ['Jo+shop@Example.com', 'jo@example.com'],
    ['jo.doe@example.com', 'jo.doe@example.com'],
    ['jo+x@bücher.example', 'jo@xn--bcher-kva.example'],
    ['+jo@example.com', '+jo@example.com'],
  ])('%s is %s', (address, person) => {
    expect(personBehind(address)).toBe(person);
  });
});
