/** The pages of service, analysis and reports: readable and usable by everybody (WCAG 2.2 AA) in both themes, and never wider than a phone. */
import { expect } from 'vitest'
import { violationsInBothThemes } from './axe.ts'
import { expectGone, expectVisible, test, type Visitor } from './support.ts'

/** An address, or the list whose first record is opened. */
const places: readonly { path: string; isRecord?: true }[] = [
  { path: '/service-requests?view=all' }, { path: '/service-requests', isRecord: true }, { path: '/service-settings' },
  { path: '/complaints?view=all' }, { path: '/complaints', isRecord: true }, { path: '/complaints/quality' }, { path: '/complaint-causes' }, { path: '/warning-rules' },
  { path: '/articles', isRecord: true }, { path: '/help-settings' },
  { path: '/field-jobs/board' }, { path: '/field-jobs', isRecord: true }, { path: '/field-jobs/today' }, { path: '/service-vouchers', isRecord: true }, { path: '/service-vouchers/check' },
  { path: '/tier-moves', isRecord: true }, { path: '/treatments', isRecord: true },
  { path: '/analyses/overview' }, { path: '/analyses/loyalty' }, { path: '/analyses/profit' }, { path: '/analyses/product' }, { path: '/analyses/promotion' },
  { path: '/contract-risks/model' }, { path: '/reports', isRecord: true }, { path: '/reports/new' }, { path: '/dashboards', isRecord: true },
  { path: '/insight/models' }, { path: '/value-rules' }, { path: '/orders', isRecord: true },
]

async function open({ page, go, api }: Visitor, { path, isRecord }: (typeof places)[number]): Promise<void> {
  const id = isRecord ? `/${(await api('GET', `${path}?limit=1`)).data[0].id}` : ''
  await go(path + id)
  await expectVisible(page.getByRole('main').getByRole('heading', { level: 1 }))
  await expectGone(page.getByRole('main').getByRole('status', { name: /^(加载中|Loading)$/ }))
}

test('in both themes, nothing stands in anybody’s way', { timeout: places.length * 12_000 }, async ({ visit }) => {
  const visitor = await visit('admin', { theme: 'system' })
  const found: Record<string, string[]> = {}
  for (const place of places) {
    await open(visitor, place)
    const violations = await violationsInBothThemes(visitor.page)
    if (violations.length > 0) found[`${place.path}${place.isRecord ? '/…' : ''}`] = violations
  }
  expect(found).toEqual({})
})

test('on a phone nothing is wider than the page, in the language with the longer words', { timeout: places.length * 8000 }, async ({ visit }) => {
  const visitor = await visit('admin', { size: 'phone', language: 'en' })
  const wide: Record<string, number> = {}
  for (const place of places) {
    await open(visitor, place)
    const over = await visitor.page.getByRole('main').evaluate((main) => Math.max(main.scrollWidth - main.clientWidth, main.ownerDocument.documentElement.scrollWidth - main.ownerDocument.documentElement.clientWidth))
    if (over > 0) wide[`${place.path}${place.isRecord ? '/…' : ''}`] = over
  }
  expect(wide).toEqual({})
})

test('the help page is open to everybody', async ({ visit }) => {
  const inside = await visit('admin')
  await inside.go('/help-settings')
  const link = await inside.page.getByRole('main').getByRole('textbox').first().inputValue()
  const { page, go } = await visit(null, { theme: 'system' })
  await go(new URL(link).pathname)
  await expectVisible(page.getByRole('heading', { level: 1 }))
  await expectVisible(page.getByRole('main').getByRole('link'))
  expect(await violationsInBothThemes(page)).toEqual([])
})
