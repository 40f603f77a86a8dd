/** An administrator arranges a form for one role; whoever has the role sees it at once, in the own language. */
import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { expectGone, expectVisible, optionOf, password, test, textsOf, unique, type Visitor } from './support.ts'

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const line = (page: Page, field: string) => page.locator(`[data-line="${field}"]`)
/** Keys of the fields that stand in a panel. */
const linesOf = (page: Page, name: string) => panel(page, name).locator('[data-line]').evaluateAll((lines) => lines.map((one) => one.getAttribute('data-line')))
const focused = (page: Page) => page.locator(':focus').getAttribute('data-line')
const saveBar = (page: Page) => page.getByRole('region', { name: '未保存的更改' })

/** By pointer, onto the upper half of another line. */
async function carry(page: Page, field: string, onto: string): Promise<void> {
  // Both ends of the way are in the window.
  const size = page.viewportSize()
  await page.setViewportSize({ width: 1440, height: 4000 })
  await line(page, onto).scrollIntoViewIfNeeded()
  const [from, to] = [await line(page, field).boundingBox(), await line(page, onto).boundingBox()]
  if (!from || !to) throw new Error(`${field} or ${onto} is not there`)
  await page.mouse.move(from.x + 60, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + 70, from.y + from.height / 2 + 10, { steps: 4 })
  await page.mouse.move(to.x + 70, to.y + to.height / 4, { steps: 12 })
  await page.mouse.move(to.x + 71, to.y + to.height / 4)
  await page.mouse.up()
  if (size) await page.setViewportSize(size)
}

/** An account manager with a role of one's own: what is arranged for it concerns no other journey. */
async function enterManager({ api }: Visitor): Promise<{ login: string; role: string; roleName: string }> {
  const login = `k${unique('')}`
  const roleName = `客户经理${login}`
  const grants = { '*': { see: 'own', create: 'own', change: 'own' }, customer: { see: 'own', create: 'own', change: 'own' } }
  const role = await api('POST', '/roles', { key: `role_${login}`, name: roleName, grants })
  await api('POST', '/users', { name: `员工${login}`, user_name: login, password, roles: [role.id] })
  return { login, role: role.id, roleName }
}

/** As the button for a new layout does. */
async function makeLayout({ api }: Visitor, object: string, role: string): Promise<string> {
  const { panels } = await api('POST', '/layouts/outline', { object })
  return (await api('POST', '/layouts', { object, role, panels })).id
}

