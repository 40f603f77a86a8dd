/** Who may do what: set in the settings area, shared from a record, felt at once by whoever has a page open. */
import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { expectGone, expectVisible, optionOf, password, test, textsOf, unique, type Visitor } from './support.ts'

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const right = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })

interface Enterable {
  login: string
  id: string
  role: string
}

/** A person of one's own with a role of one's own: what is changed about them concerns no other journey. */
async function enterPerson({ api }: Visitor, grants: object): Promise<Enterable> {
  const login = `p${unique('')}`
  const role = await api('POST', '/roles', { key: `role_${login}`, name: `角色${login}`, grants })
  const person = await api('POST', '/users', { name: `员工${login}`, user_name: login, password, roles: [role.id] })
  return { login, id: person.id, role: role.id }
}

describe('sharing', () => {
  test('a manager shares one customer for a day, and the list that the colleague has open has it; taken back, it is gone', async ({ visit }) => {
    const manager = await visit('lin')
    const colleague = await visit('feng')
    const name = unique('共享客户')
    const { id } = await manager.api('POST', '/customers', { name })
    await colleague.go('/customers?view=all')
    await colleague.page.getByRole('textbox', { name: '在客户中查找' }).fill(name)
    await expectVisible(colleague.page.getByText('没有符合条件的记录'))

    await manager.go(`/customers/${id}`)
    await expectVisible(card(manager.page, '协作人').getByText('没有共享给任何人'))
    await manager.page.keyboard.press('s')
    const dialog = manager.page.getByRole('dialog', { name: `共享：${name}` })
    await dialog.getByRole('combobox', { name: '共享给' }).click()
    await manager.page.keyboard.type('冯一鸣')
    await optionOf(manager.page, '冯一鸣').click()
    await dialog.getByText('今天', { exact: true }).click()
    await dialog.getByRole('textbox', { name: '说明' }).fill('今天代为接待')
    await dialog.getByRole('button', { name: '共享', exact: true }).click()
    await expectVisible(dialog.getByRole('region', { name: '已共享给' }).getByText('今天代为接待'))

    // Nobody touches the colleague's window.
    await expectVisible(colleague.page.getByRole('gridcell', { name }))
    expect((await colleague.api('GET', `/customers/${id}`)).can.change).toBe(false)

    await manager.page.keyboard.press('Escape')
    await card(manager.page, '协作人').getByRole('button', { name: '取消共享给冯一鸣' }).click()
    await expectVisible(manager.page.getByText('已取消共享：冯一鸣'))
    await expectGone(colleague.page.getByRole('gridcell', { name }))
    await manager.page.getByRole('status').filter({ hasText: '已取消共享' }).getByRole('button', { name: '撤销' }).click()
    await expectVisible(colleague.page.getByRole('gridcell', { name }))
  })

  test('a record says who may see it and why', async ({ visit }) => {
    const { page, go, api } = await visit('lin')
    const name = unique('为什么')
    const { id } = await api('POST', '/customers', { name })
    await go(`/customers/${id}`)
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '谁能看到' }).click()
    const dialog = page.getByRole('dialog', { name: `谁能看到：${name}` })
    await expectVisible(dialog.getByText('林悦可以查看'))
    await dialog.getByRole('combobox', { name: '员工' }).click()
    await page.keyboard.type('冯一鸣')
    await optionOf(page, '冯一鸣').click()
    await expectVisible(dialog.getByText('冯一鸣不可以查看'))
  })
})

