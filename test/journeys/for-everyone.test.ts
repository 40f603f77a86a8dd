/** Pages that everybody can read and use (WCAG 2.2 AA), in both themes. */
import { describe, expect } from 'vitest'
import { violationsInBothThemes } from './axe.ts'
import { expectVisible, test, type Visitor } from './support.ts'

/** Where to go, and what stands there when it is ready. */
const places: [name: string, open: (visitor: Visitor) => Promise<void>][] = [
  ['Today', async ({ page, go }) => {
    await go('/')
    await expectVisible(page.getByRole('region', { name: '今日待办' }).getByRole('listitem'))
    await expectVisible(page.getByRole('region', { name: '我的业绩' }).getByRole('definition'))
  }],
  ['a list', async ({ page, go }) => {
    await go('/customers?view=all')
    await expectVisible(page.getByRole('gridcell'))
  }],
  ['a list that is filtered, with a record beside it', async ({ page, go, api }) => {
    const { data } = await api('GET', '/customers?limit=1')
    await go(`/customers?${new URLSearchParams({ view: 'vip', record: data[0].id })}`)
    await expectVisible(page.getByRole('complementary').getByRole('heading'))
    await page.getByRole('button', { name: '筛选' }).click()
    await page.getByRole('gridcell').getByRole('checkbox').first().check()
    await expectVisible(page.getByRole('region', { name: '批量操作' }))
  }],
  ['a board', async ({ page, go }) => {
    await go('/customers?view=board')
    await expectVisible(page.getByRole('region', { name: '合作' }).getByText('¥'))
  }],
  ['a customer', async ({ page, go, api }) => {
    const { data } = await api('GET', `/preferences?${new URLSearchParams({ filter: JSON.stringify({ kind: 'taboo' }), limit: '1' })}`)
    await go(`/customers/${data[0].customer.id}`)
    await expectVisible(page.getByRole('region', { name: '动态' }).getByRole('listitem'))
    await page.getByRole('button', { name: '承诺、意见、下一步' }).click()
    await expectVisible(page.getByLabel('承诺', { exact: true }))
  }],
  ['a form', async ({ page, go }) => {
    await go('/customers/new')
    await page.getByRole('button', { name: '保存' }).click()
    await expectVisible(page.getByText('必填', { exact: true }))
  }],
  ['the import', async ({ page, go }) => {
    await go('/imports?object=customer')
    await page.locator('input[type=file]').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from('名称,电话\n甲,13800138000') })
    await expectVisible(page.getByRole('button', { name: '检查文件' }))
  }],
  ['the statistics', async ({ page, go }) => {
    await go('/transactions/statistics')
    await expectVisible(page.getByRole('img', { name: /每月金额/ }))
  }],
  ['who stands where', async ({ page, go }) => {
    await go('/quotas/standing')
    await expectVisible(page.getByRole('region', { name: '员工' }).getByRole('row'))
  }],
  ['the forecast', async ({ page, go }) => {
    await go('/forecast')
    await expectVisible(page.getByRole('region', { name: '预测准确度' }).getByRole('row'))
  }],
  ['people', async ({ page, go }) => {
    await go('/users')
    await expectVisible(page.getByRole('gridcell'))
  }],
  ['a person', async ({ page, go, api }) => {
    const { data } = await api('GET', '/users?limit=1')
    await go(`/users/${data[0].id}`)
    await expectVisible(page.getByRole('region', { name: '权限' }).getByRole('cell'))
  }],
  ['the roles', async ({ page, go }) => {
    await go('/roles')
    await expectVisible(page.getByRole('link', { name: /管理员/ }))
  }],
  ['a role with unsaved changes', async ({ page, go, api }) => {
    const { data } = await api('GET', '/roles?limit=100')
    await go(`/roles/${data.find((role: { key: string }) => role.key === 'marketing').id}`)
    await page.getByRole('button', { name: '客户 字段', exact: true }).click()
    await page.getByRole('combobox', { name: '客户 查看', exact: true }).selectOption('own')
    await expectVisible(page.getByRole('region', { name: '未保存的更改' }))
    // Left as it was: the window would ask before it goes on.
    await page.getByRole('button', { name: '还原：客户 查看' }).click()
  }],
  ['the departments', async ({ page, go }) => {
    await go('/departments')
    await expectVisible(page.getByRole('list', { name: '部门' }).getByRole('listitem'))
  }],
  ['the recycle bin', async ({ page, go }) => {
    await go('/recycle-bin')
    await expectVisible(page.getByRole('textbox', { name: '按名称查找' }))
  }],
  ['the fields of the company', async ({ page, go }) => {
    await go('/custom-fields')
    await page.getByRole('button', { name: '新建字段', exact: true }).click()
    await expectVisible(page.getByRole('dialog').getByLabel('中文名称'))
  }],
  ['sharing', async ({ page, go, api }) => {
    // A number to call that lies half under the dialog is no target: nobody can press it.
    const { data } = await api('GET', `/customers?${new URLSearchParams({ limit: '1', filter: JSON.stringify({ phones: { is_empty: true } }) })}`)
    await go(`/customers/${data[0].id}`)
    await page.getByRole('button', { name: '共享' }).first().click()
    await expectVisible(page.getByRole('dialog').getByText('没有共享给任何人'))
    }],
  ['the audit log with an entry open', async ({ page, go }) => {
    await go('/settings/audit')
    await page.getByRole('row').nth(1).getByRole('button').click()
    await expectVisible(page.getByRole('dialog').getByText('条目编号'))
    }],
  ['the own account', async ({ page, go }) => {
    await go('/account')
    await expectVisible(page.getByRole('region', { name: '登录记录' }).getByRole('listitem'))
    await page.getByRole('button', { name: '修改密码' }).click()
    await page.getByRole('button', { name: '指定代理人' }).click()
  }],
  ['a key about to be made', async ({ page, go }) => {
    await go('/account')
    await page.getByRole('button', { name: '新建密钥' }).click()
    await expectVisible(page.getByRole('dialog').getByRole('radio'))
  }],
  ['the rules of signing in', async ({ page, go }) => {
    await go('/sign-in-settings')
    await expectVisible(page.getByRole('region', { name: '登录规则' }).getByRole('radio'))
  }],
  ['the search box', async ({ page, go }) => {
    await go('/')
    await expectVisible(page.getByRole('heading', { level: 1 }))
    await page.keyboard.press('Control+k')
    await expectVisible(page.getByRole('option'))
  }],
  ['the list of keys', async ({ page, go }) => {
    await go('/customers')
    await expectVisible(page.getByRole('gridcell'))
    await page.keyboard.press('?')
    await expectVisible(page.getByRole('dialog', { name: '键盘快捷键' }))
  }],
]

