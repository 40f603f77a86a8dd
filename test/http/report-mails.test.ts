import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reportTasks } from '../../src/modules/reports/index.ts'
import { lastDue } from '../../src/modules/reports/rules/due.ts'
import { openMailer, type Mailer } from '../../src/platform/mail/mailer.ts'
import { fileOf, readAll, removeFiles } from '../../src/platform/tabular/test-files.ts'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { openMailbox, unquoted, type Mailbox } from '../support/mailbox.ts'
import { pdfText } from '../support/pdf-text.ts'
import { publicUrl, startTestApp, type TestApp } from '../support/test-app.ts'

interface ReceivedMail {
  to: string
  id: string
  text: string
  files: { name: string; bytes: Buffer }[]
}

let world: TestApp
let admin: Client
let mailer: Mailer
let tasks: ReturnType<typeof reportTasks>
let report: { id: string }
/** A Monday, ten in the morning where the company is. */
const start = new Date('2026-03-02T02:00:00Z')
let now = start
let mailbox: Mailbox<ReceivedMail>
let answer: () => Error | null = () => null

function mailOf(to: string, bytes: Buffer): ReceivedMail {
  const source = bytes.toString('latin1')
  const boundary = /boundary="([^"]+)"/.exec(source)?.[1]
  const parts = boundary ? source.split(`--${boundary}`).slice(1, -1) : [source]
  const decoded = parts.map((part) => {
    const [head = '', ...body] = part.split('\r\n\r\n')
    const text = body.join('\r\n\r\n')
    const bytes = /base64/i.test(head) ? Buffer.from(text, 'base64') : unquoted(text)
    return { head, bytes }
  })
  const files = decoded.filter(({ head }) => /attachment/i.test(head)).map(({ head, bytes }) => ({ name: /spreadsheetml/i.test(head) ? 'xlsx' : 'pdf', bytes }))
  return { to, id: /^message-id: <([^>]+)>/im.exec(source)?.[1] ?? '', text: decoded[0]?.bytes.toString('utf8') ?? '', files }
}

beforeAll(async () => {
  mailbox = await openMailbox({ read: mailOf, answer: () => answer() })
  world = await startTestApp({ clock: { now: () => now } })
  admin = await world.asUser('admin')
  mailer = openMailer({ url: mailbox.url, from: 'Guanxi <crm@test.example>' })
  tasks = reportTasks(world.app.runtime, { mailer, publicUrl })
  for (const [owner, tier, count] of [[world.ids.lin, 'vip', 3], [world.ids.chen, 'a', 2]] as const) for (let at = 0; at < count; at++) await aCustomer(admin, { owner, tier })
  report = await create(admin, 'reports', { name: '客户/级别', question: { object: 'customer', rows: [{ field: 'tier' }] } })
  for (const person of [world.ids.lin, world.ids.chen]) await admin.post(`/api/v1/reports/${report.id}/share`, { person, right: 'read' })
})
afterAll(async () => {
  removeFiles()
  mailer.close()
  await world.close()
  await mailbox.close()
})
beforeEach(async () => {
  await world.query('delete from report_deliveries')
  await world.query('delete from report_schedules')
  await world.query("delete from graphile_worker._private_jobs where key like 'reports.mail:%'")
  mailbox.mails.length = 0
  answer = () => null
  now = start
})

/** Does what the queue holds, as the worker would. @returns what failed. */
async function work(): Promise<unknown[]> {
  const jobs = await world.query<{ id: string; payload: unknown }>("select id, payload from graphile_worker._private_jobs where key like 'reports.mail:%' order by id")
  const failures: unknown[] = []
  for (const { id, payload } of jobs) await tasks['reports.mail']!(payload).then(() => world.query('delete from graphile_worker._private_jobs where id = $1', [id]), (error: unknown) => failures.push(error))
  return failures
}
const sweep = async (at: string) => {
  now = new Date(at)
  await tasks['reports-sweep']!({})
  return work()
}
const aSchedule = (input: object = {}) => create(admin, 'report-schedules', { report: report.id, every: 'week', weekday: '2', hour: 8, recipients: [world.ids.lin, world.ids.chen], ...input })
const states = async () => (await world.query<{ state: string }>('select state from report_deliveries order by id')).map(({ state }) => state)
const cellsOf = async (bytes: Buffer) => {
  const { table, rows } = await readAll(fileOf(bytes))
  return [table.columns, ...rows.map(({ cells }) => cells)]
}

