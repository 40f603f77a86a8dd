/** A request is never lost or doubled when the process is killed between any two steps: real servers, killed at moments of a seed, and the senders try again with the same key. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signatureOf } from '../../src/platform/http/signed-body.ts'
import { aCustomer } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
const processes = new Set<ChildProcess>()
beforeAll(async () => {
  world = await startTestApp()
}, 60_000)
afterAll(async () => {
  await Promise.all([...processes].map(kill))
  await world.close()
})

interface Server { child: ChildProcess; address: string; cookie: string }

async function start(): Promise<Server> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/server-process.ts'), world.databaseUrl, world.dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  processes.add(child)
  const [line] = await once(child.stdout, 'data')
  const address = `http://127.0.0.1:${Number(String(line))}`
  const session = await fetch(`${address}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'admin', password: castPassword }) })
  return { child, address, cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

async function kill(child: ChildProcess): Promise<void> {
  processes.delete(child)
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** The same moments in each run, as far as the machine has it. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

/** What somebody outside keeps trying until it is answered. */
interface Sending {
  name: string
  path: string
  headers(body: string): Record<string, string>
  body: string
}

/** Of now: a mail that is sent again is signed again. */
function signing(secret: string): (body: string) => Record<string, string> {
  return (body) => {
    const seconds = String(Math.floor(Date.now() / 1000))
    return { 'x-guanxi-timestamp': seconds, 'x-guanxi-signature': signatureOf(secret, seconds, body) }
  }
}

