/** On a phone, over a line that breaks. */
import { describe, expect, onTestFinished } from 'vitest'
import type { Page } from 'playwright-core'
import { openLine, type Line } from '../support/broken-line.ts'
import { address, patience, expectGone, expectVisible, test, unique, type Visitor } from './support.ts'

async function aLine(): Promise<Line> {
  const line = await openLine(address)
  onTestFinished(() => line.close())
  return line
}

/** The shell is kept, and this page was read. */
async function readAhead({ page, go }: Visitor, path: string): Promise<void> {
  await go(path)
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await go(path)
  await expectVisible(page.getByRole('region', { name: '记录接触' }))
}

async function log(page: Page, words: string): Promise<void> {
  const box = page.getByRole('region', { name: '记录接触' })
  await box.getByRole('textbox', { name: '聊了什么？' }).fill(words)
  await box.getByRole('button', { name: '记录', exact: true }).click()
}

/** Run in the page: tests know no names of the browser. */
const keptAnswers = `new Promise((resolve, reject) => {
  const opening = indexedDB.open('guanxi')
  opening.addEventListener('error', () => reject(opening.error))
  opening.addEventListener('success', () => {
    const all = opening.result.transaction('answers').objectStore('answers').getAll()
    all.addEventListener('success', () => resolve(JSON.stringify(all.result)))
  })
})`
const keptFiles = `caches.keys()
  .then((names) => Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url))))
  .then((found) => found.flat())`

const contactsOf = async ({ api }: Visitor, id: string): Promise<string[]> =>
  (await api('GET', `/customers/${id}/timeline?kinds=interaction`)).data.map((entry: { record: { content: string } }) => entry.record.content).sort()

describe('without a connection', () => {
  test('what was read stays readable with its time, and two contacts survive the closed page and are sent exactly once', async ({ visit }) => {
    const line = await aLine()
    const over = await visit('tang', { size: 'phone', line: line.address })
    const straight = await visit('tang')
    const name = unique('断线')
    const { id } = await straight.api('POST', '/customers', { name })
    await readAhead(over, `/customers/${id}?tab=time`)
    line.cut()
    await log(over.page, '车上打的第一个电话')
    await expectVisible(over.page.getByText('没有连接：已存在本机，恢复后自动发送'))
    await log(over.page, '车上打的第二个电话')
    await expect.poll(() => over.page.getByRole('list', { name: '等待发送' }).getByRole('listitem').count()).toBe(2)
    await over.page.close()

    const again = await over.context.newPage()
    await again.goto(`/customers/${id}?tab=time`)
    await expectVisible(again.getByRole('heading', { level: 1, name }))
    await expectVisible(again.getByRole('status').filter({ hasText: '以下内容截至' }))
    await expectVisible(again.getByRole('status').filter({ hasText: '2 项等待发送' }))
    expect(await contactsOf(straight, id)).toEqual([])

    line.mend()
    await expect.poll(() => contactsOf(straight, id), { timeout: 2 * patience }).toEqual(['车上打的第一个电话', '车上打的第二个电话'].sort())
    await expectGone(again.getByRole('status').filter({ hasText: '等待发送' }))
    await expectVisible(again.getByRole('region', { name: '动态' }).getByText('车上打的第二个电话'))
    await again.reload()
    await expectVisible(again.getByRole('region', { name: '动态' }).getByText('车上打的第一个电话'))
    expect(await contactsOf(straight, id)).toHaveLength(2)
  })

  test('a contact whose answer was lost on the way is not made twice', async ({ visit }) => {
    const line = await aLine()
    const over = await visit('tang', { size: 'phone', line: line.address })
    const straight = await visit('tang')
    const { id } = await straight.api('POST', '/customers', { name: unique('失答') })
    await readAhead(over, `/customers/${id}?tab=time`)
    line.loseAnswersTo(/^POST \/api\/v1\/interactions /)
    await log(over.page, '答复丢了')
    await expectVisible(over.page.getByRole('list', { name: '等待发送' }))
    // The server has it; the phone does not know.
    await expect.poll(() => contactsOf(straight, id)).toEqual(['答复丢了'])
    line.mend()
    await expectGone(over.page.getByRole('list', { name: '等待发送' }))
    expect(await contactsOf(straight, id)).toEqual(['答复丢了'])
  })

  test('signing out leaves nothing on the phone, and the next person finds nothing of the last one', async ({ visit }) => {
    const line = await aLine()
    const over = await visit('tang', { size: 'phone', line: line.address })
    const { page, context } = over
    const name = unique('机密')
    const { id } = await over.api('POST', '/customers', { name })
    await readAhead(over, `/customers/${id}?tab=time`)
    const kept = () => page.evaluate<string>(keptAnswers)
    expect(await kept()).toContain(name)
    const shell = await page.evaluate<string[]>(keptFiles)
    expect(shell.length).toBeGreaterThan(5)
    expect(shell.filter((url) => url.includes('/api/'))).toEqual([])
    await page.getByRole('button', { name: /个人菜单/ }).click()
    await page.getByRole('menuitem', { name: '退出登录' }).click()
    await expectVisible(page.getByRole('button', { name: '登录', exact: true }))
    expect(await kept()).toBe('[]')
    line.cut()
    const later = await context.newPage()
    await later.goto(`/customers/${id}`)
    await expectVisible(later.getByText(/无法连接|重试/))
    expect(await later.getByText(name).count()).toBe(0)
  })

  test('the app can be installed: a manifest with its icons, and a worker that keeps only the shell', async ({ visit }) => {
    const { page, go } = await visit(null)
    await go('/')
    const manifest = await page.evaluate<{ display: string; icons: { src: string; sizes: string; type: string }[] }>("fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())")
    expect(manifest).toMatchObject({ display: 'standalone', start_url: '/' })
    for (const icon of manifest.icons) {
      const width = await page.evaluate<number>(`(async () => { const image = new Image(); image.src = '${icon.src}'; await image.decode(); return image.naturalWidth })()`)
      expect(width).toBeGreaterThan(0)
      if (icon.type === 'image/png') expect(icon.sizes).toBe(`${width}x${width}`)
    }
  })
})