describe('a schedule', () => {
  test('sends each receiver what that person may see, as XLSX and PDF, once for each due time', async () => {
    await aSchedule()
    expect(await sweep('2026-03-02T23:59:00Z')).toEqual([])
    expect(mailbox.mails).toEqual([])
    await sweep('2026-03-03T00:05:00Z')
    await sweep('2026-03-03T00:20:00Z')
    expect(mailbox.mails.map(({ to }) => to).toSorted()).toEqual(['chen@test.example', 'lin@test.example'])
    const of = (login: string) => mailbox.mails.find(({ to }) => to.startsWith(login))!
    for (const [login, name, other, count] of [['lin', 'VIP', 'A', 3], ['chen', 'A', 'VIP', 2]] as const) {
      const { files, text } = of(login)
      expect(text).toContain(`${publicUrl}/reports/${report.id}`)
      const [xlsx, pdf] = [files.find((file) => file.name === 'xlsx')!, files.find((file) => file.name === 'pdf')!]
      expect(await cellsOf(xlsx.bytes)).toEqual([['级别', '客户数'], [name, String(count)]])
      const words = pdfText(pdf.bytes)
      expect(words).toContain('客户/级别')
      expect(words).toContain(`${name}${count}`)
      expect(words).not.toContain(`${other}${5 - count}`)
    }
    await sweep('2026-03-10T00:05:00Z')
    expect(mailbox.mails).toHaveLength(4)
    expect(new Set(mailbox.mails.map(({ id }) => id)).size).toBe(4)
  })

  test('is not sent to whom the report is not shared with, and not by one that is switched off', async () => {
    await aSchedule({ recipients: [world.ids.mei, world.ids.lin] })
    await aSchedule({ is_active: false })
    await sweep('2026-03-03T00:05:00Z')
    expect(mailbox.mails.map(({ to }) => to)).toEqual(['lin@test.example'])
    expect((await states()).toSorted()).toEqual(['left_out', 'sent'])
  })

  test('is tried again while the server is away, and never twice after a process was killed while it sent', async () => {
    await aSchedule({ recipients: [world.ids.lin] })
    answer = () => Object.assign(new Error('busy'), { responseCode: 451 })
    expect(await sweep('2026-03-03T00:05:00Z')).toHaveLength(1)
    expect(await states()).toEqual(['waiting'])
    answer = () => null
    expect(await sweep('2026-03-03T00:20:00Z')).toEqual([])
    expect([mailbox.mails.length, await states()]).toEqual([1, ['sent']])
    // Killed between "taken" and the mark: the job is there again, the mail is not.
    await world.query("update report_deliveries set state = 'sending'")
    await world.query(`select graphile_worker.add_job('reports.mail', json_build_object('workspace', d.workspace_id, 'delivery', d.id), job_key := 'reports.mail:' || d.id) from report_deliveries d`)
    expect(await work()).toEqual([])
    await sweep('2026-03-03T02:00:00Z')
    expect(mailbox.mails).toHaveLength(1)
  })

  test('of a receiver that the server refuses for good ends there', async () => {
    await aSchedule({ recipients: [world.ids.lin] })
    answer = () => Object.assign(new Error('no such user'), { responseCode: 550 })
    expect(await sweep('2026-03-03T00:05:00Z')).toEqual([])
    expect(await states()).toEqual(['refused'])
  })

  test('that was due while nobody was there for days is left out; changed, it waits for the next time', async () => {
    const schedule = await aSchedule({ recipients: [world.ids.lin] })
    await sweep('2026-03-06T00:05:00Z')
    expect(mailbox.mails).toEqual([])
    now = new Date('2026-03-10T03:00:00Z')
    await admin.patch(`/api/v1/report-schedules/${schedule.id}`, { hour: 10 })
    await sweep('2026-03-10T03:15:00Z')
    expect(mailbox.mails).toEqual([])
  })

  test('is set by whoever may change the report, with what makes sense', async () => {
    const lin = await world.asUser('lin')
    expect((await lin.post('/api/v1/report-schedules', { report: report.id, recipients: [world.ids.lin] })).status).toBe(403)
    for (const [input, path] of [[{ hour: 24 }, 'hour'], [{ hour: -1 }, 'hour'], [{ every: 'month', day: 31 }, 'day'], [{ weekday: '8' }, 'weekday'], [{ recipients: [] }, 'recipients'], [{ recipients: [report.id] }, 'recipients'], [{ every: 'year' }, 'every']] as const) {
      const reply = await admin.post('/api/v1/report-schedules', { report: report.id, recipients: [world.ids.lin], ...input })
      expect([input, reply.status, reply.body.errors?.[0]?.path]).toEqual([input, 422, path])
    }
  })
})

test('sent now, it leaves at once to each of the named', async () => {
  const reply = await admin.post(`/api/v1/reports/${report.id}/send`, { to: [world.ids.lin, world.ids.lin] })
  expect([reply.status, reply.body]).toEqual([200, { queued: 1 }])
  await work()
  expect(mailbox.mails.map(({ to }) => to)).toEqual(['lin@test.example'])
  expect((await admin.post(`/api/v1/reports/${report.id}/send`, { to: [report.id] })).status).toBe(422)
  expect((await (await world.asUser('mei')).post(`/api/v1/reports/${report.id}/send`, { to: [world.ids.lin] })).status).toBe(404)
})

test('a file is fetched by hand as well, in the language that is asked for', async () => {
  const lin = await world.asUser('lin')
  const reply = await lin.get(`/api/v1/reports/${report.id}/file?format=pdf&language=en`)
  expect([reply.status, reply.headers['content-type']]).toEqual([200, 'application/pdf'])
  expect(pdfText(reply.bytes)).toContain('Numberofcustomer')
  expect((await lin.get(`/api/v1/reports/${report.id}/file?format=exe`)).status).toBe(422)
})

test('a due time is the last that has come, and the next is a day, a week or a month later', () => {
  const moment = fc.date({ min: new Date('2001-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  fc.assert(fc.property(fc.constantFrom('day', 'week', 'month'), fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 23 }), moment, fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York'), (every, weekday, day, hour, now, zone) => {
    const due = lastDue({ every, weekday, day, hour }, now, zone)
    const longest = { day: 25, week: 169, month: 31 * 24 + 1 }[every] * 3_600_000
    expect(due.getTime()).toBeLessThanOrEqual(now.getTime())
    expect(now.getTime() - due.getTime()).toBeLessThanOrEqual(longest)
    expect(lastDue({ every, weekday, day, hour }, due, zone)).toEqual(due)
    const local = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: 'numeric', weekday: 'short', day: 'numeric', hourCycle: 'h23' }).formatToParts(due)
    const part = (type: string) => local.find((each) => each.type === type)?.value
    // An hour that a day leaves out is the one that follows.
    expect([hour, hour + 1]).toContain(Number(part('hour')))
    if (every === 'week') expect(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][weekday - 1]).toBe(part('weekday'))
    if (every === 'month') expect(Number(part('day'))).toBe(day)
  }))
})
