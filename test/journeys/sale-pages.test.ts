/** The pages of a sale that are drawn for it alone, in both themes: nothing stands in anybody's way (WCAG 2.2 AA), nothing is wider than the window. */
import { describe, expect } from 'vitest'
import { violationsInBothThemes } from './axe.ts'
import { expectVisible, test, type Visitor } from './support.ts'

interface Place {
  path: string
  /** Of which record: the first of these. */
  of?: [objects: string, filter: object]
  press?: string
}

const onBoth: Place[] = [
  { path: '/opportunities/board' },
  { path: '/quotes/', of: ['quotes', { status: 'draft' }], press: '编辑' },
  { path: '/orders/', of: ['orders', { status: 'in_production' }] },
  { path: '/orders/follow-through' },
  { path: '/invoices/ageing' },
  { path: '/receipts/', of: ['receipts', { status: { in: ['open', 'partly'] } }], press: '核销发票' },
]
const places: Record<'desk' | 'phone', Place[]> = {
  desk: [
    ...onBoth,
    { path: '/opportunities/funnel' },
    { path: '/quotes/', of: ['quotes', { status: 'sent' }] },
  ],
  phone: onBoth,
}

async function open({ page, go, api }: Visitor, { path, of, press }: Place): Promise<void> {
  const id = of ? (await api('GET', `/${of[0]}?limit=1&filter=${encodeURIComponent(JSON.stringify(of[1]))}`)).data[0].id : ''
  await go(path + id)
  await expectVisible(page.getByRole('heading', { level: 1 }))
  await expect.poll(() => page.locator('main [class*=skeleton]').count()).toBe(0)
  if (!press) return
  await page.getByRole('button', { name: press, exact: true }).click()
  await expectVisible(page.getByRole('dialog').getByRole('textbox'))
}

describe('the pages of a sale', () => {
  for (const [size, width] of [['desk', 1440], ['phone', 390]] as const) {
    test(`at a ${size} stand in nobody’s way`, { timeout: places[size].length * 20_000 }, async ({ visit }) => {
      const visitor = await visit('admin', { theme: 'system', size })
      const found: Record<string, unknown> = {}
      for (const place of places[size]) {
        await open(visitor, place)
        const violations = await violationsInBothThemes(visitor.page)
        const wide = await visitor.page.evaluate<number>('document.documentElement.scrollWidth')
        if (violations.length > 0 || wide > width) found[`${place.path} ${place.press ?? ''}`] = { violations, wide }
      }
      expect(found).toEqual({})
    })
  }
})
