import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let ma: Client
let lin: Client
let mei: Client
const wednesday = new Date('2026-03-04T02:00:00Z')
let now = wednesday
beforeAll(async () => {
  world = await startTestApp({ clock: { now: () => now } })
  ;[admin, ma, lin, mei] = await Promise.all([world.asUser('admin'), world.asUser('ma'), world.asUser('lin'), world.asUser('mei')])
  const [sales] = await admin.list('departments', { filter: { name: '销售部' } })
  expect((await admin.patch(`/api/v1/departments/${sales.id}`, { head: world.ids.ma })).status).toBe(200)
})
afterAll(() => world.close())

const anArticle = (client: Client, input: Record<string, unknown> = {}) => create(client, 'articles', { title: '空调漏水怎么办', body: '先关机，再疏通冷凝水管。', ...input })
const act = (client: Client, id: string, verb: string, input: object = {}) => client.post(`/api/v1/articles/${id}/${verb}`, input)
const read = async (id: string, client = admin) => (await client.get(`/api/v1/articles/${id}`)).body
const published = async (client: Client, input: Record<string, unknown> = {}) => {
  const { id } = await anArticle(client, input)
  expect((await act(client, id, 'submit')).status).toBe(200)
  return id
}
const editionsOf = async (id: string) => (await world.query('select edition, status, title, audience from article_editions where article_id = $1 order by created_at, id', [id])).map(({ edition, status, title }: any) => [Number(edition), status, title])
const approvalOf = async (id: string) => (await admin.list('approvals', { filter: { record: id }, sort: '-created_at' }))[0]