async function send({ address, cookie }: Server, { path, headers, body }: Sending): Promise<number> {
  try {
    const reply = await fetch(`${address}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie, ...headers(body) }, body })
    await reply.text()
    return reply.status
  } catch {
    // Nobody there any more: not known whether it was taken.
    return 0
  }
}

test('form, interface and mail make each request once, with its words and clocks whole, however often the server is killed', async () => {
  const admin = await world.asUser('admin')
  const customer = await aCustomer(admin)
  const intakes = { form: (await admin.post('/api/v1/request-intakes', { kind: 'form' })).body, mail: (await admin.post('/api/v1/request-intakes', { kind: 'mail' })).body }
  const tail = (address: string) => new URL(address, 'https://x.example').pathname.split('/').at(-1)
  const signed = signing(intakes.mail.secret)
  const formOf = (at: number): Sending => ({ name: `表单 ${at}`, path: `/api/v1/public-forms/${tail(intakes.form.address)}`, headers: () => ({}), body: JSON.stringify({ key: randomUUID(), subject: `断电 表单 ${at}`, kind: 'fault', name: '周先生', phone: '13900001111' }) })
  const apiOf = (at: number): Sending => {
    const key = randomUUID()
    return { name: `接口 ${at}`, path: '/api/v1/service-requests', headers: () => ({ 'idempotency-key': key }), body: JSON.stringify({ subject: `断电 接口 ${at}`, kind: 'fault', customer: customer.id }) }
  }
  const mailOf = (at: number): Sending => ({ name: `邮件 ${at}`, path: `/api/v1/inbound-mail/${tail(intakes.mail.address)}`, headers: signed, body: JSON.stringify({ message_id: `<${randomUUID()}@guest.example>`, from: { address: `g${at}@guest.example`, name: '客' }, subject: `断电 邮件 ${at}`, text: '没有电了' }) })
  const all = Array.from({ length: 9 }, (_, at) => [formOf(at), apiOf(at), mailOf(at)]).flat()
  const roll = dice(20_260_301)
  let waiting = all
  let kills = 0
  for (let round = 0; waiting.length > 0 && round < 30; round++) {
    const server = await start()
    const sending = waiting.slice(0, 12).map((each) => send(server, each))
    if (round < 4) {
      // Somewhere between the first byte and the last answer.
      await pause(roll() * 90)
      await kill(server.child)
      kills++
    }
    const answers = await Promise.all(sending)
    const open = waiting.slice(0, 12).filter((_, at) => !(answers[at]! >= 200 && answers[at]! < 300))
    waiting = [...waiting.slice(12), ...open]
    // Senders whose own memory was lost: what was taken is sent once more.
    if (round >= 4) {
      expect(await Promise.all(all.slice(0, 6).map((each) => send(server, each)))).toEqual(Array.from({ length: 6 }, () => expect.toSatisfy((status: number) => status >= 200 && status < 300)))
      await kill(server.child)
    }
  }
  expect([waiting.map(({ name }) => name), kills]).toEqual([[], 4])
  await world.settle()

  const rows = await world.query("select subject, id, number, response_due_at, response_state, solution_due_at, next_alarm_at, sla_policy_id, channel from service_requests where subject like '断电 %' order by subject")
  expect(rows.map(({ subject }) => subject)).toEqual(all.map(({ name }) => `断电 ${name}`).toSorted())
  expect(new Set(rows.map(({ number }) => number)).size).toBe(all.length)
  for (const row of rows) expect([row.subject, row.sla_policy_id === null, row.response_due_at === null, row.solution_due_at === null, row.next_alarm_at === null, row.response_state]).toEqual([row.subject, false, false, false, false, 'running'])
  // One event of making each, none of what is not there.
  const made = await world.query("select e.record_id, count(*)::int as n from events e where e.kind = 'requests.request.created' group by 1 having count(*) <> 1 or not exists (select 1 from service_requests c where c.id = e.record_id)")
  expect(made).toEqual([])
  expect((await world.query('select 1 from request_keys where request_id is null')).length).toBe(0)
}, 400_000)

test('a word of the customer and an act in between stand once and whole', async () => {
  const admin = await world.asUser('admin')
  const mailIntake = (await admin.post('/api/v1/request-intakes', { kind: 'mail' })).body
  const path = `/api/v1/inbound-mail/${new URL(mailIntake.address, 'https://x.example').pathname.split('/').at(-1)}`
  const signed = signing(mailIntake.secret)
  const first = `<${randomUUID()}@guest.example>`
  const mail = (id: string, more: object): Sending => ({ name: id, path, headers: signed, body: JSON.stringify({ message_id: id, from: { address: 'z@guest.example', name: '客' }, subject: '灯不亮', text: '一句话', ...more }) })
  const words = Array.from({ length: 8 }, (_, at) => mail(`<w${at}-${randomUUID()}@guest.example>`, { in_reply_to: first, text: `第 ${at} 句` }))
  const roll = dice(7)
  let server = await start()
  expect(await send(server, mail(first, {}))).toBe(201)
  const [request] = await world.query("select id from service_requests where subject = '灯不亮'")
  const acts = ['check-terms', 'diagnose', 'wait', 'resume']
  let waiting = words
  for (let round = 0; (waiting.length > 0 || acts.length > 0) && round < 30; round++) {
    const [act] = acts
    const sending = [...waiting.map((each) => send(server, each)), ...(act ? [send(server, { name: act, path: `/api/v1/service-requests/${request.id}/${act}`, headers: () => ({}), body: '{}' })] : [])]
    if (round < 3) {
      await pause(roll() * 80)
      await kill(server.child)
    }
    const answers = await Promise.all(sending)
    waiting = waiting.filter((_, at) => !(answers[at]! >= 200 && answers[at]! < 300))
    // Done, or done before the answer was lost: then the step refuses it.
    if (act && [200, 409].includes(answers.at(-1)!)) acts.shift()
    if (round < 3) server = await start()
  }
  await kill(server.child)
  const messages = await world.query("select content, count(*)::int as n from request_messages where request_id = $1 and kind = 'from_customer' group by 1 order by 1", [request.id])
  expect(messages).toEqual(words.map((_, at) => ({ content: `第 ${at} 句`, n: 1 })))
  const { body: record } = await admin.get(`/api/v1/service-requests/${request.id}`)
  const events = await world.query("select split_part(kind, '.', 3) as verb, after -> 'status' as status from events where record_id = $1 and after ? 'status' order by id", [request.id])
  // Each step that stands has its stamp and its event, no more and no less.
  expect(record.steps.map(({ step }: any) => step)).toEqual(events.filter(({ verb }) => verb !== 'created').map(({ status }) => status))
  expect(record.steps.filter(({ step }: any) => step === 'terms_checked')).toHaveLength(1)
}, 400_000)
