/** Articles are suggested along indexes: they are those that comparing every title with the request comes to, in the same order. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../src/platform/db/sql.ts'
import { create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
const places = ['客房', '会议室', '厨房', '地下车库', '泳池边', '前台', '总统套房', '洗衣房']
const things = ['空调', '电梯', '门锁', '热水器', '宽带', '会议投影', '消防报警', '停车道闸', '增值税发票', '房卡', 'WiFi 密码', '班车']
const faults = ['不制冷', '异响', '打不开', '时断时续', '无法连接', '屏幕花屏', '漏水', '忽冷忽热', '频繁报警', '金额不符', '没有到账', '晚点', '失效']
const ends = ['', '的处理', '怎么办', '排查步骤', '：常见原因', '（二）']

beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  const ctx = await world.contextOf('admin')
  const one = (values: readonly string[], salt: string) => sql`(${values}::text[])[1 + ('x' || substr(md5(n || ${salt}), 1, 7))::bit(28)::int % ${sql.raw(String(values.length))}]`
  await ctx.db.rows(sql`insert into articles (workspace_id, id, created_at, updated_at, number, kind, title, body, status, edition, helpful_count)
    select ${sql.workspace}, gen_random_uuid(), now(), now(), 'F-' || n, 'article', case n % 3 when 0 then '' else ${one(places, 'place')} end || ${one(things, 'thing')} || ${one(faults, 'fault')} || ${one(ends, 'end')}, '先看说明书，再' || ${one(things, 'body')} || ${one(faults, 'body too')},
      case when n % 9 = 0 then 'draft' else 'published' end, case when n % 9 = 0 then 0 else 1 end, n % 5 from generate_series(1, 1200) n`)
})
afterAll(() => world.close())

const said = '客人刚才来电，说已经重启过一次，希望今天有人上门。'
const requests = [
  ['空调末端不制冷', ''],
  ['1208 房门锁打不开', said],
  ['投诉', `${said}客房热水器忽冷忽热的处理我们看过了，没有用。停车道闸也异响，增值税发票金额不符。`],
  ['会议投影', `屏幕花屏。${said.repeat(30)}班车晚点怎么办`],
  ['WiFi 连不上', 'WiFi 密码失效'],
  ['WiFi 密码', said],
  ['房卡', ''],
  ['谢谢', '没有别的事'],
] as const

test.each(requests)('%s', async (subject, description) => {
  const { id } = await create(admin, 'service-requests', { subject, kind: 'fault', ...(description ? { description } : {}) })
  const answer = await admin.post(`/api/v1/service-requests/${id}/suggest-articles`, {})
  const ctx = await world.contextOf('admin')
  const expected = await ctx.db.rows<{ id: string }>(sql`select a.id from articles a, (select search_form(${subject}) as subject, search_form(${[subject, description].filter(Boolean).join(' ')}) as form) w
    where a.workspace_id = ${sql.workspace} and a.status = 'published' and (similarity(search_form(a.title), w.subject) >= 0.2 or word_similarity(w.subject, a.search_text) >= 0.6 or word_similarity(search_form(a.title), w.form) >= 0.6)
    order by greatest(similarity(search_form(a.title), w.subject), word_similarity(search_form(a.title), w.form), word_similarity(w.subject, a.search_text)) desc, a.helpful_count - a.unhelpful_count desc, a.id limit 6`)
  expect(answer.body.data.map((one: { id: string }) => one.id)).toEqual(expected.map((one) => one.id))
  expect(expected.length > 0).toBe(subject !== '谢谢')
})