describe('an article', () => {
  test('is written freely as a draft, by its owner alone, and published by right where no line asks anybody', async () => {
    const { id, number } = await anArticle(lin)
    expect(number).toMatch(/^ZS-\d{6}$/)
    expect([(await mei.get(`/api/v1/articles/${id}`)).status, (await ma.get(`/api/v1/articles/${id}`)).status]).toEqual([404, 200])
    expect((await lin.patch(`/api/v1/articles/${id}`, { body: '先关机。' })).status).toBe(200)
    expect((await act(lin, id, 'submit')).body).toMatchObject({ status: 'published', edition: 1, review_on: '2026-08-31', published_at: expect.any(String) })
    expect(await editionsOf(id)).toEqual([[1, 'published', '空调漏水怎么办']])
    expect((await mei.get(`/api/v1/articles/${id}`)).body).toMatchObject({ body: '先关机。' })
    expect((await act(mei, id, 'retire', { reason: 'x' })).status).toBe(403)
    expect((await lin.patch(`/api/v1/articles/${id}`, { body: '改了' })).body.errors[0].code).toBe('revise_first')
    expect((await lin.patch(`/api/v1/articles/${id}`, { tags: [], review_on: '2026-05-01' })).status).toBe(200)
  })

  test('is revised beside the edition in force, which readers go on seeing; every edition is kept and can be brought back', async () => {
    const id = await published(lin)
    expect((await act(lin, id, 'submit')).status).toBe(409)
    expect((await act(lin, id, 'revise', { title: '空调滴水怎么办', note: '换个说法' })).status).toBe(200)
    expect((await act(lin, id, 'revise', { body: '第二版' })).status).toBe(200)
    expect(await read(id, mei)).toMatchObject({ title: '空调漏水怎么办', body: '先关机，再疏通冷凝水管。', edition: 1 })
    expect(await editionsOf(id)).toEqual([[1, 'published', '空调漏水怎么办'], [2, 'draft', '空调滴水怎么办']])
    expect(await mei.list('article-editions', { filter: { article: id } })).toEqual([])
    expect(await lin.list('article-editions', { filter: { article: id } })).toHaveLength(2)
    expect((await act(lin, id, 'submit')).body).toMatchObject({ title: '空调滴水怎么办', body: '第二版', edition: 2 })
    expect((await act(lin, id, 'restore-edition', { edition: 1 })).status).toBe(200)
    expect((await act(lin, id, 'restore-edition', { edition: 7 })).status).toBe(422)
    expect((await act(lin, id, 'submit')).body).toMatchObject({ title: '空调漏水怎么办', edition: 3 })
    await act(lin, id, 'revise', { body: '不要了' })
    expect((await act(lin, id, 'drop-revision')).status).toBe(200)
    expect((await act(lin, id, 'drop-revision')).status).toBe(409)
    expect((await editionsOf(id)).map(([edition, status]) => [edition, status])).toEqual([[1, 'superseded'], [2, 'superseded'], [3, 'published'], [4, 'dropped']])
  })

  test('for customers waits for the superior, also where only a revision makes it public, and what waits is not changed', async () => {
    const { id } = await anArticle(lin, { audience: 'public' })
    expect((await act(lin, id, 'submit')).body).toMatchObject({ status: 'draft', is_waiting: true })
    expect((await lin.patch(`/api/v1/articles/${id}`, { body: '偷偷改' })).body.errors[0].code).toBe('waiting')
    for (const verb of ['submit', 'drop-revision']) expect([verb, (await act(lin, id, verb)).status]).toEqual([verb, 409])
    const signed = await Promise.all(Array.from({ length: 3 }, async () => ma.post(`/api/v1/approvals/${(await approvalOf(id)).id}/approve`, {})))
    expect(signed.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(await read(id)).toMatchObject({ status: 'published', is_waiting: false, edition: 1 })
    const inside = await published(lin)
    await act(lin, inside, 'revise', { audience: 'public' })
    expect((await act(lin, inside, 'submit')).body).toMatchObject({ audience: 'internal', edition: 1, is_waiting: true })
    expect((await act(lin, inside, 'revise', { body: 'x' })).status).toBe(409)
    expect((await ma.post(`/api/v1/approvals/${(await approvalOf(inside)).id}/return`, { comment: '再想想' })).status).toBe(200)
    expect(await read(inside)).toMatchObject({ audience: 'internal', edition: 1, is_waiting: false })
    await act(lin, inside, 'revise', { body: '改好了' })
    await act(lin, inside, 'submit')
    expect((await ma.post(`/api/v1/approvals/${(await approvalOf(inside)).id}/approve`, {})).status).toBe(200)
    expect(await read(inside)).toMatchObject({ audience: 'public', body: '改好了', edition: 2 })
  })

  test('is moved by acts only, and refuses what is no input', async () => {
    const { id } = await anArticle(admin)
    for (const [field, value] of Object.entries({ status: 'published', edition: 3, is_waiting: true, published_at: '2026-01-01T00:00:00Z', helpful_count: 9, retired_reason: 'x' })) {
      expect([field, (await admin.patch(`/api/v1/articles/${id}`, { [field]: value })).status, (await admin.post('/api/v1/articles', { title: '试', body: '试', [field]: value })).status]).toEqual([field, 422, 422])
    }
    expect((await admin.post('/api/v1/articles/bulk', { ids: [id], change: { status: 'published' } })).status).toBe(422)
    expect((await admin.post('/api/v1/article-editions', { article: id, edition: 1, title: 'x', body: 'x' })).status).toBe(403)
    expect((await act(admin, id, 'revise', { body: 'x' })).status).toBe(409)
    expect((await act(admin, id, 'retire', { reason: 'x' })).status).toBe(409)
    for (const [verb, input] of [['revise', { title: '' }], ['revise', { audience: 'all' }], ['retire', {}], ['review', { review_on: '2026-02-30' }], ['review', { review_on: '2026-03-04' }], ['rate', {}], ['rate', { is_helpful: 'yes' }], ['restore-edition', { edition: 0 }]] as const) expect([verb, (await act(admin, id, verb, input)).status]).toEqual([verb, 422])
  })

  test('is published once however many ask at once, and retired out of everybody’s sight', async () => {
    const { id } = await anArticle(lin)
    const replies = await Promise.all(Array.from({ length: 5 }, () => act(lin, id, 'submit')))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
    expect(await editionsOf(id)).toHaveLength(1)
    expect((await act(lin, id, 'retire', { reason: '过时' })).body).toMatchObject({ status: 'retired', retired_reason: '过时' })
    expect((await mei.get(`/api/v1/articles/${id}`)).status).toBe(404)
    await act(lin, id, 'revise', { body: '新的办法' })
    expect((await act(lin, id, 'submit')).body).toMatchObject({ status: 'published', edition: 2, retired_reason: null })
  })

  test('is found by Chinese words, pinyin and in English, and a draft only by whoever may read it', async () => {
    const id = await published(lin, { title: '发票抬头怎么改', title_en: 'Change the invoice title', body: '红冲后重开。' })
    const draft = await anArticle(lin, { title: '发票抬头内部说明' })
    const found = async (client: Client, q: string) => (await client.get(`/api/v1/search?limit=50&q=${encodeURIComponent(q)}`)).body.data.filter((hit: any) => hit.object === 'article').map((hit: any) => hit.id)
    // Pinyin and initials also from the middle of a title, two letters on.
    for (const q of ['票抬', '红', 'invoice title', 'fapiao', 'fptt', 'taitou', 'ttzmg', 'TT', 'zenme gai']) expect([q, await found(mei, q)]).toEqual([q, expect.arrayContaining([id])])
    expect(await found(mei, '发票抬头')).toEqual([id])
    expect((await found(lin, '发票抬头')).toSorted()).toEqual([id, draft.id].toSorted())
  })

  test('is rated once a person, who may think otherwise later', async () => {
    const id = await published(lin)
    await Promise.all([act(mei, id, 'rate', { is_helpful: true }), act(mei, id, 'rate', { is_helpful: true }), act(ma, id, 'rate', { is_helpful: false })])
    expect(await read(id)).toMatchObject({ helpful_count: 1, unhelpful_count: 1 })
    await act(ma, id, 'rate', { is_helpful: true })
    expect(await read(id)).toMatchObject({ helpful_count: 2, unhelpful_count: 0 })
  })

  test('is looked at again when its day has come: its owner is asked once', async () => {
    const id = await published(lin)
    const told = async () => (await world.query("select id from notifications where receiver_id = $1 and kind = 'article_review' and record = $2", [world.ids.lin, id])).length
    const morning = world.app.registry.modules.find(({ name }) => name === 'knowledge')!.mornings![0]!
    for (const [day, times] of [['2026-08-30', 0], ['2026-08-31', 1], ['2026-09-02', 1]] as const) {
      now = new Date(`${day}T00:00:00Z`)
      await morning.run(await world.contextOf('admin'))
      expect([day, await told()]).toEqual([day, times])
    }
    const again = await signIn(world.app.server, { login: 'lin', password: castPassword })
    expect((await act(again, id, 'review', { review_on: '2027-01-01' })).body.review_on).toBe('2027-01-01')
    now = wednesday
  })
})

describe('for a request', () => {
  test('articles are suggested by its words and product, those that one may read, and those that are published', async () => {
    const product = await create(admin, 'products', { name: '热水器' })
    const fits = await published(lin, { title: '客房热水忽冷忽热', body: '检查恒温阀。' })
    const byProduct = await published(lin, { title: '保养周期', body: '每年一次。', product: product.id })
    await anArticle(lin, { title: '客房热水忽冷忽热（草稿）' })
    await published(lin, { title: '停车费怎么算', body: '每小时十元。' })
    const request = await create(mei, 'service-requests', { subject: '客房热水忽冷忽热，洗到一半', kind: 'fault', product: product.id })
    const suggest = async (client: Client, input: object = {}) => (await client.post(`/api/v1/service-requests/${request.id}/suggest-articles`, input)).body.data.map((one: any) => one.id)
    expect(await suggest(mei)).toEqual([fits, byProduct])
    expect((await suggest(mei, { words: '停车' })).length).toBe(1)
    expect((await lin.post(`/api/v1/service-requests/${request.id}/suggest-articles`, {})).status).toBe(404)
  })

  test('an article is suggested also where its title shares only a good part of the subject, and not by a single character', async () => {
    const meant = await published(lin, { title: '客房空调不制冷的处理', body: '先看温控器，再清洗过滤网。' })
    await published(lin, { title: '空房的最低价格', body: '见价目表。' })
    const request = await create(mei, 'service-requests', { subject: '空调末端不制冷', kind: 'fault' })
    expect((await mei.post(`/api/v1/service-requests/${request.id}/suggest-articles`, {})).body.data.map((one: any) => one.id)).toEqual([meant])
  })

  test('that was solved becomes one article, however many ask at once; one that was not becomes none', async () => {
    const request = await create(admin, 'service-requests', { subject: '门锁没电', kind: 'fault' })
    const make = () => admin.post(`/api/v1/service-requests/${request.id}/make-article`, {})
    expect((await make()).status).toBe(409)
    for (const [verb, input] of [['check-terms'], ['diagnose'], ['complete', { solution: '换电池', cause: '电池耗尽' }]] as const) await admin.post(`/api/v1/service-requests/${request.id}/${verb}`, input ?? {})
    const replies = await Promise.all(Array.from({ length: 5 }, make))
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1)
    expect(replies.filter(({ body }) => body.is_new)).toHaveLength(1)
    expect(await read(replies[0]!.body.id)).toMatchObject({ title: '门锁没电', body: '原因：电池耗尽\n\n解决办法：换电池', status: 'draft', audience: 'internal', request: { id: request.id } })
  })
})

