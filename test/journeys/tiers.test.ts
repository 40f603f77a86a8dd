/** A manager changes the rules in a draft, looks at who would move, switches it on, applies it, and takes it back; an account manager reads why a customer is in its tier; a cell gets a treatment and tasks. */
import { describe, expect } from 'vitest'
import { violationsInBothThemes } from './axe.ts'
import { expectGone, expectSoon, expectVisible, test, unique } from './support.ts'

describe('tiers', () => {
  test('are changed in a draft, previewed, switched on, applied and taken back', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const name = unique('试行')
    const before = (await api('GET', `/tier-schemes?${new URLSearchParams({ filter: JSON.stringify({ state: 'active' }) })}`)).data[0]
    await go('/tier-schemes')
    await expectVisible(page.getByText(before.name).first())
    await page.getByRole('button', { name: '另存为草稿' }).click()
    await expectVisible(page.getByRole('button', { name: '保存草稿' }))
    await page.getByLabel('名称').fill(name)
    const vip = page.getByRole('listitem', { name: 'VIP' })
    await vip.getByRole('button', { name: '清除全部' }).click()
    await expectGone(vip.getByRole('button', { name: '去掉此组' }))
    const preview = page.getByRole('region', { name: '预览' })
    // Nobody would come to those below a tier that everybody fits.
    await expectVisible(preview.getByText(/只有最低一级可以没有条件/))
    await page.getByRole('button', { name: '去掉 VIP' }).click()
    await page.getByRole('button', { name: '去掉 C' }).click()
    await page.getByRole('button', { name: '添加级别' }).click()
    await page.getByRole('menuitem', { name: '潜力' }).click()
    await page.getByRole('spinbutton', { name: /至少停留/ }).fill('1')
    await page.getByRole('spinbutton', { name: /保留期/ }).fill('0')
    await expectVisible(preview.getByText(/位客户将变动|今天没有客户变动/))
    await page.getByRole('button', { name: '保存草稿' }).click()
    await expectVisible(page.getByRole('button', { name: '保存草稿', disabled: true }))
    await page.getByRole('button', { name: '启用', exact: true }).click()
    await expectVisible(page.getByRole('button', { name: '立即运行' }))
    await expectVisible(preview.getByText(/位客户将变动/))
    const [, count = '0'] = /([\d,]+) 位客户将变动/.exec(await preview.innerText()) ?? []
    await page.getByRole('button', { name: '立即运行' }).click()
    await expectVisible(page.getByText(/已运行：升级/))
    await expectVisible(preview.getByText('今天没有客户变动'))
    const runs = page.getByRole('region', { name: '分级运行' })
    const [run] = (await api('GET', '/tier-runs?sort=-created_at&limit=1')).data
    expect(run.went_up + run.went_down).toBe(Number(count.replaceAll(',', '')))
    await expectVisible(runs.getByRole('button', { name: '撤销' }))
    await runs.getByRole('button', { name: '撤销' }).first().click()
    await expectVisible(page.getByText(/已撤回 .* 位/))
    await expectVisible(page.getByRole('button', { name: '启用', exact: true }))
    await expectVisible(runs.getByText('已撤销'))
    expect((await api('GET', `/tier-runs/${run.id}`)).taken_back).toBe(run.went_up + run.went_down)
    // The world is others' too: the scheme that was in force comes back as a new version.
    const { id } = await api('POST', `/tier-schemes/${before.id}/revise`, {})
    await api('POST', `/tier-schemes/${id}/switch-on`, {})
  })

  test('say on the page of a customer why, since when and what is missing; the list opens a move to its figures', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { theme: 'system' })
    const [move] = (await api('GET', `/tier-moves?${new URLSearchParams({ filter: JSON.stringify({ to_tier: 'a', way: 'scheme', state: 'done' }), sort: '-moved_on', limit: '1' })}`)).data
    await go(`/customers/${move.customer.id}`)
    const card = page.getByRole('region', { name: '级别', exact: true })
    await expectVisible(card.getByText(/每月拜访/))
    await expectVisible(card.getByText('升到'))
    await expectVisible(card.getByRole('img', { name: '不符合' }))
    await go(`/tier-moves/${move.id}`)
    await expectVisible(page.getByRole('region', { name: '变动依据' }).getByText('近期金额'))
    await go('/tier-schemes')
    await expectVisible(page.getByRole('region', { name: '预览' }).getByText(/位客户将变动|今天没有客户变动/))
    expect(await violationsInBothThemes(page)).toEqual([])
  })

  test('a cell of the grid gets a treatment, and its customers tasks, which are taken back', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { language: 'en' })
    const name = unique('Call')
    await go('/insight/grid?across=abc_class&up=loyalty_kind')
    await expectVisible(page.getByRole('button', { name: /Add a treatment to/ }))
    await page.getByRole('button', { name: /Add a treatment to/ }).first().click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('textbox', { name: /^Treatment/ }).fill(name)
    await drawer.getByRole('button', { name: 'Save' }).click()
    await expectVisible(page.getByRole('button', { name }))
    await page.getByRole('button', { name }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Make tasks for the cell' }).click()
    await expectVisible(page.getByText(/Tasks made: \d+/))
    const made = (await api('GET', `/tasks?${new URLSearchParams({ filter: JSON.stringify({ name }), count: 'exact', limit: '1' })}`)).total
    expect(made).toBeGreaterThan(0)
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
    await expectVisible(page.getByText(`Taken back: ${made}; kept because somebody touched them: 0`))
    await expectSoon(() => api('GET', `/tasks?${new URLSearchParams({ filter: JSON.stringify({ name }), count: 'exact', limit: '1' })}`), ({ total }) => expect(total).toBe(0))
  })
})
