/** 1,000,000 requests (50,000 open), 5,000,000 messages and 200 visits today for a seeded company, by SQL alone. */
import type pg from 'pg'

export const sizes = { requests: 1_000_000, open: 50_000, messagesEach: 5, visits: 200 }

/** Where the company is, not where the database is: after midnight there the board would be empty. */
const today = `(now() at time zone 'Asia/Shanghai')::date`

/** Kept for the next run: what is there is not made again. Visits are of the day they were made. */
export async function enterService(session: pg.Client, ws: string): Promise<void> {
  const count = async (what: string) => Number((await session.query<{ n: string }>(`select count(*) as n from ${what}`, [ws])).rows[0]?.n)
  await session.query('set session_replication_role = replica')
  if ((await count('service_requests where workspace_id = $1')) < sizes.requests) {
    for (const statement of [requests, messages]) await session.query(statement, [ws])
  }
  // Also after a migration that wrote every row anew, and after the watch of the run before.
  await session.query('vacuum (analyze) service_requests, request_messages')
  if ((await count(`field_jobs where workspace_id = $1 and wanted_on = ${today}`)) < sizes.visits) {
    await session.query(visits, [ws])
    await session.query('vacuum (analyze) field_jobs')
  }
  await session.query('set session_replication_role = default')
}

/** Twenty things times twenty faults, with a room: 400 kinds of words, no two subjects alike. */
const things = `array['空调', '电梯', '门锁', '热水', '宽带', '电视', '会议投影', '厨房排风', '消防报警', '停车道闸', '发票', '预订', '积分', '合同', '账单', '班车', '早餐', '洗衣', '行李', '房卡']`
const faults = `array['不制冷', '异响', '打不开', '时断时续', '无法连接', '屏幕花屏', '漏水', '温度不稳', '频繁报警', '响应很慢', '金额不符', '改期', '没有到账', '需要续签', '重复扣款', '晚点', '要求加餐', '衣物破损', '遗失', '失效']`