describe('the editor of a role', () => {
  test('says what changes before it is saved; keys set rights; saving can be undone and stands in the history', async ({ visit }) => {
    const admin = await visit('admin')
    const { page, go, api } = admin
    const { role } = await enterPerson(admin, { '*': { see: 'own', change: 'own' } })
    const seen = async () => (await api('GET', `/roles/${role}`)).grants.customer?.see
    await go(`/roles/${role}`)
    await right(page, '客户 查看').focus()
    expect(await right(page, '客户 查看').inputValue()).toBe('own')
    await page.keyboard.press('5')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('0')
    const bar = page.getByRole('region', { name: '未保存的更改' })
    expect(await textsOf(bar.getByRole('listitem'))).toEqual([expect.stringMatching(/放宽\s*客户 查看\s*本人\s*→\s*全部/), expect.stringMatching(/收紧\s*客户 修改\s*本人\s*→\s*无/)])
    await expectVisible(bar.getByText('影响 1 人'))
    await expectVisible(bar.getByText(/他们一共将多看到 [\d,]+ 条客户/))
    await bar.getByRole('button', { name: '还原：客户 修改' }).click()
    expect(await bar.getByRole('listitem').count()).toBe(1)
    await page.keyboard.press('Control+s')
    await expectGone(bar)
    await expect.poll(seen).toBe('all')
    await page.getByRole('status').filter({ hasText: '已保存' }).getByRole('button', { name: '撤销' }).click()
    await expect.poll(seen).toBeUndefined()
    await page.getByRole('button', { name: '更多操作' }).click()
    await page.getByRole('menuitem', { name: '修改历史' }).click()
    await expectVisible(page.getByRole('dialog').getByRole('listitem').filter({ hasText: '放宽' }).getByText('全部'))
  })

  test('a right that is given reaches the page that the person has open', async ({ visit }) => {
    const admin = await visit('admin')
    const { login, role, id } = await enterPerson(admin, { task: { see: 'own' } })
    const person = await visit(login)
    await person.go('/tasks')
    await expectVisible(person.page.getByRole('heading', { level: 1, name: '任务' }))
    const link = person.page.getByRole('navigation').getByRole('link', { name: '客户', exact: true })
    expect(await link.count()).toBe(0)
    await admin.api('PATCH', `/roles/${role}`, { grants: { task: { see: 'own' }, customer: { see: 'all' } } })
    await expectVisible(link)
    await admin.api('PATCH', `/roles/${role}`, { grants: { task: { see: 'own' } } })
    await expectGone(link)

    await admin.go(`/users/${id}`)
    await expectVisible(card(admin.page, '权限').getByRole('row', { name: /任务/ }).getByText('本人'))
  })

  test('a number that is masked is shown on request, to be copied, not changed', async ({ visit }) => {
    const admin = await visit('admin')
    const { login } = await enterPerson(admin, { customer: { see: 'all', change: 'all', fields: { phones: 'reveal' } }, contact: { see: 'all', fields: { phones: 'masked' } } })
    const { id } = await admin.api('POST', '/customers', { name: unique('遮盖'), phones: ['13812345678'] })
    const { page, go } = await visit(login)
    await go(`/customers/${id}`)
    const line = page.locator('dl > div').filter({ has: page.getByText('电话', { exact: true }) })
    await expectVisible(line.getByText(/138\*{4}5678/))
    expect(await line.getByRole('button', { name: '修改电话' }).count()).toBe(0)
    await line.getByRole('button', { name: '查看完整的电话' }).click()
    await expectVisible(line.getByRole('link', { name: '138 1234 5678' }))
    await expectVisible(line.getByRole('button', { name: '复制' }))
    await go('/customers?view=all')
    expect(await page.getByText('138 1234 5678').count()).toBe(0)
  })
})

