/** The pages of a sale, in both themes, at a desk and on a phone: nothing stands in anybody's way (WCAG 2.2 AA), nothing is wider than the window. */
import { describe, expect } from 'vitest'
import { violationsInBothThemes } from './axe.ts'
import { expectVisible, test, type Visitor } from './support.ts'

/** Where, and of which records; what is pressed there first. */
const places: { path: string; of?: [objects: string, filter: object]; press?: string }[] = [
  { path: '/leads' },
  { path: '/leads/', of: ['leads', { status: 'working' }] },
  { path: '/opportunities' },
  { path: '/opportunities/', of: ['opportunities', { status: 'open' }] },
  { path: '/opportunities/board' },
  { path: '/opportunities/funnel' },
  { path: '/quotes' },
  { path: '/quotes/', of: ['quotes', { status: 'sent' }] },
  { path: '/quotes/', of: ['quotes', { status: 'draft' }], press: '编辑' },
  { path: '/contracts/', of: ['contracts', { status: 'active' }] },
  { path: '/orders' },
  { path: '/orders/', of: ['orders', { status: 'in_production' }] },
  { path: '/orders/follow-through' },
  { path: '/invoices/ageing' },
  { path: '/invoices/', of: ['invoices', { status: 'issued' }] },
  { path: '/receipts/', of: ['receipts', { status: { in: ['open', 'partly'] } }], press: '核销发票' },
  { path: '/claims/', of: ['claims', {}] },
  { path: '/shipments/', of: ['shipments', {}] },
  { path: '/purchases/', of: ['purchases', {}] },
  { path: '/products/', of: ['products', {}] },
  { path: '/discount-limits' },
  { path: '/approvals/', of: ['approvals', {}] },
  { path: '/approval-lines' },
]

async function open({ page, go, api }: Visitor, { path, of, press }: (typeof places)[number]): Promise<void> {
  const id = of ? (await api('GET', `/${of[0]}?limit=1&filter=${encodeURIComponent(JSON.stringify(of[1]))}`)).data[0].id : ''
  await go(path + id)
  await expectVisible(page.getByRole('heading', { level: 1 }))
  await expect.poll(() => page.locator('main [class*=skeleton]').count()).toBe(0)
  if (!press) return
  await page.getByRole('button', { name: press, exact: true }).click()
  await expectVisible(page.getByRole('dialog').getByRole('textbox'))
}

describe('the pages of a sale', () => {
  for (const size of ['desk', 'phone'] as const) {
    test(`at a ${size} stand in nobody’s way, in both themes`, { timeout: places.length * 10_000 }, async ({ visit }) => {
      const visitor = await visit('admin', { theme: 'system', size })
      const found: Record<string, unknown> = {}
      for (const place of places) {
        await open(visitor, place)
        const violations = await violationsInBothThemes(visitor.page)
        const width = await visitor.page.evaluate<number>('document.documentElement.scrollWidth')
        if (violations.length > 0 || width > (size === 'phone' ? 390 : 1440)) found[`${place.path} ${place.press ?? ''}`] = { violations, width }
      }
      expect(found).toEqual({})
    })
  }
})
