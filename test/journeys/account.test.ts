import { Secret, TOTP } from 'otpauth'
import { describe, expect } from 'vitest'
import { expectGone, expectVisible, test, unique, type Visitor } from './support.ts'

const chosen = 'mountain-river-cloud'

/** A new colleague, with the link the administrator hands on. */
async function newColleague({ api }: Visitor): Promise<{ id: string; login: string; name: string; link: string }> {
  const login = unique('person-')
  const name = `新同事${login.slice(-5)}`
  const { data } = await api('GET', `/roles?${new URLSearchParams({ filter: JSON.stringify({ key: 'staff' }) })}`)
  const { id } = await api('POST', '/users', { name, user_name: login, roles: [data[0].id] })
  const { link } = await api('POST', `/users/${id}/invite`)
  return { id, login, name, link }
}

async function signInByPage({ page }: Visitor, login: string): Promise<void> {
  await page.getByLabel('邮箱或用户名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(chosen)
  await page.keyboard.press('Enter')
}

describe('an account', () => {
  test('begins with a link, gets a second factor, and asks for its code from then on', async ({ visit }) => {
    const colleague = await newColleague(await visit('admin'))
    const visitor = await visit(null)
    const { page, go } = visitor
    await go(colleague.link)
    await page.getByLabel('新密码').fill('12345678')
    await expectVisible(page.getByText('容易猜到：再长一些，少重复'))
    await page.getByRole('button', { name: '设置密码' }).click()
    await expectVisible(page.getByRole('alert').filter({ hasText: '太常见' }))
    await page.getByLabel('新密码').fill(chosen)
    await page.getByRole('button', { name: '设置密码' }).click()
    await page.getByRole('link', { name: '登录' }).click()
    await signInByPage(visitor, colleague.login)
    await expectVisible(page.getByRole('heading', { level: 1, name: '今日' }))

    await page.getByRole('button', { name: new RegExp(colleague.name) }).click()
    await page.getByRole('menuitem', { name: '我的账号' }).click()
    const card = page.getByRole('region', { name: '两步验证' })
    await card.getByRole('button', { name: '开启' }).click()
    await card.getByLabel('当前密码').fill(chosen)
    await page.keyboard.press('Enter')
    await expectVisible(card.getByRole('img', { name: '验证器的二维码' }))
    const key = (await card.locator('code').innerText()).replaceAll(' ', '')
    const totp = new TOTP({ secret: Secret.fromBase32(key) })
    await card.getByLabel('验证码', { exact: true }).fill(totp.generate())
    await page.keyboard.press('Enter')
    const codes = card.getByRole('list', { name: '恢复码' }).getByRole('listitem')
    await expectVisible(codes)
    const recovery = await codes.first().innerText()
    await card.getByRole('button', { name: '我已保存' }).click()
    await expectVisible(card.getByText('还有 10 个恢复码。'))
    await expectVisible(page.getByRole('region', { name: '登录记录' }).getByText('开启两步验证'))

    await page.getByRole('button', { name: new RegExp(colleague.name) }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await signInByPage(visitor, colleague.login)
    await page.getByLabel('验证码', { exact: true }).fill('000000')
    await page.keyboard.press('Enter')
    await expectVisible(page.getByRole('alert').filter({ hasText: '验证码不正确' }))
    await page.getByLabel('验证码', { exact: true }).fill(recovery)
    await page.keyboard.press('Enter')
    await expectVisible(page.getByRole('heading', { level: 1, name: '我的账号' }))
  })

  test('makes a key that is seen once, and ends it', async ({ visit }) => {
    const { page, go } = await visit('wang')
    await go('/account')
    const name = unique('key-')
    await page.getByRole('button', { name: '新建密钥' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('名称').fill(name)
    await dialog.getByRole('button', { name: '新建密钥' }).click()
    await expectVisible(dialog.getByText(/^gx_[\w-]{65}$/))
    await dialog.getByRole('button', { name: '我已保存' }).click()
    const line = page.getByRole('region', { name: '接口密钥' }).getByRole('listitem').filter({ hasText: name })
    await expectVisible(line.getByText('没有用过'))
    await line.getByRole('button', { name: '作废' }).click()
    await expectVisible(line.getByText('已作废'))
  })
})

describe('an administrator', () => {
  test('looks with somebody’s eyes: the note stays on every page, nothing can be changed, and it ends', async ({ visit }) => {
    const { page, go, api, complaints } = await visit('admin')
    const { data } = await api('GET', `/users?${new URLSearchParams({ q: '陈浩', limit: '1' })}`)
    await go(`/users/${data[0].id}`)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('menuitem', { name: '以其身份查看' }).click()
    const note = page.getByRole('status').filter({ hasText: '您正以 陈浩 的身份查看' })
    await expectVisible(note)
    await go('/customers')
    await expectVisible(note)
    const refused = await page.evaluate(async () => (await fetch('/api/v1/tasks', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"name":"不行"}' })).status)
    expect(refused).toBe(403)
    complaints.length = 0
    await page.getByRole('button', { name: '回到自己' }).click()
    await expectGone(note)
    await expectVisible(page.getByRole('button', { name: /沈静/ }))
  })
})

test('whoever forgot the password is told whom to ask, where no mail is sent', async ({ visit }) => {
  const { page, go } = await visit(null, { language: 'en', size: 'phone' })
  await go('/')
  await page.getByRole('button', { name: 'Forgotten password' }).click()
  await expectVisible(page.getByText('Ask your administrator', { exact: false }))
  await page.getByRole('button', { name: 'Back to signing in' }).click()
  await expectVisible(page.getByLabel('Mail or user name'))
})
