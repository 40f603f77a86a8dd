/** A service request from the form on a phone to the rating by the link, with everything the desk does in between. */
import { describe, expect } from 'vitest'
import { expectGone, expectSoon, expectVisible, test, unique } from './support.ts'

describe('a fault', () => {
  test('is reported by the form on a phone, checked, assigned, answered, completed, rated by the link and closed', async ({ visit }) => {
    const desk = await visit('tang')
    const { address } = await desk.api('POST', '/request-intakes', { kind: 'form' })
    const subject = unique('1208 房空调漏水')

    const guest = await visit(null, { size: 'phone' })
    await guest.go(new URL(address, 'http://x').pathname)
    await expectVisible(guest.page.getByRole('heading', { name: '提出服务请求' }))
    await guest.page.getByLabel('什么事').fill(subject)
    await guest.page.getByLabel('详细说明').fill('地毯湿了一片')
    await guest.page.getByLabel('您的称呼').fill('周敏')
    expect(await guest.page.getByRole('button', { name: '提 交' }).or(guest.page.getByRole('button', { name: '提交' })).isDisabled()).toBe(true)
    await guest.page.getByLabel('手机或电话').fill('13912340000')
    await guest.page.getByRole('button', { name: /提\s?交/ }).click()
    await expectVisible(guest.page.getByRole('heading', { name: subject }))
    await expect.poll(() => new URL(guest.page.url()).pathname).toMatch(/^\/s\/[\w-]{65}$/)
    expect(await guest.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)

    const { page, go, api } = desk
    const [row] = (await api('GET', `/service-requests?filter=${encodeURIComponent(JSON.stringify({ subject }))}`)).data
    await go('/service-requests?view=unassigned')
    await expectVisible(page.getByText(subject))
    await go(`/service-requests/${row.id}`)
    await expectVisible(page.getByText('地毯湿了一片'))
    // Two menus, which say what is in them.
    for (const name of ['其他处理', '更多操作']) await expectVisible(page.getByRole('main').getByRole('button', { name }))
    await page.getByRole('button', { name: '查验条款' }).click()
    await expectVisible(page.getByText('有偿：没有合同或保修'))
    await page.getByText('C 免费').click()
    await page.getByLabel('为什么改为此类别').fill('我们的空调，我们负责')
    await page.getByRole('button', { name: '确认条款' }).click()
    await page.getByRole('button', { name: '开始诊断' }).click()
    await expectVisible(page.getByRole('button', { name: /^完\s?成$/ }))
    await page.getByRole('button', { name: '我来处理' }).click()
    await expectVisible(page.getByRole('button', { name: '开始处理' }))
    // By keys: a note, then a reply that waits for the answer.
    await page.keyboard.press('n')
    await page.keyboard.type('上月修过一次')
    await page.keyboard.press('Control+Enter')
    await expectVisible(page.getByRole('listitem').filter({ hasText: '上月修过一次' }))
    await page.keyboard.press('Escape')
    await page.getByText('回复客户', { exact: true }).first().click()
    await page.getByRole('textbox', { name: '回复客户' }).fill('现在方便进房吗？')
    await page.getByLabel('并等待客户答复').check()
    await page.getByRole('button', { name: /发\s?送/ }).click()
    await expectVisible(page.getByRole('button', { name: '继续处理' }))
    expect(await api('GET', `/service-requests/${row.id}`)).toMatchObject({ status: 'waiting_customer', service_class: 'c', response_state: 'met', solution_due_at: null })

    await guest.page.reload()
    await expectVisible(guest.page.getByText('我们在等您的答复'))
    await expectVisible(guest.page.getByText('现在方便进房吗？'))
    await expectGone(guest.page.getByText('上月修过一次'))
    await guest.page.getByRole('textbox', { name: '留言' }).fill('方便，请来')
    await guest.page.getByRole('button', { name: /发\s?送/ }).click()
    await expectVisible(guest.page.getByRole('listitem').filter({ hasText: '方便，请来' }))

    await expectVisible(page.getByText('方便，请来'))
    await page.getByRole('button', { name: '开始处理' }).click()
    await page.getByRole('button', { name: /^完\s?成$/ }).click()
    await page.getByLabel('解决办法').fill('疏通冷凝水管')
    await page.getByRole('dialog').getByRole('button', { name: /^完\s?成$/ }).click()
    await expectVisible(page.getByRole('main').getByRole('button', { name: /^关\s?闭$/ }))

    await guest.page.reload()
    await expectVisible(guest.page.getByText('疏通冷凝水管'))
    await guest.page.getByRole('radio').nth(4).click()
    await guest.page.getByRole('button', { name: '提交评价' }).click()
    await expectVisible(guest.page.getByRole('heading', { name: '您的评价' }))

    await expectSoon(async () => (await api('GET', `/service-requests/${row.id}`)).status, (status) => expect(status).toBe('evaluated'))
    await page.reload()
    await page.getByRole('main').getByRole('button', { name: /^关\s?闭$/ }).click()
    await expectSoon(async () => api('GET', `/service-requests/${row.id}`), (record) => expect(record).toMatchObject({ status: 'closed', evaluation: 5, solution: '疏通冷凝水管', solution_state: 'met' }))
    await guest.page.reload()
    await expectVisible(guest.page.getByText('此请求已关闭', { exact: false }))
  })

  test('is told to be gone by a link that is none, in English', async ({ visit }) => {
    const { page, go } = await visit(null, { language: 'en' })
    for (const place of ['s', 'f']) {
      await go(`/${place}/${'A'.repeat(65)}`)
      await expectVisible(page.getByRole('heading', { name: 'The link is incomplete or no longer works' }))
    }
  })
})
