/** A call to the hot line becomes a customer: typed in, spoken to, judged, converted; and what the score has learnt is read. */
import { describe, expect } from 'vitest'
import { expectSoon, expectVisible, test, unique } from './support.ts'

describe('a lead of the hot line', () => {
  test('is typed in, contacted, qualified and becomes a customer with a contact and every word', async ({ visit }) => {
    const { page, go, api } = await visit('chen')
    const company = unique('杭州湖畔会展')
    await go('/leads/new')
    await page.getByLabel('称呼', { exact: false }).first().fill('顾晓雯')
    await page.getByLabel('单位', { exact: true }).fill(company)
    await page.getByLabel('想要什么', { exact: true }).fill('经销商大会 90 人，含晚宴')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expectVisible(page.getByRole('heading', { name: '顾晓雯' }))
    await expectVisible(page.getByRole('region', { name: '想要什么' }).getByText('经销商大会 90 人，含晚宴'))
    // Spoken to: worked on from now.
    await page.getByLabel('说了什么，Enter 保存').fill('要两天，先发场地图')
    await page.keyboard.press('Enter')
    await expectVisible(page.getByRole('button', { name: '合格', exact: true }))
    await page.getByRole('button', { name: '合格', exact: true }).click()
    await page.getByRole('button', { name: '转为客户' }).click()
    const dialog = page.getByRole('dialog')
    await expectVisible(dialog.getByRole('radio', { name: '新建客户' }))
    await dialog.getByRole('button', { name: '转为客户' }).click()
    // The page of the customer, with what was said before it was one.
    await expectVisible(page.getByRole('heading', { name: company, level: 1 }))
    await expectVisible(page.getByText('要两天，先发场地图'))
    const { data } = await api('GET', `/leads?filter=${encodeURIComponent(JSON.stringify({ company }))}`)
    expect(data[0]).toMatchObject({ status: 'converted', customer: { name: company }, contact: { name: '顾晓雯' }, minutes_to_first_contact: 0 })
    await go(`/leads/${data[0].id}`)
    await expectVisible(page.getByRole('status').getByRole('link', { name: company }))
  })

  test('is not made a customer twice: who looks the same is offered first', async ({ visit }) => {
    const { page, go, api } = await visit('chen', { language: 'en' })
    const name = unique('宁波双湖贸易')
    const known = await api('POST', '/customers', { name, kind: 'organisation' })
    const lead = await api('POST', '/leads', { name: '陆明', company: name, source: 'form' })
    await api('POST', `/leads/${lead.id}/log-contact`, {})
    await api('POST', `/leads/${lead.id}/qualify`, {})
    await go(`/leads/${lead.id}`)
    await page.getByRole('button', { name: 'Convert' }).click()
    const dialog = page.getByRole('dialog')
    await expectVisible(dialog.getByText(known.number))
    await dialog.getByRole('button', { name: 'Convert' }).click()
    await expectVisible(page.getByRole('heading', { name, level: 1 }))
    const { data } = await api('GET', `/customers?filter=${encodeURIComponent(JSON.stringify({ name }))}`)
    expect(data).toHaveLength(1)
  })
})

describe('leads that wait', () => {
  test('stand on Today, red when over their time, and leave it when they were spoken to', async ({ visit }) => {
    const { page, go, api } = await visit('chen')
    const name = unique('急客')
    const lead = await api('POST', '/leads', { name, source: 'hot_line', wants: '今晚 3 间房' })
    await go('/')
    const card = page.getByRole('region', { name: '等待首次联系的线索' })
    await expectVisible(card.getByRole('link').first())
    await api('POST', `/leads/${lead.id}/log-contact`, {})
    await go('/')
    await expectSoon(() => card.getByText(name).count(), (count) => expect(count).toBe(0))
  })
})

describe('the score', () => {
  test('says how good it is and what counts, and each lead says why', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    expect((await api('POST', '/leads/scoring', {})).model).toMatchObject({ verdict: 'used', quality: { auc: expect.any(Number) } })
    await go('/lead-scoring')
    await expectVisible(page.getByText('评分可用：在没有见过的线索上也能分出好坏。'))
    await expectVisible(page.getByText('区分能力（AUC）'))
    await expectVisible(page.getByRole('region', { name: '来源' }).getByText('转介绍'))
    const { data } = await api('GET', `/leads?sort=-score&limit=1&filter=${encodeURIComponent(JSON.stringify({ status: 'qualified' }))}`)
    await go(`/leads/${data[0].id}`)
    const card = page.getByRole('region', { name: '评分', exact: true })
    await expectVisible(card.getByText(String(data[0].score), { exact: true }))
    await expectVisible(card.getByText(/^×/).first())
  })

  test('is readable on a phone, in English, in the dark', async ({ visit }) => {
    const { page, go } = await visit('admin', { language: 'en', size: 'phone', theme: 'dark' })
    for (const path of ['/lead-scoring', '/leads?view=waiting']) {
      await go(path)
      await expectVisible(page.getByRole('heading', { level: 1 }).first())
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    }
  })
})
