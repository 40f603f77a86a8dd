/** Wherever the navigation and the settings lead, pages that come later included: readable by everybody, and no wider than a phone. */
import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { violationsInBothThemes, violationsOn } from './axe.ts'
import { expectGone, expectVisible, test, type Visitor } from './support.ts'

/** Reached from a page, not from the navigation. */
const further = ['/transactions/statistics', '/archive-clocks/rates', '/handovers/new', '/abilities', '/tags', '/relationships', '/imports']

describe('every place', () => {
  test('can be read and used in the light and in the dark', { timeout: 300_000 }, async ({ visit }) => {
    const visitor = await visit('admin', { theme: 'system' })
    const found: Record<string, string[]> = {}
    for (const path of await placesOf(visitor)) {
      await open(visitor, path)
      const violations = await violationsInBothThemes(visitor.page)
      if (violations.length > 0) found[path] = violations
    }
    expect(found).toEqual({})
  })

  test('fits a phone, in English and in the dark', { timeout: 300_000 }, async ({ visit }) => {
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
  const links = page.getByRole('navigation').getByRole('link')
  await expectVisible(page.getByRole('navigation', { name: '设置' }).getByRole('link'))
  const paths = await Promise.all((await links.all()).map((link) => link.getAttribute('href')))
  expect(paths.length).toBeGreaterThan(30)
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
