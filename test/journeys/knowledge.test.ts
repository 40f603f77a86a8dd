/** From a solved request to an article that a customer finds on a phone and rates, and that answers the next request. */
import { describe, expect } from 'vitest'
import { expectGone, expectSoon, expectVisible, test, unique } from './support.ts'

describe('a solution', () => {
  test('becomes an article, is published for customers, found on the help page on a phone, and put into an answer', async ({ visit }) => {
    const { page, go, api } = await visit('tang')
    const subject = unique('浴室镜前灯不亮')
    const solved = await api('POST', '/service-requests', { subject, kind: 'fault' })
    for (const [verb, input] of [['check-terms', {}], ['diagnose', {}], ['complete', { solution: '更换驱动电源' }]] as const) await api('POST', `/service-requests/${solved.id}/${verb}`, input)
    await go(`/service-requests/${solved.id}`)
    await page.getByRole('button', { name: '整理成知识' }).click()
    await expectVisible(page.getByRole('button', { name: /^发\s?布$/ }))
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/articles\/[0-9a-f-]{36}$/)
    const id = new URL(page.url()).pathname.split('/')[2]!
    await page.getByRole('button', { name: /^发\s?布$/ }).click()
    await expectVisible(page.getByRole('button', { name: /^修\s?订$/ }))
    await expectVisible(page.getByText('第 1 版'))

    await page.getByRole('button', { name: /^修\s?订$/ }).click()
    const dialog = page.getByRole('dialog', { name: /^修\s?订$/ })
    await dialog.getByLabel('正文', { exact: true }).fill('请按两次开关；仍不亮请致电前台。')
    await dialog.getByRole('button', { name: /^修\s?订$/ }).click()
    await expectGone(dialog)
    await expectVisible(page.getByRole('region', { name: '修订中的版本' }))
    const article = await api('POST', `/articles/${id}/revise`, { audience: 'public', title_en: 'The light at the mirror' })
    await api('POST', `/articles/${id}/submit`, {})
    const waiting = (await api('GET', `/approvals?filter=${encodeURIComponent(JSON.stringify({ record: id, status: 'waiting' }))}`)).data
    // Whoever heads the company is asked where somebody stands above.
    if (waiting.length > 0) await (await visit('zhou')).api('POST', `/approvals/${waiting[0].id}/approve`, {})
    await expectSoon(async () => api('GET', `/articles/${id}`), (record) => expect(record).toMatchObject({ audience: 'public', edition: 2 }))

    const { address } = await api('GET', '/help-page')
    const guest = await visit(null, { size: 'phone' })
    await guest.go(new URL(address, 'http://x').pathname)
    await guest.page.getByRole('searchbox', { name: '搜索问题' }).fill(subject)
    await guest.page.getByRole('link', { name: subject }).click()
    await expectVisible(guest.page.getByText('仍不亮请致电前台', { exact: false }))
    expect(await guest.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await guest.page.getByRole('button', { name: '有帮助' }).click()
    await expectVisible(guest.page.getByText('谢谢您的反馈'))
    await expectSoon(async () => (await api('GET', `/articles/${id}`)).helpful_count, (count) => expect(count).toBe(1))

    const next = await api('POST', '/service-requests', { subject, kind: 'fault' })
    await go(`/service-requests/${next.id}`)
    await expectVisible(page.getByRole('region', { name: '推荐知识' }).getByRole('link', { name: subject }))
    await page.getByRole('button', { name: '插入知识' }).click()
    await page.getByRole('button', { name: subject }).click()
    await expect.poll(() => page.getByRole('textbox', { name: '回复客户' }).inputValue()).toBe('请按两次开关；仍不亮请致电前台。')
    expect(article.id).toBe(id)
  })

  test('that is not public is not found by guessing, in English', async ({ visit }) => {
    const { api } = await visit('tang')
    const { address } = await api('GET', '/help-page')
    const hidden = await api('POST', '/articles', { title: unique('内部'), body: '内部' })
    const { page, go } = await visit(null, { language: 'en' })
    for (const path of [`${new URL(address, 'http://x').pathname}/${hidden.number}`, `/h/${'A'.repeat(65)}`]) {
      await go(path)
      await expectVisible(page.getByRole('heading', { name: 'The link is incomplete or no longer works' }))
    }
  })

  test('keeps its address until it is said again that the one of now will be dead', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { address } = await api('GET', '/help-page')
    await go('/help-settings')
    for (const name of ['换新地址', '关闭']) {
      await page.getByRole('main').getByRole('button', { name, exact: true }).click()
      const asked = page.getByRole('tooltip').filter({ hasText: name })
      await expectVisible(asked.getByText('现在的地址从此打不开，以后也找不回来。'))
      await asked.getByRole('button', { name: '取消' }).click()
      await expectGone(asked)
    }
    expect((await api('GET', '/help-page')).address).toBe(address)
  })
})
