/** Wherever the settings lead, pages that come later included, and the pages of modules: readable by everybody, and no wider than a phone. */
import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { violationsInBothThemes, violationsOn } from './axe.ts'
import { expectGone, expectVisible, test, type Visitor } from './support.ts'

/** Pages that are not drawn by the one screen of lists, which is looked at elsewhere. */
const further = ['/duplicate-pairs', '/pools', '/handovers/new', '/archive-clocks', '/archive-clocks/rates', '/transactions/statistics', '/imports']

/** So high that no target lies below what sticks to the bottom. */
const desk = { width: 1440, height: 1600 }

describe('every place', () => {
  test('can be read and used in the light and in the dark', { timeout: 400_000 }, async ({ visit }) => {
    const visitor = await visit('admin', { theme: 'system' })
    await visitor.page.setViewportSize(desk)
    const found: Record<string, string[]> = {}
    for (const path of await placesOf(visitor)) {
      await open(visitor, path)
      const violations = await violationsInBothThemes(visitor.page)
      if (violations.length > 0) found[path] = violations
    }
    expect(found).toEqual({})
  })

  test('fits a phone, in English and in the dark', { timeout: 400_000 }, async ({ visit }) => {
    const paths = await placesOf(await visit('admin'))
    const visitor = await visit('admin', { theme: 'dark', size: 'phone', language: 'en' })
    const found: Record<string, string[]> = {}
    for (const path of paths) {
      await open(visitor, path)
      const violations = [...(await violationsOn(visitor.page)), ...(await whatIsTooWide(visitor.page))]
      if (violations.length > 0) found[path] = violations
    }
    expect(found).toEqual({})
  })
})

async function placesOf({ page, go }: Visitor): Promise<string[]> {
  await go('/account')
  const links = page.getByRole('navigation', { name: '设置' }).getByRole('link')
  await expectVisible(links)
  const paths = await Promise.all((await links.all()).map((link) => link.getAttribute('href')))
  expect(paths.length).toBeGreaterThan(15)
  return [...new Set([...paths.filter((path) => path !== null), ...further])]
}

/** Until what the page shows is there. */
async function open({ page, go }: Visitor, path: string): Promise<void> {
  await go(path)
  await expectVisible(page.getByRole('main').getByRole('heading', { level: 1 }))
  await expectGone(page.getByRole('status', { name: /^(加载中|Loading)$/ }))
}

async function whatIsTooWide(page: Page): Promise<string[]> {
  const widths = await Promise.all(['html', 'main'].map((name) => page.locator(name).first().evaluate((element) => element.scrollWidth - element.clientWidth)))
  return widths.some((width) => width > 0) ? [`wider than the window by ${Math.max(...widths)}`] : []
}
