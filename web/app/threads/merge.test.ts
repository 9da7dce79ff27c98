import { describe, expect, it } from 'vitest';
import { merge, mergeFieldsIn } from './merge.ts';

const values = new Map([
  ['name', 'Maria'],
  ['first name', 'Maria'],
  ['empty', ''],
]);

describe('merge', () => {
  it('puts values in place of fields, whatever their case and spacing', () => {
    expect(merge('Hi {{name}}, dear {{ First  Name }}', values)).toEqual({
      text: 'Hi Maria, dear Maria',
      missing: [],
    });
  });

  it('tells fields without a value, each once, and leaves them', () => {
    expect(merge('{{show}} {{empty}} {{Show}}', values)).toEqual({
      text: '{{show}} {{empty}} {{Show}}',
      missing: ['show', 'empty'],
    });
  });

  it('does not merge what a value brings along', () => {
    expect(merge('{{name}}', new Map([['name', '{{email}}']])).text).toBe('{{email}}');
  });

  it('takes single braces for text', () => {
    expect(merge('{name} {{}} {{{', values).text).toBe('{name} {{}} {{{');
  });
});

describe('mergeFieldsIn', () => {
  it('lists the fields of a text', () => {
    expect(mergeFieldsIn('{{a}} {{ B c }} {{a}}')).toEqual(['a', 'b c']);
  });
});