describe('in both themes, nothing stands in anybody’s way', () => {
  test('at the door', async ({ visit }) => {
    const { page, go } = await visit(null, { theme: 'system' })
    await go('/')
    await page.getByRole('button', { name: '登录' }).click()
    await expectVisible(page.getByRole('alert'))
    expect(await violationsInBothThemes(page)).toEqual([])
  })

  // One window for all of them: a window of its own for each takes longer than looking at the page.
  test('on any page', { timeout: places.length * 10_000 }, async ({ visit }) => {
    const visitor = await visit('admin', { theme: 'system' })
    const found: Record<string, string[]> = {}
    for (const [name, open] of places) {
      await open(visitor)
      const violations = await violationsInBothThemes(visitor.page)
      if (violations.length > 0) found[name] = violations
    }
    expect(found).toEqual({})
  })

  test('on a phone', async ({ visit }) => {
    const { page, go } = await visit('admin', { theme: 'system', size: 'phone' })
    for (const [path, sign] of [['/', page.getByRole('checkbox')], ['/customers?view=all', page.getByRole('term')], ['/customers/new', page.getByRole('textbox')], ['/settings/audit', page.getByRole('list', { name: '条目' })]] as const) {
      await go(path)
      await expectVisible(page.getByRole('main').and(page.locator(':has(h1)')))
      await expectVisible(sign)
      expect({ path, violations: await violationsInBothThemes(page) }).toEqual({ path, violations: [] })
    }
  })
})
