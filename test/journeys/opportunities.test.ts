/** An opportunity from its first question to its end: by pointer, by keys, by two people, on a phone. */
import { describe, expect } from 'vitest'
import { expectGone, expectSoon, expectVisible, optionOf, test, unique } from './support.ts'
import type { Locator, Page } from 'playwright-core'

/** As a hand does it: taken hold of, carried over, put down. */
async function carry(page: Page, card: Locator, to: Locator): Promise<void> {
  const [from, target] = [await card.boundingBox(), await to.boundingBox()]
  if (!from || !target) throw new Error('Nothing to carry, or nowhere to put it')
  await page.mouse.move(from.x + 40, from.y + 20)
  await page.mouse.down()
  await page.mouse.move(from.x + 60, from.y + 30, { steps: 3 })
  await page.mouse.move(target.x + target.width / 2, target.y + 160, { steps: 8 })
  await page.mouse.up()
}

describe('the board', () => {
  test('carries a card by pointer, with its undo, and by keys', async ({ visit }) => {
    const { page, go, api } = await visit('lin')
    const name = unique('年会')
    await api('POST', '/opportunities', { name, amount: '88000.00' })
    await go('/opportunities/board?whose=mine')
    const column = (label: string) => page.getByRole('region', { name: label, exact: true })
    const cardIn = (label: string) => column(label).getByText(name)
    await expectVisible(cardIn('兴趣需求'))
    await carry(page, cardIn('兴趣需求'), column('方案设计'))
    await expectVisible(page.getByText(`“${name}”已移到“方案设计”`))
    await expectVisible(cardIn('方案设计'))
    await page.getByRole('status').getByRole('button', { name: '撤销' }).click()
    await expectVisible(cardIn('兴趣需求'))
    await expectGone(cardIn('方案设计'))
    // By keys on a page of its own: what the undo brings along may still be on its way.
    await go('/opportunities/board?whose=mine')
    await expectVisible(cardIn('兴趣需求'))
    const card = column('兴趣需求').locator('[data-opportunity]', { hasText: name })
    await card.focus()
    await page.keyboard.press('Space')
    await expectVisible(page.getByText('在兴趣需求上方'))
    await page.keyboard.press('ArrowRight')
    await expectVisible(page.getByText('在方案设计上方'))
    await page.keyboard.press('Space')
    await expectVisible(cardIn('方案设计'))
    const { data } = await api('GET', `/opportunities?filter=${encodeURIComponent(JSON.stringify({ name }))}`)
    await expectSoon(async () => (await api('GET', `/opportunities/${data[0].id}`)).stage.name, (stage) => expect(stage).toContain('方案设计'))
  })

  test('holds still while a card is carried by keys, whatever others do meanwhile', async ({ visit }) => {
    const { page, go, api } = await visit('lin')
    const [name, newer] = [unique('晚宴'), unique('快闪')]
    await api('POST', '/opportunities', { name, amount: '66000.00' })
    await go('/opportunities/board?whose=mine')
    const column = (label: string) => page.getByRole('region', { name: label, exact: true })
    await expectVisible(column('兴趣需求').getByText(name))
    await column('兴趣需求').locator('[data-opportunity]', { hasText: name }).focus()
    await page.keyboard.press('Space')
    await expectVisible(page.getByText('在兴趣需求上方'))
    const arrived = page.waitForResponse(async (response) => response.url().includes('/opportunities?') && response.ok() && (await response.text()).includes(newer))
    await api('POST', '/opportunities', { name: newer, amount: '1000.00' })
    await arrived
    await page.keyboard.press('ArrowRight')
    await expectVisible(page.getByText('在方案设计上方'))
    expect(await column('兴趣需求').getByText(newer).count()).toBe(0)
    await page.keyboard.press('Space')
    await expectVisible(column('方案设计').getByText(name))
    await expectVisible(column('兴趣需求').getByText(newer))
  })

  test('tells the second of two people who moved the card, and puts it where it is', async ({ visit }) => {
    const lin = await visit('lin')
    const name = unique('发布会')
    const { id, version } = await lin.api('POST', '/opportunities', { name })
    const { data: stages } = await lin.api('GET', '/stages?sort=position')
    await lin.go('/opportunities/board?whose=mine')
    const column = (label: string) => lin.page.getByRole('region', { name: label, exact: true })
    await expectVisible(column('兴趣需求').getByText(name))
    const other = await visit('admin')
    let isFirst = true
    // While the card is on its way, somebody else has put it elsewhere.
    await lin.context.route(`**/opportunities/${id}/move`, async (route) => {
      if (isFirst) await other.api('POST', `/opportunities/${id}/move`, { stage: stages[3].id, version })
      isFirst = false
      await route.continue()
    })
    await carry(lin.page, column('兴趣需求').getByText(name), column('方案设计'))
    await expectVisible(lin.page.getByText(/已将商机移到/))
    await expectVisible(column('跟踪').getByText(name))
    await expectGone(column('方案设计').getByText(name))
    // The browser tells of every answer that refuses.
    lin.complaints.splice(0)
  })
})