describe('the public help page', () => {
  const secret = '内部底价三折'
  let address: string
  let shown: { number: string; title: string }
  beforeAll(async () => {
    const open = await admin.post('/api/v1/help-page', {})
    address = new URL(open.body.address, 'http://x').pathname.replace('/h/', '/api/v1/public-help/')
    const id = await published(admin, { title: '怎么开发票', title_en: 'How to get an invoice', body: '退房时在前台开具。', body_en: 'At the front desk.', audience: 'public' })
    // Whoever has nobody above is asked for nothing.
    shown = await read(id)
    await published(admin, { title: `怎么开发票 ${secret}`, body: secret })
    await anArticle(admin, { title: `怎么开发票草稿 ${secret}`, body: secret, audience: 'public' })
    await act(admin, id, 'revise', { body: secret })
  })
  const visitor = () => world.anonymous()

  test('shows and finds only what is published and public, never a draft, a revision or what is internal, in both languages', async () => {
    const all = await visitor().get(address)
    expect([all.status, all.body.company]).toEqual([200, '青山商贸'])
    const titles = all.body.articles.map((one: any) => one.title)
    expect(titles).toContain('怎么开发票')
    for (const path of ['', `?q=${encodeURIComponent('发票')}`, `?q=${encodeURIComponent(secret)}`, `?q=${encodeURIComponent('底价')}`, `/articles/${shown.number}`]) {
      const { text } = await visitor().get(address + path)
      expect([path, text.includes('底价') || text.includes('草稿')]).toEqual([path, false])
    }
    for (const q of ['开发票', 'fapiao', 'fp']) expect([q, (await visitor().get(`${address}?q=${encodeURIComponent(q)}`)).body.articles.map((one: any) => one.number)]).toEqual([q, expect.arrayContaining([shown.number])])
    const english = await world.anonymous({ language: 'en' }).get(`${address}/articles/${shown.number}`)
    expect(english.body).toMatchObject({ title: 'How to get an invoice', body: 'At the front desk.' })
    expect(Object.keys(english.body).toSorted()).toEqual(['body', 'company', 'number', 'title', 'updated_at'])
  })

  test('answers every guessed number like one that never was, and so does rating', async () => {
    const rows = await world.query('select number, status, audience from articles')
    const hidden = rows.filter((row: any) => row.status !== 'published' || row.audience !== 'public').map((row: any) => row.number)
    expect(hidden.length).toBeGreaterThan(5)
    for (const number of [...hidden.slice(0, 10), 'ZS-999999', '%', '__']) {
      const get = await visitor().get(`${address}/articles/${encodeURIComponent(number)}`)
      const rate = await visitor().post(`${address}/articles/${encodeURIComponent(number)}/rate`, { key: '0123456789abcdef0123456789abcdef', is_helpful: true })
      expect([number, get.status, get.body.type, rate.status]).toEqual([number, 404, '/problems/not-found', 404])
    }
    expect(await world.query("select 1 from article_ratings where reader like 'reader:%'")).toEqual([])
  })

  test('counts a reader once, and is dead under another address, after a new one and when switched off', async () => {
    const rate = (key: string, is_helpful: boolean) => visitor().post(`${address}/articles/${shown.number}/rate`, { key, is_helpful })
    const key = 'a'.repeat(32)
    expect((await Promise.all([rate(key, true), rate(key.toUpperCase(), true), rate('b'.repeat(32), false)])).map(({ status }) => status)).toEqual([204, 204, 204])
    expect((await world.query('select helpful_count::int as yes, unhelpful_count::int as no from articles where number = $1', [shown.number]))[0]).toEqual({ yes: 1, no: 1 })
    expect((await rate('short', true)).status).toBe(422)
    for (const one of [`${address.slice(0, -1)}${address.endsWith('A') ? 'E' : 'A'}`, address.slice(0, -2), `/api/v1/public-help/${'A'.repeat(65)}`]) expect((await visitor().get(one)).status).toBe(404)
    expect((await lin.get('/api/v1/help-page')).status).toBe(403)
    await admin.post('/api/v1/help-page', {})
    expect((await visitor().get(address)).status).toBe(404)
    const next = new URL((await admin.get('/api/v1/help-page')).body.address, 'http://x').pathname.replace('/h/', '/api/v1/public-help/')
    expect((await visitor().get(next)).status).toBe(200)
    expect((await admin.del('/api/v1/help-page')).status).toBe(204)
    expect((await visitor().get(next)).status).toBe(404)
  })

  test('of another company shows nothing of this one', async () => {
    const stranger = await world.asUser('stranger')
    const theirs = new URL((await stranger.post('/api/v1/help-page', {})).body.address, 'http://x').pathname.replace('/h/', '/api/v1/public-help/')
    expect((await visitor().get(theirs)).body).toMatchObject({ company: '对岸公司', categories: [], articles: [] })
    expect((await visitor().get(`${theirs}/articles/${shown.number}`)).status).toBe(404)
  })
})

test('customers and their requests are nobody’s business here: an article made of a request goes on when that one is gone', async () => {
  const customer = (await aCustomer(admin)).id
  const request = await create(admin, 'service-requests', { subject: '门铃不响', kind: 'fault', customer })
  for (const [verb, input] of [['check-terms'], ['diagnose'], ['complete', { solution: '换电池' }]] as const) await admin.post(`/api/v1/service-requests/${request.id}/${verb}`, input ?? {})
  const { id } = (await admin.post(`/api/v1/service-requests/${request.id}/make-article`, {})).body
  await act(admin, id, 'submit')
  expect((await admin.del(`/api/v1/service-requests/${request.id}`)).status).toBe(204)
  expect((await mei.get(`/api/v1/articles/${id}`)).body).toMatchObject({ title: '门铃不响', request: null })
})
