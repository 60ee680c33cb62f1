import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** What axe objects to on a page; nothing, we hope. */
export async function axe(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