describe('a stage that requires a field of the company', () => {
  for (const size of ['desk', 'phone'] as const) {
    test(`asks for it where the card is put down, and goes on once it is filled (${size})`, async ({ visit }) => {
      const { page, go, api, complaints } = await visit('admin', { size })
      const [name, pipeline] = [unique('签约'), unique('严格')]
      const key = unique('approver_')
      const own = await api('POST', '/custom-fields', { object: 'opportunity', key, type: 'text', label_zh: '拍板人', label_en: 'Who decides' })
      const { id } = await api('POST', '/pipelines', { name: pipeline, position: 900 })
      await api('POST', '/stages', { pipeline: id, name: '开始', position: 901 })
      const stage = await api('POST', '/stages', { pipeline: id, name: '敲定', position: 902, required_fields: [key, 'next_step'] })
      try {
        const opportunity = await api('POST', '/opportunities', { name, pipeline: id, amount: '5000.00' })
        await go(`/opportunities/board?pipeline=${id}`)
        const column = (label: string) => page.getByRole('region', { name: label, exact: true })
        await expectVisible(column('开始').getByText(name))
        if (size === 'desk') await carry(page, column('开始').getByText(name), column('敲定'))
        else {
          await column('开始').getByRole('button', { name: `移动“${name}”` }).click()
          await page.getByRole('menuitem', { name: '敲定' }).click()
        }
        const dialog = page.getByRole('dialog', { name: '进入“敲定”前还要填写' })
        await expectVisible(dialog)
        await dialog.getByLabel('拍板人').fill('周敏')
        expect(await dialog.getByRole('button', { name: '保存并继续' }).isDisabled()).toBe(true)
        await dialog.getByLabel('下一步', { exact: false }).first().fill('约签约日')
        await dialog.getByRole('button', { name: '保存并继续' }).click()
        await expectSoon(async () => await api('GET', `/opportunities/${opportunity.id}`), (kept) => expect(kept).toMatchObject({ stage: { id: stage.id }, [key]: '周敏', next_step: '约签约日' }))
        await expectGone(dialog)
        // The browser tells of every answer that refuses.
        complaints.splice(0)
      } finally {
        await api('DELETE', `/custom-fields/${own.id}`)
        await api('DELETE', `/pipelines/${id}`)
      }
    })
  }
})

describe('the board on a phone', () => {
  test('scrolls under a thumb that goes on, and gives a card into the hand of one that stays', async ({ visit }) => {
    const { page, context, go, api } = await visit('lin', { size: 'phone' })
    const name = unique('触屏')
    const made: { id: string }[] = []
    for (let place = 1; place <= 10; place++) made.push(await api('POST', '/opportunities', { name: `${name} ${place}`, amount: '1000.00' }))
    await go(`/opportunities/board?whose=mine&q=${encodeURIComponent(name)}`)
    const column = page.getByRole('region', { name: '兴趣需求', exact: true })
    const card = column.locator('[data-opportunity]', { hasText: `${name} 9` })
    await expectVisible(card)
    const thumb = await context.newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) => thumb.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] })
    const middle = async () => {
      const box = await card.boundingBox()
      if (!box) throw new Error('The card is not in sight')
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }
    // All of it at once, as a thumb moves: nothing stays for as long as taking hold of a card needs.
    const from = await middle()
    await Promise.all([touch('touchStart', from), ...Array.from({ length: 8 }, (_, step) => touch('touchMove', { x: from.x, y: from.y - 12 * (step + 1) })), touch('touchEnd')])
    await expect.poll(async () => (await middle()).y).toBeLessThan(from.y - 20)
    expect(await page.locator('[data-opportunity][aria-pressed="true"]').count()).toBe(0)
    // It goes on by itself for a moment, how far depends on how fast the machine was; a touch before it stands only stops it.
    let last = Number.NaN
    await expect.poll(async () => {
      const before = last
      last = (await middle()).y
      return last - before
    }, { interval: 300 }).toBe(0)
    await card.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    // A thumb that stays takes hold. Half the width to the right most of the card lies over the next stage, and the board does not scroll yet: only at its edge it does.
    const { x, y } = await middle()
    const held = { x: x - 110, y }
    await touch('touchStart', held)
    await expectVisible(page.locator('[data-opportunity][aria-pressed="true"]'))
    for (let step = 1; step <= 6; step++) await touch('touchMove', { x: held.x + step * 33, y: held.y })
    await expectVisible(page.getByText('在方案设计上方'))
    await touch('touchEnd')
    await expectVisible(page.getByText(`“${name} 9”已移到“方案设计”`))
    const stageOf = async ({ id }: { id: string }) => (await api('GET', `/opportunities/${id}`)).stage.name
    await expectSoon(() => stageOf(made[8]!), (stage) => expect(stage).toContain('方案设计'))
    // What was only scrolled past is where it was.
    for (const other of made.filter((_, place) => place !== 8)) expect(await stageOf(other)).toContain('兴趣需求')
  })
})

