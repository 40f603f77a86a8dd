import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { pdf, png } from '../support/sample-files.ts'
import { expectGone, expectVisible, test, unique } from './support.ts'

const picture = { name: '签约现场.png', mimeType: 'image/png', buffer: png }
const timeLine = (page: Page) => page.getByRole('region', { name: '动态' })

describe('files', () => {
  test('are chosen while a contact is logged, and stand below it in the time line', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { id } = await api('POST', '/customers', { name: unique('附件') })
    await go(`/customers/${id}`)
    const box = page.getByRole('region', { name: '记录接触' })
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), box.getByRole('button', { name: '添加附件' }).click()])
    await chooser.setFiles([picture, { name: '合同.pdf', mimeType: 'application/pdf', buffer: pdf }])
    await expectVisible(box.getByRole('button', { name: '查看 签约现场.png' }))
    await expectVisible(box.getByRole('button', { name: '查看 合同.pdf' }))
    await box.getByRole('textbox').first().fill('签约')
    await page.keyboard.press('Control+Enter')
    const entry = timeLine(page).getByRole('listitem').filter({ hasText: '签约' }).first()
    await expectVisible(entry.getByRole('button', { name: '查看 签约现场.png' }))
    await entry.getByRole('button', { name: '查看 合同.pdf' }).click()
    const preview = page.getByRole('dialog')
    await expectVisible(preview.locator('iframe[title="合同.pdf"]'))
    await preview.getByRole('button', { name: '上一个文件' }).click()
    await expect.poll(() => preview.getByRole('img', { name: '签约现场.png' }).evaluate((image: any) => image.naturalWidth)).toBe(1)
    await page.keyboard.press('Escape')
    await expectGone(preview)
  })

  test('are pasted and dropped on a field, and taken away again', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { id } = await api('POST', '/customers', { name: unique('粘贴'), files: [] })
    await go(`/customers/${id}`)
    await page.getByRole('button', { name: /^显示 \d+ 个空字段/ }).click()
    await page.getByRole('button', { name: '修改附件' }).click()
    const field = page.locator('dd').filter({ has: page.getByRole('button', { name: '附件' }) })
    for (const kind of ['paste', 'drop'] as const) {
      await field.getByRole('button', { name: '附件' }).evaluate((element: any, kind) => {
        const { DataTransfer, File, ClipboardEvent, DragEvent } = element.ownerDocument.defaultView
        const transfer = new DataTransfer()
        transfer.items.add(new File(['x'.repeat(10)], `${kind}.txt`, { type: 'text/plain' }))
        const event = kind === 'paste' ? new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }) : new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
        element.dispatchEvent(event)
      }, kind)
      await expectVisible(field.getByText(`${kind}.txt`))
    }
    await field.getByRole('button', { name: '移除 paste.txt' }).click()
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect.poll(async () => (await api('GET', `/customers/${id}`)).files.map((file: any) => file.name)).toEqual(['drop.txt'])
    await page.getByRole('button', { name: '查看 drop.txt' }).click()
    const preview = page.getByRole('dialog')
    await expectVisible(preview.getByText('xxxxxxxxxx'))
    const [download] = await Promise.all([page.waitForEvent('download'), preview.getByRole('link', { name: '下载' }).click()])
    expect(download.suggestedFilename()).toBe('drop.txt')
  })

  test('a refused file says why, and an upload under way is stopped', async ({ visit }) => {
    const { page, go, api } = await visit('admin', { size: 'phone' })
    const { id } = await api('POST', '/customers', { name: unique('拒绝') })
    await go(`/customers/${id}`)
    await page.getByRole('tab', { name: '动态' }).click().catch(() => {})
    const box = page.getByRole('region', { name: '记录接触' })
    await expectVisible(box.getByRole('button', { name: '拍照' }))
    await box.locator('input[type=file]').first().setInputFiles({ name: 'virus.exe', mimeType: 'application/pdf', buffer: Buffer.from('MZ') })
    await expectVisible(box.getByRole('alert').getByText('不接受程序文件'))
    await box.getByRole('button', { name: '取消上传 virus.exe' }).click()
    await expectGone(box.getByRole('alert'))
    await page.route('**/api/v1/files', () => {})
    await box.locator('input[type=file]').first().setInputFiles(picture)
    await expectVisible(box.getByRole('progressbar'))
    await box.getByRole('button', { name: '取消上传 签约现场.png' }).click()
    await expectGone(box.getByRole('progressbar'))
  })

  test('a save that comes while a file is on its way waits for it, and drops nothing', async ({ visit }) => {
    const { page, go, api } = await visit('admin')
    const { id } = await api('POST', '/customers', { name: unique('等候') })
    await go(`/customers/${id}`)
    const box = page.getByRole('region', { name: '记录接触' })
    await expectVisible(box.getByRole('button', { name: '添加附件' }))
    const held = Promise.withResolvers<void>()
    await page.route('**/api/v1/files', async (route) => {
      await held.promise
      await route.continue()
    })
    await box.locator('input[type=file]').first().setInputFiles(picture)
    await expectVisible(box.getByRole('progressbar'))
    await box.getByRole('textbox').first().fill('文件还在路上')
    await page.keyboard.press('Enter')
    await expectVisible(box.getByRole('button', { name: /记录/ }).and(page.locator('.ant-btn-loading')))
    const count = async () => (await api('GET', `/interactions?${new URLSearchParams({ filter: JSON.stringify({ customer: id }), count: 'exact' })}`)).total
    expect(await count()).toBe(0)
    held.resolve()
    await expect.poll(count).toBe(1)
    await expectVisible(timeLine(page).getByRole('button', { name: '查看 签约现场.png' }))
  })
})