describe('the settings area', () => {
  test('what was deleted is found and comes back, several at once, and goes again', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const word = unique('回收')
    const ids: string[] = []
    for (const name of [`${word}甲`, `${word}乙`]) {
      const { id } = await api('POST', '/customers', { name })
      await api('DELETE', `/customers/${id}`)
      ids.push(id)
    }
    const areThere = async () => (await api('GET', `/customers?${new URLSearchParams({ filter: JSON.stringify({ id: { in: ids } }), count: 'exact' })}`)).total
    await go('/recycle-bin')
    await page.getByRole('textbox', { name: '按名称查找' }).fill(word)
    const rows = page.getByRole('list', { name: '回收站' }).getByRole('listitem')
    await expect.poll(() => rows.count()).toBe(2)
    expect((await textsOf(rows))[0]).toContain(`${word}乙`)
    for (const name of [`${word}甲`, `${word}乙`]) await page.getByRole('checkbox', { name: `选择${name}` }).check()
    await page.getByRole('button', { name: '恢复选中的 2 条' }).click()
    await expectVisible(page.getByText('没有找到', { exact: true }))
    expect(await areThere()).toBe(2)
    await page.getByRole('status').filter({ hasText: '已恢复 2 条' }).getByRole('button', { name: '撤销' }).click()
    await expect.poll(areThere).toBe(0)
    await expect.poll(() => rows.count()).toBe(2)
  })

  test('a department is moved below another, and back by undo', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const [top, low] = [unique('甲部'), unique('乙部')]
    const { id: topId } = await api('POST', '/departments', { name: top })
    const { id } = await api('POST', '/departments', { name: low })
    const parent = async () => (await api('GET', `/departments/${id}`)).parent?.id ?? null
    await go('/settings')
    await page.getByRole('navigation', { name: '设置' }).getByRole('link', { name: '部门' }).click()
    await page.getByRole('button', { name: `移动${low}` }).click()
    const dialog = page.getByRole('dialog', { name: `移动${low}` })
    await dialog.getByRole('combobox', { name: '上级' }).click()
    await page.keyboard.type(top)
    await optionOf(page, top).click()
    await dialog.getByRole('button', { name: '移动', exact: true }).click()
    await expect.poll(parent).toBe(topId)
    await page.getByRole('status').filter({ hasText: `已移动“${low}”` }).getByRole('button', { name: '撤销' }).click()
    await expect.poll(parent).toBe(null)
    await api('DELETE', `/departments/${id}`)
    await api('DELETE', `/departments/${topId}`)
  })

  test('a field that is added stands in the form at once, and is taken away again', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const name = unique('车辆')
    await go('/custom-fields')
    await page.getByRole('button', { name: '新建字段', exact: true }).click()
    const drawer = page.getByRole('dialog', { name: '新建字段' })
    await drawer.getByLabel('中文名称').fill(name)
    await drawer.getByRole('combobox', { name: '类型' }).click()
    await optionOf(page, '单选').click()
    await drawer.getByLabel('中文 1', { exact: true }).fill('金牌')
    await drawer.getByLabel('英文 1', { exact: true }).fill('Gold')
    await drawer.getByRole('button', { name: '保存' }).click()
    await expectVisible(page.getByRole('listitem').filter({ hasText: name }).getByText('单选 · 金牌'))
    const { id } = await api('POST', '/customers', { name: unique('有车') })
    await go(`/customers/${id}`)
    await page.getByRole('button', { name: '编辑', exact: true }).click()
    await expectVisible(page.getByRole('dialog').getByRole('combobox', { name }))
    await go('/custom-fields')
    await page.getByRole('button', { name: `移除字段：${name}` }).click()
    await expectGone(page.getByRole('listitem').filter({ hasText: name }))
  })

  test('somebody without the right sees no editor of fields, and roles only to read', async ({ visit }) => {
    const { page, go } = await visit('chen')
    await go('/settings')
    await expectVisible(page.getByRole('navigation', { name: '设置' }).getByRole('link', { name: '角色' }))
    await expectGone(page.getByRole('navigation', { name: '设置' }).getByRole('link', { name: '自定义字段' }))
    await page.getByRole('navigation', { name: '设置' }).getByRole('link', { name: '角色' }).click()
    await page.getByRole('main').getByRole('link', { name: /客户经理/ }).click()
    await expectVisible(page.getByText('您只能查看角色。'))
    expect(await right(page, '客户 查看').isDisabled()).toBe(true)
  })
})