describe('a layout', () => {
  test('made for account managers reaches the form and the page that one of them has open, in both languages', async ({ visit }) => {
    const admin = await visit('admin')
    const { login, roleName } = await enterManager(admin)
    const manager = await visit(login, { language: 'en' })
    const group = (name: string) => manager.page.getByRole('group', { name, exact: true })
    await manager.go('/customers/new')
    await expectVisible(group('Credit'))
    await manager.page.getByLabel(/^Name/).fill('Half typed')

    const { page } = admin
    await admin.go('/layouts?object=customer')
    await expectVisible(page.getByRole('heading', { level: 1, name: '页面布局' }))
    await expectVisible(page.getByText('布局不是权限', { exact: false }))
    await page.keyboard.press('c')
    const dialog = page.getByRole('dialog', { name: '新建布局：客户' })
    await dialog.getByRole('combobox', { name: '适用于' }).click()
    await page.keyboard.type(roleName)
    await optionOf(page, roleName).click()
    await dialog.getByRole('button', { name: '创建' }).click()
    await expectVisible(page.getByRole('heading', { level: 1, name: `客户 · ${roleName}` }))

    // A panel of its own, first of all; fields by keys and by pointer; what is not needed goes.
    await page.getByRole('button', { name: '添加分组' }).click()
    await page.getByRole('textbox', { name: '中文名称' }).fill('拜访前')
    await page.getByRole('button', { name: '创建' }).click()
    await expectVisible(page.getByText('请填写中文和英文名称。'))
    await page.getByRole('textbox', { name: '英文名称' }).fill('Before a visit')
    await page.getByRole('button', { name: '创建' }).click()
    await expectVisible(panel(page, '拜访前').getByText('Before a visit'))
    await line(page, 'files').press('Enter')
    await page.getByRole('menuitem', { name: '拜访前' }).press('Enter')
    await expect.poll(() => linesOf(page, '拜访前')).toEqual(['files'])
    await expect.poll(() => focused(page)).toBe('files')
    await carry(page, 'remark', 'files')
    await expect.poll(() => linesOf(page, '拜访前')).toEqual(['remark', 'files'])
    const up = page.getByRole('button', { name: '上移分组：拜访前' })
    while (await up.isEnabled()) await up.click()
    await page.getByRole('button', { name: '移除分组：信用' }).click()
    expect(await linesOf(page, '不显示')).toContain('credit_limit')
    await line(page, 'industry').press('Delete')
    expect(await linesOf(page, '不显示')).toContain('industry')
    await expectVisible(page.getByRole('region', { name: '预览' }).getByRole('group', { name: '拜访前' }).getByText('备注'))
    await page.keyboard.press('Control+s')
    await expectGone(saveBar(page))

    // Nobody touches the colleague’s window; what was typed is still there.
    await expectVisible(group('Before a visit'))
    await expectGone(group('Credit'))
    expect((await textsOf(manager.page.locator('legend'))).slice(0, 3)).toEqual(['Before a visit', 'Profile', 'How to reach'])
    expect(await manager.page.getByLabel(/^Name/).inputValue()).toBe('Half typed')
    expect(await manager.page.getByLabel('Industry').count()).toBe(0)
    await manager.page.getByLabel('Remark').fill('Bring the contract')
    await manager.page.keyboard.press('Control+Enter')
    await expectVisible(manager.page.getByRole('heading', { level: 1, name: 'Half typed' }))
    expect((await textsOf(manager.page.getByRole('heading', { level: 2 }))).slice(0, 1)).toEqual(['Before a visit'])
  })

  test('cannot leave out what is required; each step and the whole are taken back; keys walk over the borders', async ({ visit }) => {
    const admin = await visit('admin')
    const { page, go } = admin
    const { role } = await enterManager(admin)
    const id = await makeLayout(admin, 'contact', role)
    await go(`/layouts/${id}`)
    await line(page, 'name').click()
    await expectVisible(page.getByRole('menuitem', { name: '“姓名”必填且没有默认值，不能不显示', disabled: true }))
    await page.keyboard.press('Escape')
    await line(page, 'name').press('Delete')
    expect(await linesOf(page, '联系人')).toContain('name')
    await line(page, 'attitude').press('ArrowDown')
    expect(await focused(page)).toBe('phones')
    await page.keyboard.press('Alt+ArrowUp')
    expect((await linesOf(page, '联系人')).slice(-2)).toEqual(['attitude', 'phones'])
    await expect.poll(() => focused(page)).toBe('phones')
    await page.keyboard.press('Control+z')
    expect((await linesOf(page, '联系方式'))[0]).toBe('phones')
    await line(page, 'remark').click()
    await page.getByRole('menuitem', { name: '不显示' }).click()
    expect(await linesOf(page, '不显示')).toContain('remark')
    await saveBar(page).getByRole('button', { name: '放弃' }).click()
    await expectGone(saveBar(page))
    expect(await linesOf(page, '不显示')).not.toContain('remark')
    await line(page, 'remark').press('Delete')
    await page.keyboard.press('Control+s')
    await page.getByRole('status').filter({ hasText: '已保存' }).getByRole('button', { name: '撤销' }).click()
    await expect.poll(async () => (await admin.api('GET', `/layouts/${id}`)).left_out).toEqual([])
    await expect.poll(() => linesOf(page, '不显示')).not.toContain('remark')
  })

  test('is arranged with a thumb, in English', async ({ visit }) => {
    const admin = await visit('admin', { size: 'phone', language: 'en' })
    const { page, go, api } = admin
    const { role } = await enterManager(admin)
    const id = await makeLayout(admin, 'product', role)
    await go(`/layouts/${id}`)
    await page.getByRole('button', { name: 'Move up: Price' }).click()
    await line(page, 'code').click()
    await page.getByRole('menuitem', { name: 'Do not show' }).click()
    await expectVisible(panel(page, 'Not shown').getByText('Code'))
    expect(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0)
    await page.getByText('Preview', { exact: true }).first().click()
    await expectVisible(page.getByRole('region', { name: 'Preview' }).getByText('Price'))
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(async () => (await api('GET', `/layouts/${id}`)).left_out).toEqual(['code'])
    expect((await api('GET', `/layouts/${id}`)).panels[0].fields).toEqual(['name', 'category', 'unit', 'price', 'kind', 'cost', 'tax_rate', 'components', 'stock', 'risk_level', 'is_active', 'remark'])
  })

  test('that leaves out what is required from a stage on: the refusal says above the form which field it is', async ({ visit }) => {
    const admin = await visit('admin')
    const { login, role } = await enterManager(admin)
    const key = unique('contract_')
    const field = await admin.api('POST', '/custom-fields', { object: 'customer', key, type: 'text', label_zh: '合同编号', label_en: 'Contract number', settings: { required_when: { field: 'status', in: ['won_back'] } } })
    const { panels } = await admin.api('POST', '/layouts/outline', { object: 'customer' })
    await admin.api('POST', '/layouts', { object: 'customer', role, panels: panels.map((one: any) => ({ ...one, fields: one.fields.filter((name: string) => name !== key) })), left_out: [key] })
    const { page, go } = await visit(login)
    await go('/customers/new')
    await page.getByLabel(/^名称/).fill(unique('赢回'))
    await page.getByRole('combobox', { name: '状态' }).click()
    await optionOf(page, '赢回').click()
    await page.getByRole('button', { name: '保存' }).click()
    await expectVisible(page.getByRole('alert').filter({ hasText: '请填写合同编号' }))
    await admin.api('DELETE', `/custom-fields/${field.id}`)
  })

  test('takes its place in the order, which the page says', async ({ visit }) => {
    const admin = await visit('admin')
    const { page, go, api } = admin
    const [one, two] = [await enterManager(admin), await enterManager(admin)]
    for (const { role } of [one, two]) await makeLayout(admin, 'tag', role)
    await go('/layouts?object=tag')
    const order = () => textsOf(page.getByRole('list', { name: '布局，按先后' }).locator('strong'))
    await expect.poll(order).toEqual([one.roleName, two.roleName])
    await expectVisible(page.getByText('有多个角色的人，用排在最前面的那个布局。', { exact: false }))
    await page.getByRole('button', { name: `上移：${two.roleName}` }).click()
    await expect.poll(order).toEqual([two.roleName, one.roleName])
    await page.getByRole('button', { name: `删除布局：${one.roleName}` }).click()
    await expect.poll(order).toEqual([two.roleName])
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await expect.poll(order).toEqual([two.roleName, one.roleName])
    for (const { id } of (await api('GET', '/layouts?limit=500')).data.filter(({ object }: any) => object === 'tag')) await api('DELETE', `/layouts/${id}`)
  })
})
