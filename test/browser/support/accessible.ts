import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export type Scrutiny = 'everything' | 'colours' | 'structure';

const standards: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Of what passes nothing is reported, and to describe it takes most of the time.
  resultTypes: ['violations'],
};
const options: Readonly<Record<Scrutiny, RunOptions>> = {
  everything: standards,
  colours: { ...standards, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
  structure: { ...standards, rules: { 'color-contrast': { enabled: false } } },
};

/**
 * WCAG 2.2 A and AA, as far as axe can tell. Colours take most of the time and do not change with the width, nor the
 * structure with the theme: either can be looked at alone.
 */
export const expectAccessible = async (page: Page, scrutiny: Scrutiny = 'everything'): Promise<void> => {
  // What is in a frame would have to be looked at by itself.
  expect(page.frames(), page.url()).toHaveLength(1);
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async (given) => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const found = await axe.run(document, given);
    return found.violations.map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`,
    );
  }, options[scrutiny]);
  expect(violations, page.url()).toEqual([]);
};
