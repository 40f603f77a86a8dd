/** What stands in the way of people who see, hear or point otherwise (WCAG 2.2 AA). */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** What a theme can break; names, roles and order are the same in both. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/** In the light, then, as the system turns dark, in the dark: for windows with the theme of the system. */
export async function violationsInBothThemes(page: Page): Promise<string[]> {
  const light = await violationsOf(page, { type: 'tag', values: levels })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-theme=dark]').waitFor()
  const dark = await violationsOf(page, { type: 'rule', values: rulesOfColour })
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map((violation) => `in the dark: ${violation}`)]
}

/** Colours on their way from one to another are nobody's: transitions are brought to their end. */
const settle = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => {
  for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish()
  resolve()
})))`

async function violationsOf(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<string[]> {
  await page.evaluate(settle)
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ runOnly, resultTypes: ['violations'] }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`))
}
