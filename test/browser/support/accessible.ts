import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

export type Scrutiny = 'everything' | 'colours' | 'structure';

/**
 * WCAG 2.2 A and AA, as far as axe can tell. Colours take most of the time and do not change with the width, nor the
 * structure with the theme: either can be looked at alone.
 */
export const expectAccessible = async (page: Page, scrutiny: Scrutiny = 'everything'): Promise<void> => {
  const axe = new AxeBuilder({ page });
  if (scrutiny === 'colours') axe.withRules(['color-contrast', 'link-in-text-block']);
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  if (scrutiny === 'structure') axe.disableRules(['color-contrast']);
  const { violations } = await axe.analyze();
  expect(
    violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`),
    page.url(),
  ).toEqual([]);
};
