import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { expectGone, expectVisible, test, unique } from './support.ts'

const bell = (page: Page, words: RegExp = /^通知/) => page.getByRole('button', { name: words }).first()
const timeLine = (page: Page) => page.getByRole('region', { name: '动态' })

async function colleague(api: <T = any>(method: 'GET', path: string) => Promise<T>): Promise<{ id: string; name: string; user_name: string }> {
  const { data } = await api('GET', `/users?limit=100&filter=${encodeURIComponent(JSON.stringify({ is_active: true }))}`)
  return data.find((person: any) => person.user_name !== null && !person.roles.some((role: any) => /管理员/.test(role.name)))
}

describe('a mention', () => {
  test('appears live in the other browser: the bell counts, the drawer says it, and it leads to the record', async ({ visit }) => {
    const me = await visit('admin')
    const other = await colleague(me.api)
    const name = unique('提及')
    const { id } = await me.api('POST', '/customers', { name, owner: other.id })
    const them = await visit(other.user_name)
    await them.api('POST', '/inbox/read', { all: true })
    await them.go('/')
    await expectVisible(bell(them.page, /^通知$/))
    await me.go(`/customers/${id}`)
    await expectVisible(me.page.getByRole('heading', { level: 1, name }))
    await expectVisible(timeLine(me.page).getByText(name))
    await me.page.getByRole('button', { name: '写评论，用 @ 提及同事' }).click()
    const words = me.page.getByRole('textbox', { name: '评论' })
    await words.pressSequentially(`请看 @${other.name}`)
    await me.page.locator('.ant-mentions-dropdown-menu-item').filter({ hasText: other.name }).first().click()
    await words.pressSequentially('报价')
    await me.page.keyboard.press('Control+Enter')
    await expectVisible(timeLine(me.page).getByText(`@${other.name}`))
    await expectVisible(bell(them.page, /^通知，[1-9]\d* 条未读/))
    await them.page.keyboard.press('Shift+N')
    const drawer = them.page.getByRole('dialog')
    const entry = drawer.getByRole('listitem').filter({ hasText: `在“${name}”的评论中提到了您` })
    await expectVisible(entry.getByText('报价'))
    await entry.getByRole('link').click()
    await them.page.waitForURL((url) => url.pathname === `/customers/${id}` && url.searchParams.has('entry'))
    await expectVisible(timeLine(them.page).getByText(`@${other.name}`))
    // Live the other way round, on the open page.
    await them.page.getByRole('button', { name: '写评论，用 @ 提及同事' }).click()
    await them.page.getByRole('textbox', { name: '评论' }).fill('收到，今天回复')
    await them.page.keyboard.press('Control+Enter')
    await expectVisible(timeLine(me.page).getByText('收到，今天回复'))
  })
})

describe('a notification of a comment', () => {
  for (const size of ['desk', 'phone'] as const) {
    test(`leads to it, however much happened since (${size})`, async ({ visit }) => {
      const me = await visit('admin')
      const other = await colleague(me.api)
      const name = unique('许久')
      const { id } = await me.api('POST', '/customers', { name, owner: other.id })
      await me.api('POST', '/comments', { object: 'customer', record: id, text: '当时的话' })
      await me.api('POST', '/interactions/batch', { create: Array.from({ length: 75 }, (_, index) => ({ customer: id, content: `后来 ${index}` })) })
      const them = await visit(other.user_name, { size })
      await them.go('/')
      await them.page.getByRole('button', { name: /^通知/ }).first().click()
      await them.page.getByRole('dialog').getByRole('listitem').filter({ hasText: name }).filter({ hasText: '当时的话' }).getByRole('link').click()
      const comment = timeLine(them.page).getByText('当时的话')
      await expectVisible(comment)
      await expect.poll(async () => {
        const box = await comment.boundingBox()
        return box !== null && box.y > 0 && box.y < 840
      }).toBe(true)
    })
  }
})

describe('comments', () => {
  test('of one’s own are changed and taken back, and come again by undo', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { id } = await api('POST', '/customers', { name: unique('评论') })
    await api('POST', '/comments', { object: 'customer', record: id, text: '第一稿' })
    await go(`/customers/${id}`)
    await timeLine(page).getByRole('button', { name: '编辑' }).click()
    await timeLine(page).getByRole('textbox', { name: '评论' }).fill('第二稿')
    await page.keyboard.press('Control+Enter')
    await expectVisible(timeLine(page).getByText('第二稿'))
    await expectVisible(timeLine(page).getByText('已编辑'))
    await timeLine(page).getByRole('button', { name: '删除' }).click()
    await expectGone(timeLine(page).getByText('第二稿'))
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await expectVisible(timeLine(page).getByText('第二稿'))
  })
})

describe('settings', () => {
  test('by kind and channel are kept, in English', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { language: 'en' })
    await go('/account/notices')
    const app = page.getByRole('switch', { name: 'A task is due today: in the app' })
    await app.click()
    await expect.poll(async () => (await api('GET', '/notice-preferences')).kinds.find((one: any) => one.kind === 'task_due').app).toBe(false)
    await app.click()
    await expect.poll(async () => (await api('GET', '/notice-preferences')).kinds.find((one: any) => one.kind === 'task_due').app).toBe(true)
  })
})

test('a phone opens the drawer over the whole page, and says when there is nothing', async ({ visit }) => {
  const { page, go, api } = await visit('admin', { size: 'phone', language: 'en' })
  await api('POST', '/inbox/read', { all: true })
  await go('/')
  await bell(page, /^Notifications$/).click()
  await page.getByRole('dialog').getByText('Unread', { exact: true }).click()
  await expectVisible(page.getByRole('dialog').getByText('Nothing unread'))
})

describe('the address of the notifications', () => {
  test('shows them in words, as the bell does, and never keys; an entry leads to its record', async ({ visit }) => {
    const me = await visit('admin')
    const other = await colleague(me.api)
    const name = unique('地址')
    const { id } = await me.api('POST', '/customers', { name, owner: other.id })
    await me.api('POST', '/comments', { object: 'customer', record: id, text: '请看一下' })
    const them = await visit(other.user_name)
    await them.go('/notifications')
    await expectVisible(them.page.getByRole('heading', { level: 1, name: '通知' }))
    const entry = them.page.getByRole('main').getByRole('listitem').filter({ hasText: `评论了“${name}”` })
    await expectVisible(entry.getByText('请看一下'))
    expect(await them.page.getByRole('main').innerText()).not.toContain(id)
    await entry.getByRole('link').click()
    await them.page.waitForURL((url) => url.pathname === `/customers/${id}`)
  })
})

describe('the history of a comment', () => {
  test('says what was written, not the keys of where it hangs', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { id } = await api('POST', '/customers', { name: unique('历史') })
    const said = unique('说过的话')
    const comment = await api('POST', '/comments', { object: 'customer', record: id, text: said })
    await go(`/comments/${comment.id}`)
    await expectVisible(page.getByRole('main').getByRole('listitem').getByText(said))
    expect(await page.getByRole('main').innerText()).not.toContain(id)
  })
})
