import { describe, expect } from 'vitest'
import type { Locator } from 'playwright-core'
import { expectSoon, expectVisible, test, unique, type Visitor } from './support.ts'

/** Customers under a word that nobody else has, numbered from 000, and the address of their list. */
async function manyOf({ api }: Visitor, count: number): Promise<{ word: string; list: string }> {
  const word = unique('处')
  await api('POST', '/customers/batch', { create: Array.from({ length: count }, (_, index) => ({ name: `${word}${String(index).padStart(3, '0')}` })) })
  return { word, list: `/customers?${new URLSearchParams({ view: 'all', filter: JSON.stringify({ name: { starts_with: word } }), sort: 'name', columns: 'name,tier' })}` }
}

/** As one scrolls: more comes, and one goes on, by less than what is in view, so that nothing is passed by. */
async function scrollTo(scroller: Locator, wanted: Locator, towards: 'end' | 'start'): Promise<void> {
  while ((await wanted.count()) === 0) {
    await scroller.evaluate(async (element, part) => {
      element.scrollTop = Math.max(0, element.scrollTop + part * element.clientHeight)
      // Ends when what came into view is drawn.
      for (let frame = 0; frame < 2; frame++) await new Promise((drawn) => element.ownerDocument.defaultView.requestAnimationFrame(drawn))
    }, towards === 'end' ? 0.8 : -0.8)
  }
}

describe('the way back to a long list', () => {
  test('leads to the row one was on, without what lies before it; that comes as one scrolls up', async ({ visit }) => {
    const visitor = await visit('admin')
    const { page, go } = visitor
    const { word, list } = await manyOf(visitor, 450)
    await go(list)
    const grid = page.getByRole('grid', { name: '客户' })
    const row = (index: number) => page.getByRole('row').filter({ hasText: `${word}${String(index).padStart(3, '0')}` })
    await expectVisible(row(0))
    await scrollTo(grid, row(330), 'end')
    // In the middle, so that nothing moves under the pointer.
    await grid.evaluate((element) => (element.scrollTop = 330 * 36 - 300))
    await page.waitForTimeout(300)
    await row(330).getByRole('gridcell').nth(2).click()
    const top = await grid.evaluate((element) => element.scrollTop)
    await page.keyboard.press('Shift+Enter')
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/\/customers\/.+/)
    await expectVisible(page.getByRole('heading', { name: `${word}330` }))

    const asked: URL[] = []
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.pathname === '/api/v1/customers') asked.push(url)
    })
    await page.goBack()
    await expectVisible(row(330))
    await expectSoon(() => grid.evaluate((element) => element.scrollTop), (now) => expect(Math.abs(now - top)).toBeLessThan(40))
    expect(asked[0]?.searchParams.get('cursor')).toBeTruthy()
    await expectVisible(page.getByText('共 450 条'))

    await scrollTo(grid, row(40), 'start')
    await grid.focus()
    await page.keyboard.press('Control+Home')
    await expectVisible(row(0))
    await page.keyboard.press('Control+End')
    await expectVisible(row(449))
    await scrollTo(grid, row(100), 'start')
    await page.keyboard.press('Control+Home')
    await expectVisible(row(0))
  })

  test('on a phone leads to the card one touched, and what lies before it comes without moving it', async ({ visit }) => {
    const visitor = await visit('admin', { size: 'phone', language: 'en' })
    const { page, go } = visitor
    const { word, list } = await manyOf(visitor, 260)
    await go(list)
    const cards = page.getByRole('list', { name: 'Customers' })
    const card = (index: number) => page.getByRole('link', { name: new RegExp(`${word}${String(index).padStart(3, '0')}`) })
    await expectVisible(card(0))
    await scrollTo(cards, card(230), 'end')
    await card(230).scrollIntoViewIfNeeded()
    await card(230).tap()
    await expectVisible(page.getByRole('heading', { name: `${word}230` }))
    await page.goBack()
    await expectSoon(async () => (await card(230).boundingBox())?.y ?? -1, (y) => {
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(844)
    })
    await scrollTo(cards, card(10), 'start')
  })
})