describe('the page of an opportunity', () => {
  test('takes the answers to the four kinds of question, and is lost to a competitor', async ({ visit }) => {
    const { page, go, api } = await visit('lin')
    const name = unique('培训')
    const rival = unique('对岸酒店')
    await api('POST', '/competitors', { name: rival })
    const { id } = await api('POST', '/opportunities', { name, amount: '30000.00' })
    await go(`/opportunities/${id}`)
    const kind = page.getByRole('region', { name: '难点问题' })
    await kind.getByRole('button', { name: '加一问' }).click()
    await kind.getByRole('textbox', { name: '问题' }).fill('现在的会场哪里不便？')
    await kind.getByRole('textbox', { name: '回答' }).fill('投屏中断过两次')
    await page.getByRole('heading', { level: 1 }).click()
    await expectSoon(async () => (await api('GET', `/opportunities/${id}`)).needs, (needs) => expect(needs).toEqual([{ kind: 'problem', question: '现在的会场哪里不便？', answer: '投屏中断过两次' }]))
    await page.getByRole('button', { name: '方案设计' }).click()
    await expectVisible(page.getByText(`“${name}”已移到“方案设计”`))
    await page.getByRole('button', { name: '输单', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: '原因' }).click()
    await page.getByTitle('竞争对手', { exact: true }).click()
    await dialog.getByRole('combobox', { name: '输给谁' }).click()
    await page.getByTitle(rival, { exact: true }).click()
    await dialog.getByRole('button', { name: '输单' }).click()
    await expectVisible(page.getByText(`“${name}”已记为输单`))
    await expectVisible(page.getByRole('button', { name: '重新打开' }))
    await go('/opportunities/funnel?by=competitor')
    await expectVisible(page.getByRole('region', { name: '赢单与输单' }).getByText(rival))
  })

  test('names who decides and what matters to them, and a competitor tells how we fared', async ({ visit }) => {
    const { page, go, api } = await visit('lin')
    const [who, rival] = [unique('周敏'), unique('隔壁酒店')]
    const customer = await api('POST', '/customers', { name: unique('远大物流'), kind: 'organisation' })
    const contact = await api('POST', '/contacts', { customer: customer.id, name: who, position: '行政总监', decision_role: 'influencer' })
    const { id } = await api('POST', '/opportunities', { name: unique('年会'), customer: customer.id, amount: '30000.00' })
    await go(`/opportunities/${id}`)
    const people = page.getByRole('region', { name: '决策链' })
    await people.getByRole('combobox', { name: '加联系人' }).click()
    await optionOf(page, `${who} · 行政总监`).click()
    await expectVisible(people.getByRole('link', { name: who }))
    await expectSoon(() => api('GET', `/opportunities/${id}`), ({ contacts }) => expect(contacts).toMatchObject([{ id: contact.id }]))
    // What the file of the contact says stands in until this sale says otherwise.
    await expectVisible(people.getByText('影响者'))
    await people.getByRole('combobox', { name: `${who}的角色` }).click()
    await optionOf(page, '决策者').click()
    await expectSoon(() => api('GET', `/opportunities/${id}`), ({ contact_roles }) => expect(contact_roles).toEqual([{ contact: contact.id, role: 'decider' }]))
    await people.getByRole('textbox', { name: `${who}看重什么` }).fill('人均成本不超过去年')
    await page.keyboard.press('Tab')
    await expectSoon(() => api('GET', `/opportunities/${id}`), ({ contact_roles }) => expect(contact_roles).toEqual([{ contact: contact.id, role: 'decider', concern: '人均成本不超过去年' }]))

    const competitor = await api('POST', '/competitors', { name: rival })
    for (const outcome of ['won_against', 'won_against', 'lost_to', 'open']) {
      const { id: opportunity } = await api('POST', '/opportunities', { name: unique('竞标') })
      await api('POST', '/opportunity-competitors', { opportunity, competitor: competitor.id, outcome })
    }
    await go(`/competitors/${competitor.id}`)
    const against = page.getByRole('region', { name: '对阵战绩' })
    await expectVisible(against.getByText('67%'))
    await expectVisible(against.getByText('赢单率，共 3 次见分晓'))
  })

  test('is won in English on a phone', async ({ visit }) => {
    const { page, go, api } = await visit('lin', { language: 'en', size: 'phone' })
    const name = unique('Wedding')
    const { id } = await api('POST', '/opportunities', { name, amount: '52000.00' })
    await go(`/opportunities/${id}`)
    await page.getByRole('button', { name: 'Won', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Reason' }).click()
    await page.getByTitle('The solution fits', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Won' }).click()
    await expectVisible(page.getByText(`${name} is won`))
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(390)
    expect(await api('GET', `/opportunities/${id}`)).toMatchObject({ status: 'won', reason: 'fit' })
  })
})