/** The last ones are open: a sixth of them in each state that is; ended ones were judged by their clocks. */
const requests = `
  insert into service_requests (workspace_id, id, created_at, updated_at, number, subject, description, customer_id, requester_name, requester_phone, channel, kind, priority, owner_id, team_id, status, resumes_to, service_class,
    received_at, first_response_at, assigned_at, completed_at, closed_at, minutes_to_first_response, minutes_to_assign, minutes_to_complete, cause, solution, charge, evaluation,
    response_due_at, response_state, solution_due_at, solution_state, next_alarm_at)
  select $1, gen_random_uuid(), t.received, t.received, 'B-' || n, (${things})[1 + n % 20] || (${faults})[1 + (n / 20) % 20] || '，' || (1 + n % 97) || ' 号楼 ' || (n % 1900) || ' 室',
    '客人来电说明情况，希望今天内有人上门处理，并告知大致时间。第 ' || n || ' 次登记。', c.ids[1 + n % cardinality(c.ids)], '王先生', '138' || lpad((n * 37 % 100000000)::text, 8, '0'),
    (array['call', 'form', 'mail', 'wechat'])[1 + n % 4], (array['question', 'fault', 'fault', 'suggestion', 'return'])[1 + n % 5], (array['low', 'normal', 'normal', 'high', 'urgent'])[1 + (n / 5) % 5],
    case when s.status in ('received', 'terms_checked') then null else u.ids[1 + n % cardinality(u.ids)] end, d.ids[1 + n % cardinality(d.ids)], s.status, case when s.status = 'waiting_customer' then 'in_progress' end, (array['a', 'b', 'c', 'c', 'd'])[1 + n % 5],
    t.received, case when s.status <> 'received' then t.received + (1 + n % 90) * interval '1 minute' end, case when s.status not in ('received', 'terms_checked') then t.received + (5 + n % 60) * interval '1 minute' end,
    case when e.is_ended then t.received + (60 + n % 4000) * interval '1 minute' end, case when s.status = 'closed' then t.received + (90 + n % 5000) * interval '1 minute' end,
    case when s.status <> 'received' then 1 + n % 90 end, case when s.status not in ('received', 'terms_checked') then 5 + n % 60 end, case when e.is_ended then 60 + n % 1400 end,
    case when e.is_ended then (array['零件老化', '设置有误', '人为损坏', '供应商原因', '沟通不清'])[1 + n % 5] end, case when e.is_ended then '更换后测试正常，已回访。' end, case when e.is_ended and n % 5 = 0 then (n % 30) * 10 end, case when e.is_ended and n % 3 = 0 then 1 + n % 5 end,
    t.received + interval '4 hours', case when e.is_ended then (array['met', 'met', 'met', 'breached'])[1 + n % 4] else (array['running', 'warned', 'breached'])[1 + n % 3] end,
    t.received + interval '3 days', case when e.is_ended then (array['met', 'met', 'met', 'met', 'breached'])[1 + n % 5] when s.status = 'waiting_customer' then 'paused' else (array['running', 'running', 'warned', 'breached'])[1 + n % 4] end,
    case when not e.is_ended and s.status <> 'waiting_customer' then now() + (n % 4320) * interval '1 minute' end
  from (select array_agg(id order by number) as ids from (select id, number from customers where workspace_id = $1 and deleted_at is null limit 50000) x) c, (select array_agg(id order by id) as ids from users where workspace_id = $1) u,
    (select array_agg(id order by id) as ids from departments where workspace_id = $1 and deleted_at is null) d, generate_series(1, ${sizes.requests}) n,
    lateral (select n <= ${sizes.requests - sizes.open} as is_ended, now() - (${sizes.requests} - n) * interval '1 minute' as received) t,
    lateral (select t.is_ended) e,
    lateral (select case when t.is_ended then (array['closed', 'closed', 'closed', 'evaluated', 'completed'])[1 + n % 5] else (array['received', 'terms_checked', 'diagnosing', 'assigned', 'in_progress', 'waiting_customer'])[1 + n % 6] end as status) s`

const messages = `
  insert into request_messages (workspace_id, id, created_at, updated_at, summary, request_id, kind, at, channel, content, author_id)
  select $1, gen_random_uuid(), r.received_at, r.received_at, '已经安排师傅上门，请保持电话畅通', r.id, (array['from_customer', 'reply', 'note'])[1 + i % 3], r.received_at + i * interval '7 minutes', r.channel, '已经安排师傅上门，请保持电话畅通。' || r.number, r.owner_id
  from service_requests r, generate_series(1, ${sizes.messagesEach}) i where r.workspace_id = $1 and r.number like 'B-%'`

/** Seven in eight are given to somebody, one after the other through the day; the rest wait. */
const visits = `
  insert into field_jobs (workspace_id, id, created_at, updated_at, number, subject, request_id, customer_id, priority, place, wanted_on, minutes, engineer_id, planned_start, planned_end, status)
  select $1, gen_random_uuid(), now(), now(), 'B-' || gen_random_uuid(), r.subject, r.id, r.customer_id, r.priority,
    jsonb_build_object('lng', 121 + (r.n % 60) / 100.0, 'lat', 31 + (r.n % 50) / 100.0, 'text', '浦东新区世纪大道 ' || r.n || ' 号'), ${today}, 60,
    case when r.n % 8 > 0 then u.ids[1 + r.n % least(40, cardinality(u.ids))] end, case when r.n % 8 > 0 then s.at end, case when r.n % 8 > 0 then s.at + interval '1 hour' end, 'planned'
  from (select id, subject, customer_id, priority, row_number() over (order by received_at desc) as n from service_requests where workspace_id = $1 and status in ('assigned', 'in_progress') order by received_at desc limit ${sizes.visits}) r,
    (select array_agg(id order by id) as ids from users where workspace_id = $1) u, lateral (select ${today} + interval '1 hour' * (1 + r.n / 40) as at) s`
