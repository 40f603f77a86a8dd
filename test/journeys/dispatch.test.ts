/** A fault from the form to the rating, with the visit in between: dispatched on the board, done on a phone without a connection. */
import { describe, expect, onTestFinished } from 'vitest'
import { openLine } from '../support/broken-line.ts'
import { address, patience, expectGone, expectSoon, expectVisible, optionOf, test, unique } from './support.ts'

const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')

describe('a visit', () => {
  test('is dispatched on the board, done and signed on the phone without a connection, sent exactly once, charged and rated', async ({ visit }) => {
    const desk = await visit('tang')
    const { page, go, api } = desk
    const { address: form } = await api('POST', '/request-intakes', { kind: 'form' })
    const subject = unique('饮水机漏水')
    const guest = await visit(null, { size: 'phone' })
    await guest.go(new URL(form, 'http://x').pathname)
    await guest.page.getByLabel('什么事').fill(subject)
    await guest.page.getByLabel('您的称呼').fill('周敏')
    await guest.page.getByLabel('手机或电话').fill('13912340000')
    await guest.page.getByRole('button', { name: /提\s?交/ }).click()
    await expectVisible(guest.page.getByRole('heading', { name: subject }))

    // The terms are checked and the visit is entered; that is looked at in the journey of requests.
    const [request] = (await api('GET', `/service-requests?filter=${encodeURIComponent(JSON.stringify({ subject }))}`)).data
    const customer = await api('POST', '/customers', { name: unique('现场'), kind: 'organisation' })
    await api('PATCH', `/service-requests/${request.id}`, { customer: customer.id })
    for (const verb of ['check-terms', 'diagnose']) await api('POST', `/service-requests/${request.id}/${verb}`, {})
    const job = await api('POST', '/field-jobs', { request: request.id, place: { name: '文三路 100 号', lat: 30.27, lng: 120.13 } })

    await go('/field-jobs/board')
    await page.getByRole('complementary', { name: '待派' }).getByRole('button', { name: subject }).click()
    await page.getByRole('combobox', { name: '工程师' }).click()
    await optionOf(page, '顾维').click()
    await page.getByRole('region', { name: '自己选' }).getByRole('button', { name: /^派\s?给$/ }).click()
    await expectVisible(page.getByText(/已派给顾维/))
    await expectVisible(page.getByRole('table').getByRole('button', { name: subject }))
    await expectSoon(async () => api('GET', `/service-requests/${request.id}`), (record) => expect(record).toMatchObject({ status: 'assigned', owner: { name: '顾维' } }))

    const line = await openLine(address)
    onTestFinished(() => line.close())
    const engineer = await visit('gu', { size: 'phone', line: line.address })
    await engineer.go('/field-jobs/today')
    await engineer.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    await engineer.go('/field-jobs/today')
    const card = engineer.page.getByRole('listitem', { name: subject })
    await expectVisible(card.getByText('文三路 100 号'))
    // What is needed on site has been loaded before.
    await engineer.page.waitForLoadState('networkidle')
    line.cut()
    await card.getByRole('button', { name: /出\s?发/ }).click()
    await card.getByRole('button', { name: '到场签到' }).click()
    await card.getByRole('button', { name: '完工并签字' }).click()
    await card.getByLabel('做了什么').fill('换密封圈')
    await card.getByRole('button', { name: '加配件或收费' }).click()
    await card.getByRole('combobox', { name: '第 1 项名称' }).fill('上门费')
    await card.getByRole('textbox', { name: '第 1 项单价' }).fill('80')
    await expectVisible(card.getByRole('status').filter({ hasText: '80.00' }))
    await card.getByText('现场已收', { exact: true }).click()
    await card.getByLabel('照片').setInputFiles({ name: '现场.png', mimeType: 'image/png', buffer: picture })
    const pad = card.getByRole('img', { name: '客户签字' })
    await pad.scrollIntoViewIfNeeded()
    const box = (await pad.boundingBox())!
    await engineer.page.mouse.move(box.x + 30, box.y + 40)
    await engineer.page.mouse.down()
    await engineer.page.mouse.move(box.x + 120, box.y + 80, { steps: 5 })
    await engineer.page.mouse.up()
    await card.getByRole('button', { name: '确认完工' }).click()
    await expectVisible(card.getByText('已完成'))
    await expectVisible(card.getByText('等待发送'))
    expect((await api('GET', `/field-jobs/${job.id}`)).status).toBe('planned')

    // The page was closed: what was done waits on the phone.
    await engineer.page.close()
    const again = await engineer.context.newPage()
    await again.goto('/field-jobs/today')
    await expectVisible(again.getByRole('listitem', { name: subject }).getByText('等待发送'))
    line.mend()
    await expect.poll(async () => (await api('GET', `/field-jobs/${job.id}`)).status, { timeout: 3 * patience }).toBe('done')
    await expectGone(again.getByRole('listitem', { name: subject }).getByText('等待发送'))
    const vouchers = (await api('GET', `/service-vouchers?filter=${encodeURIComponent(JSON.stringify({ job: job.id }))}`)).data
    expect(vouchers).toHaveLength(1)
    expect(vouchers[0]).toMatchObject({ work: '换密封圈', settlement: 'collected', method: 'wechat', service_class: 'a', signed_by: '周敏', signature: { name: 'signature.png' } })
    const done = await api('GET', `/field-jobs/${job.id}`)
    expect(done.photos).toHaveLength(1)
    expect([done.on_the_way_at, done.checked_in_at, done.ended_at].toSorted()).toEqual([done.on_the_way_at, done.checked_in_at, done.ended_at])

    await go(`/service-vouchers/${vouchers[0].id}`)
    await expectVisible(page.getByText('换密封圈'))
    const paper = await desk.context.request.get(`/api/v1/service-vouchers/${vouchers[0].id}/pdf`)
    expect([paper.status(), (await paper.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])

    await guest.page.reload()
    await expectVisible(guest.page.getByText('换密封圈'))
    await guest.page.getByRole('radio').nth(4).click()
    await guest.page.getByRole('button', { name: '提交评价' }).click()
    await expectSoon(async () => api('GET', `/service-requests/${request.id}`), (record) => expect(record).toMatchObject({ status: 'evaluated', evaluation: 5, charge: '80.00', solution: '换密封圈' }))
  })

  test('whose answer was lost on the way is not written twice', async ({ visit }) => {
    const straight = await visit('tang')
    const customer = await straight.api('POST', '/customers', { name: unique('失答现场'), kind: 'organisation' })
    const subject = unique('换滤芯')
    const request = await straight.api('POST', '/service-requests', { subject, customer: customer.id })
    const job = await straight.api('POST', '/field-jobs', { request: request.id })
    const [gu] = (await straight.api('GET', `/users?filter=${encodeURIComponent(JSON.stringify({ user_name: 'gu' }))}`)).data
    await straight.api('POST', `/field-jobs/${job.id}/dispatch`, { engineer: gu.id, start: new Date().toISOString() })
    const line = await openLine(address)
    onTestFinished(() => line.close())
    const engineer = await visit('gu', { size: 'phone', line: line.address })
    await engineer.go('/field-jobs/today')
    const card = engineer.page.getByRole('listitem', { name: subject })
    line.loseAnswersTo(/^POST \/api\/v1\/field-jobs\/[^/]+\/set-out /)
    await card.getByRole('button', { name: /出\s?发/ }).click()
    await expectVisible(card.getByText('等待发送'))
    await expect.poll(async () => (await straight.api('GET', `/field-jobs/${job.id}`)).status).toBe('on_the_way')
    await card.getByRole('button', { name: '到场签到' }).click()
    line.mend()
    await expect.poll(async () => (await straight.api('GET', `/field-jobs/${job.id}`)).status, { timeout: 3 * patience }).toBe('checked_in')
    await expectGone(card.getByText('等待发送'))
    await expectVisible(card.getByRole('button', { name: '完工并签字' }))
    const history = (await straight.api('GET', `/field-jobs/${job.id}/history`)).data
    expect(history.filter(({ kind }: { kind: string }) => kind.endsWith('.set_out'))).toHaveLength(1)
  })

  test('is dragged from the list to a person, and taken back', async ({ visit }) => {
    const { page, go, api } = await visit('tang')
    const customer = await api('POST', '/customers', { name: unique('拖拽'), kind: 'organisation' })
    const subject = unique('拖到人')
    const request = await api('POST', '/service-requests', { subject, customer: customer.id })
    const job = await api('POST', '/field-jobs', { request: request.id, priority: 'urgent' })
    await go('/field-jobs/board?show=week')
    const card = page.getByRole('complementary', { name: '待派' }).getByRole('button', { name: subject })
    await card.dragTo(page.getByRole('row', { name: /石磊/ }).getByRole('cell').nth(2))
    await expectVisible(page.getByText(/已派给石磊/))
    await expectSoon(async () => api('GET', `/field-jobs/${job.id}`), (record) => expect(record.engineer).toMatchObject({ name: '石磊' }))
    await page.getByRole('button', { name: /撤\s?销/ }).click()
    await expectVisible(page.getByRole('complementary', { name: '待派' }).getByRole('button', { name: subject }))
    // The board shows it before the server has answered.
    await expectSoon(async () => api('GET', `/field-jobs/${job.id}`), ({ engineer }) => expect(engineer).toBeNull())
  })
})
