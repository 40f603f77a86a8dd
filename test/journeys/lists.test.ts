import { text } from 'node:stream/consumers'
import { describe, expect } from 'vitest'
import type { Page } from 'playwright-core'
import { expectGone, expectSoon, expectVisible, test, textsOf, unique, type Visitor } from './support.ts'

/** A few customers of a name that nobody else has, and the list of them. */
async function aListOf(visitor: Visitor, word: string, more: Record<string, unknown>[] = [{}, {}, {}]): Promise<{ ids: string[]; list: string }> {
  const ids: string[] = []
  for (const [index, values] of more.entries()) ids.push((await visitor.api('POST', '/customers', { name: `${word}${'ABCDE'[index]}公司`, ...values })).id)
  const list = `/customers?${new URLSearchParams({ view: 'all', filter: JSON.stringify({ name: { starts_with: word } }), sort: 'name', columns: 'name,short_name,industry,tier,tags' })}`
  return { ids, list }
}

const grid = (page: Page) => page.getByRole('grid', { name: '客户' })
const cell = (page: Page, row: string, column: number) => page.getByRole('row').filter({ hasText: row }).getByRole('gridcell').nth(column)

describe('the list of customers', () => {
  test('views are tabs; filter and order stand in the address, and going back undoes them', async ({ visit }) => {
    const { page, go } = await visit('admin')
    await go('/')
    await page.getByRole('link', { name: '客户', exact: true }).click()
    await page.getByRole('tab', { name: '重点客户' }).click()
    await expectVisible(grid(page).getByRole('row'))
    await page.getByRole('tab', { name: '全部' }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('view')).toBe('all')

    await page.getByRole('button', { name: '筛选' }).click()
    const builder = page.getByRole('group', { name: '条件组' })
    await builder.getByRole('combobox', { name: '字段' }).click()
    await page.keyboard.type('城市')
    await page.keyboard.press('Enter')
    await builder.getByRole('textbox', { name: '值' }).fill('杭州')
    await expectVisible(page.getByRole('list', { name: '筛选条件' }).getByText('城市包含“杭州”'))
    await page.getByRole('columnheader', { name: '近一年消费' }).getByRole('button').click()
    await page.getByRole('columnheader', { name: '近一年消费' }).getByRole('button').click()
    await expectVisible(page.getByRole('columnheader', { name: '近一年消费' }).and(page.locator('[aria-sort=descending]')))
    const held = new URL(page.url())
    expect(JSON.stringify(JSON.parse(held.searchParams.get('filter')!))).toContain('杭州')

    // Whoever is sent the address sees the same.
    await page.reload()
    await expectVisible(page.getByRole('list', { name: '筛选条件' }).getByText('城市包含“杭州”'))
    await expectSoon(
      () => textsOf(grid(page).getByRole('gridcell').filter({ hasText: '¥' })),
      (amounts) => {
        const numbers = amounts.map((text) => Number(text.replace(/[¥,]/g, '')))
        expect(numbers.length).toBeGreaterThan(3)
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b).toReversed())
      },
    )
    await page.goBack()
    await expectVisible(page.getByRole('tab', { name: '重点客户', selected: true }))
    await expectGone(page.getByRole('list', { name: '筛选条件' }).getByText('城市包含“杭州”'))
    await page.goForward()
    await expectVisible(page.getByRole('list', { name: '筛选条件' }).getByText('城市包含“杭州”'))
  })

  test('a view of one’s own is saved with what is shown, and deleted with an undo', async ({ visit }) => {
    const { page, go } = await visit('lin')
    const view = unique('我的贵宾')
    await go(`/customers?${new URLSearchParams({ view: 'all', filter: JSON.stringify({ tier: 'vip' }), sort: 'name' })}`)
    await page.getByRole('button', { name: '另存为视图' }).click()
    await page.getByRole('dialog').getByLabel('名称').fill(view)
    await page.keyboard.press('Enter')
    await expectVisible(page.getByRole('tab', { name: view, selected: true }))
    await page.reload()
    await expectVisible(page.getByRole('list', { name: '筛选条件' }).getByText('级别：VIP'))
    await page.getByRole('button', { name: '视图操作' }).click()
    await page.getByRole('menuitem', { name: '删除视图' }).click()
    await expectGone(page.getByRole('tab', { name: view }))
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await expectVisible(page.getByRole('tab', { name: view }))
  })

  test('a cell is edited by a double click and by the keyboard, and the change can be taken back', async ({ visit }) => {
    const word = unique('双击')
    const visitor = await visit('admin')
    const { page, go, api } = visitor
    const { ids, list } = await aListOf(visitor, word)
    await go(list)
    await cell(page, `${word}A`, 2).dblclick()
    await page.getByRole('textbox', { name: '简称' }).fill('甲方')
    await page.keyboard.press('Enter')
    await expectVisible(page.getByText('已保存：简称'))
    expect((await api('GET', `/customers/${ids[0]}`)).short_name).toBe('甲方')

    // The keys are back in the grid: one row down, one column on, and type.
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.keyboard.type('旅游业')
    await page.keyboard.press('Enter')
    await expectVisible(cell(page, `${word}B`, 3).getByText('旅游业'))
    await expect.poll(async () => (await api('GET', `/customers/${ids[1]}`)).industry).toBe('旅游业')

    await page.getByRole('status').filter({ hasText: '行业' }).getByRole('button', { name: '撤销' }).click()
    await expect.poll(async () => (await api('GET', `/customers/${ids[1]}`)).industry).toBe(null)
    await expectGone(cell(page, `${word}B`, 3).getByText('旅游业'))
  })

  test('two people change the same cell: both values are shown and one is chosen', async ({ visit }) => {
    const word = unique('同改')
    const mine = await visit('admin')
    const theirs = await visit('zhou')
    const { ids, list } = await aListOf(mine, word, [{ short_name: '原名' }])
    const { page } = mine
    await mine.go(list)
    await cell(page, `${word}A`, 2).dblclick()
    await page.getByRole('textbox', { name: '简称' }).fill('我的名')
    await theirs.api('PATCH', `/customers/${ids[0]}`, { short_name: '别人的名' })
    await page.keyboard.press('Enter')
    const question = page.getByRole('dialog', { name: '此处刚被他人修改' })
    await expectVisible(question.getByText('我的名'))
    await expectVisible(question.getByText('别人的名'))
    await expectVisible(question.getByText(/周远/))
    await question.getByRole('button', { name: '保存我的' }).click()
    await expectGone(question)
    await expect.poll(async () => (await mine.api('GET', `/customers/${ids[0]}`)).short_name).toBe('我的名')
  })

  test('many get a tag at once', async ({ visit }) => {
    const word = unique('批量')
    const visitor = await visit('admin')
    const { page, go, api } = visitor
    const { ids, list } = await aListOf(visitor, word, [{ tags: ['会议'] }, {}, {}])
    await go(list)
    await expectVisible(cell(page, `${word}C`, 1))
    await page.getByRole('checkbox', { name: '选择已加载的所有行' }).check()
    await expectVisible(page.getByRole('region', { name: '批量操作' }).getByText('已选 3 条'))
    await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '标签' }).click()
    await page.getByRole('dialog').getByRole('combobox').fill('商旅')
    await page.keyboard.press('Enter')
    // Closes the list of tags, not the dialog.
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').getByRole('button', { name: '添加标签' }).click()
    await expectVisible(page.getByText('已修改 3 条'))
    const tags = async () => (await api('GET', `/customers?${new URLSearchParams({ filter: JSON.stringify({ id: { in: ids } }), sort: 'name' })}`)).data.map((each: { tags: string[] }) => each.tags.toSorted())
    expect(await tags()).toEqual([['会议', '商旅'].toSorted(), ['商旅'], ['商旅']])
    await page.getByRole('status').filter({ hasText: '已修改 3 条' }).getByRole('button', { name: '撤销' }).click()
    await expect.poll(tags).toEqual([['会议'], [], []])
  })

  test('many are deleted at once and come back by the undo', async ({ visit }) => {
    const word = unique('删')
    const visitor = await visit('admin')
    const { page, go } = visitor
    const { list } = await aListOf(visitor, word)
    await go(list)
    await cell(page, `${word}B`, 1).click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByRole('region', { name: '批量操作' }).getByRole('button', { name: '删除' }).click()
    await expectGone(page.getByRole('row').filter({ hasText: `${word}C` }))
    expect(await page.getByRole('row').filter({ hasText: `${word}A` }).count()).toBe(1)
    await page.getByRole('status').filter({ hasText: '已删除 2 条' }).getByRole('button', { name: '撤销' }).click()
    await expectVisible(page.getByRole('row').filter({ hasText: `${word}C` }))
    await expectVisible(page.getByRole('row').filter({ hasText: `${word}B` }))
  })

  test('a card of the board is carried to the next column by the keyboard alone', async ({ visit }) => {
    const word = unique('搬动')
    const visitor = await visit('admin')
    const { page, go, api } = visitor
    const { ids } = await aListOf(visitor, word, [{ status: 'potential' }])
    await go(`/customers?${new URLSearchParams({ view: 'board', filter: JSON.stringify({ name: { starts_with: word } }) })}`)
    const card = page.getByRole('region', { name: '潜在' }).getByRole('button', { name: `${word}A公司` })
    await card.focus()
    await page.keyboard.press('Space')
    await expectVisible(page.getByText('在潜在上方'))
    await page.keyboard.press('ArrowRight')
    await expectVisible(page.getByText('在意向上方'))
    await page.keyboard.press('Space')
    await expectVisible(page.getByRole('region', { name: '意向' }).getByText(`${word}A公司`))
    await expect.poll(async () => (await api('GET', `/customers/${ids[0]}`)).status).toBe('interested')
    await page.getByRole('status').filter({ hasText: '已移到意向' }).getByRole('button', { name: '撤销' }).click()
    await expectVisible(page.getByRole('region', { name: '潜在' }).getByText(`${word}A公司`))
  })

  test('what is shown comes as a CSV file', async ({ visit }) => {
    const word = unique('文件')
    const visitor = await visit('admin')
    const { page, go } = visitor
    const { list } = await aListOf(visitor, word, [{ short_name: '=1+1' }, {}])
    await go(list)
    await page.getByRole('button', { name: '导出', exact: true }).click()
    const coming = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'CSV 文件' }).first().click()
    const file = await coming
    const written = await text(await file.createReadStream())
    expect(file.suggestedFilename()).toMatch(/\.csv$/)
    expect(written.split(/\r?\n/)[0]!.replace('\uFEFF', '')).toBe('名称,简称,行业,级别,标签')
    expect(written).toContain(`${word}A公司`)
    expect(written).toContain(`${word}B公司`)
    // A table program must not take it for a formula.
    expect(written).not.toMatch(/,"?=1\+1/)
  })

  test('a record opens beside the list, then on its whole page, and the way back leads to the list', async ({ visit }) => {
    const word = unique('旁边')
    const visitor = await visit('admin')
    const { page, go } = visitor
    const { ids, list } = await aListOf(visitor, word)
    await go(list)
    await page.getByRole('button', { name: `打开 ${word}A公司` }).click()
    const panel = page.getByRole('complementary', { name: '记录' })
    await expectVisible(panel.getByRole('heading', { name: `${word}A公司` }))
    await panel.getByRole('button', { name: '下一条' }).click()
    await expectVisible(panel.getByRole('heading', { name: `${word}B公司` }))
    await panel.getByRole('button', { name: '完整页面' }).click()
    await expect.poll(() => new URL(page.url()).pathname).toBe(`/customers/${ids[1]}`)
    await expectVisible(page.getByRole('heading', { level: 1, name: `${word}B公司` }))
    await page.goBack()
    await expectVisible(panel.getByRole('heading', { name: `${word}B公司` }))
    await page.goBack()
    await expectGone(panel)
    await expectVisible(grid(page).getByText(`${word}C公司`))
  })

  test('the keyboard is enough: / finds, j and k walk, x chooses, Enter opens, e edits, c creates, ? tells', async ({ visit }) => {
    const word = unique('键盘')
    const visitor = await visit('admin')
    const { page, go } = visitor
    const { ids } = await aListOf(visitor, word)
    await go('/customers?view=all&sort=name')
    await expectVisible(grid(page).getByRole('row'))
    await page.keyboard.press('/')
    await page.keyboard.type(word)
    await expectVisible(page.getByText('共 3 条'))
    await page.keyboard.press('Enter')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('x')
    await expectVisible(page.getByText('已选 1 条'))
    await page.keyboard.press('Escape')
    await expectGone(page.getByText('已选 1 条'))

    await page.keyboard.press('Home')
    await page.keyboard.press('j')
    await page.keyboard.press('Shift+Enter')
    await expect.poll(() => ids.some((id) => page.url().includes(id))).toBe(true)
    await expectVisible(page.getByRole('heading', { level: 1, name: new RegExp(`^${word}.公司$`) }))
    await page.keyboard.press('e')
    await expectVisible(page.getByRole('dialog', { name: new RegExp(`编辑：${word}.公司`) }))
    await page.keyboard.press('Escape')
    await expectGone(page.getByRole('dialog'))

    await page.goBack()
    await expectVisible(page.getByText('共 3 条'))
    await page.keyboard.press('c')
    await expectVisible(page.getByRole('dialog', { name: '新建客户' }))
    await page.keyboard.press('Escape')
    await expectGone(page.getByRole('dialog'))
    await page.keyboard.press('?')
    await expectVisible(page.getByRole('dialog', { name: '键盘快捷键' }).getByText('在列表中查找'))
  })
})
