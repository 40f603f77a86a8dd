/** People who are sent, devices of customers, and the visits of the last days, of today and of those to come, by the acts that people use. */
import { addDays, addMonths } from '../platform/calendar/days.ts'
import { dayOf, instantOf } from '../platform/calendar/zones.ts'
import { sql } from '../platform/db/sql.ts'
import type { Actor } from '../kernel/access/actor.ts'
import { objectOf, type Context } from '../kernel/context.ts'
import { createRecord } from '../kernel/records/create.ts'
import { carryOver } from '../modules/dispatch/index.ts'
import { keepClocks } from '../modules/requests/index.ts'
import { mailDomain } from './company.ts'
import { assetWords, engineers, skillRemarks, spots, visitStories, type VisitStory } from './words/dispatch.ts'

interface Device {
  id: string
  customer: string
}

/** @param options.administrator whose rights the acts are done with, in the names of those who do them */
export async function plantDispatch(ctx: Context, { administrator }: { administrator: Actor }): Promise<void> {
  const people = await hire(ctx)
  const skills = await teach(ctx, people)
  const devices = await install(ctx)
  if (devices.length === 0) return
  const stage: Stage = { ctx, administrator, people, skills, devices, turn: 0 }
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  // The last days are done and settled in several ways; of today much is given out; something was left over; some is for tomorrow.
  for (const back of [6, 5, 4, 3, 2, 1]) for (const slot of [0, 1, 2]) await visit(stage, { day: addDays(today, -back), at: [540, 640, 840][slot] ?? 540, who: (back + slot) % people.length })
  for (const [who] of people.entries()) for (const at of [545, 660, 840, 960].slice(0, who === 3 ? 2 : 4)) await visit(stage, { day: today, at: at + who * 10, who })
  for (const since of [-2, -1]) await visit(stage, { day: addDays(today, since), at: 600, who: null })
  await carryOver(ctx)
  for (const _ of [1, 2, 3, 4]) await visit(stage, { day: today, at: 600, who: null })
  for (const who of [0, 2]) await visit(stage, { day: addDays(today, 1), at: 570 + who * 60, who })
}

interface Stage {
  ctx: Context
  administrator: Actor
  people: { id: string; name: string }[]
  skills: ReadonlyMap<string, string>
  devices: Device[]
  turn: number
}

async function hire(ctx: Context): Promise<{ id: string; name: string }[]> {
  const [place] = await ctx.db.rows<{ role: string; department: string | null }>(
    sql`select r.id::text as role, (select d.id::text from departments d where d.workspace_id = ${sql.workspace} and d.name = '客户服务部') as department from roles r where r.workspace_id = ${sql.workspace} and r.key = 'service_engineer' and r.deleted_at is null`,
  )
  const lands = new Map((await ctx.db.rows<{ id: string; name: string }>(sql`select t.id::text as id, t.name from territories t where t.workspace_id = ${sql.workspace}`)).map(({ id, name }) => [name, id]))
  const hired: { id: string; name: string }[] = []
  for (const { login, mail, name, title, territory } of engineers) {
    const own = lands.get(territory)
    const { id } = await createRecord(ctx, objectOf(ctx, 'user'), { name, email: `${mail}@${mailDomain}`, user_name: login, title, department: place?.department ?? null, roles: place ? [place.role] : [], territories: own ? [own] : [] }, { asSystem: true })
    hired.push({ id, name })
  }
  return hired
}

async function teach(ctx: Context, people: readonly { id: string; name: string }[]): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  for (const name of new Set(engineers.flatMap(({ skills }) => skills))) {
    const able = engineers.flatMap(({ skills }, index) => (skills.includes(name) && people[index] ? [people[index].id] : []))
    known.set(name, (await createRecord(ctx, objectOf(ctx, 'skill'), { name, people: able, remark: skillRemarks[name] ?? null })).id)
  }
  return known
}

async function install(ctx: Context): Promise<Device[]> {
  const customers = await ctx.db.rows<{ id: string }>(
    sql`select c.id::text as id from customers c where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.status = 'active' and c.kind = 'organisation' order by c.annual_amount desc, c.id limit 10`,
  )
  const today = dayOf(ctx.clock.now(), ctx.workspace.timeZone)
  const devices: Device[] = []
  for (const [turn, { id: customer }] of customers.entries()) {
    for (const offset of [0, 1, 2]) {
      const words = assetWords[(turn + offset * 2) % assetWords.length]
      const spot = spots[turn % spots.length]
      if (!words || !spot) continue
      const installed_on = addMonths(today, -words.months - turn)
      const made = await createRecord(ctx, objectOf(ctx, 'asset'), { name: words.name, customer, serial: `${words.serial}-${String(2300 + turn * 7 + offset)}`, installed_on, warranty_until: addMonths(installed_on, words.warranty), place: spot, status: 'in_use' })
      devices.push({ id: made.id, customer })
    }
  }
  return devices
}

interface Plan {
  day: string
  /** Minutes since midnight. */
  at: number
  /** Of the people; null: nobody's yet. */
  who: number | null
}

async function visit(stage: Stage, { day, at, who }: Plan): Promise<void> {
  const { ctx, devices } = stage
  const turn = stage.turn++
  const story = who === null ? visitStories[(turn * 3) % visitStories.length] : fitting(engineers[who]?.skills ?? [], turn)
  const device = devices[(turn * 7) % devices.length]
  if (!story || !device) return
  const start = instantOf(day, at, ctx.workspace.timeZone)
  const reported = new Date(Math.min(start.getTime() - 26 * hour, ctx.clock.now().getTime() - hour))
  const { id: request } = await createRecord(then(stage, reported), objectOf(ctx, 'request'), { subject: story.subject, description: story.instructions, kind: 'fault', channel: turn % 3 === 0 ? 'form' : 'call', priority: story.priority ?? 'normal', customer: device.customer, asset: device.id })
  await keepClocks(then(stage, reported), [request])
  for (const verb of ['check-terms', 'diagnose']) await act(stage, reported, 'request', verb, request, {})
  const skill = stage.skills.get(story.skill)
  const job = await made(stage, reported, { request, wanted_on: day, minutes: story.minutes, skills: skill ? [skill] : [], place: spots[turn % spots.length] })
  const engineer = who === null ? undefined : stage.people[who]
  if (!engineer) return
  await act(stage, reported, 'field_job', 'dispatch', job, { engineer: engineer.id, start: start.toISOString() })
  await work(stage, { job, story, start, turn, by: engineer })
}

const [minute, hour] = [60_000, 3_600_000]

/** As far as it has come by now. */
async function work(stage: Stage, { job, story, start, turn, by }: { job: string; story: VisitStory; start: Date; turn: number; by: { id: string; name: string } }): Promise<void> {
  const now = stage.ctx.clock.now().getTime()
  const end = start.getTime() + story.minutes * minute
  const steps: [number, string, object][] = [[start.getTime() - 25 * minute, 'set-out', {}], [start.getTime() + 4 * minute, 'check-in', {}]]
  const lines = story.parts.map(([name, quantity, price]) => ({ name, quantity, price }))
  const paid = [{ collect: { method: 'wechat' } }, { bill: true }, {}, { collect: { method: 'cash', amount: '100' } }][turn % 4] ?? {}
  if (turn % 9 === 8) steps.push([end, 'fail', { reason: '现场无人，电话未接' }])
  else steps.push([end, 'finish', turn % 11 === 10 ? {} : { voucher: { work: story.work, minutes: story.minutes, lines, signed_by: '现场负责人', ...paid } }])
  for (const [at, verb, input] of steps) if (at <= now) await act(stage, new Date(at), 'field_job', verb, job, input, by)
}

function fitting(skills: readonly string[], turn: number): VisitStory | undefined {
  const known = visitStories.filter(({ skill }) => skills.includes(skill))
  return known[turn % known.length]
}

function then({ ctx, administrator }: Stage, at: Date, by: { id: string; name: string } = administrator): Context {
  return { ...ctx, actor: { ...administrator, id: by.id, name: by.name }, clock: { now: () => at } }
}

async function made(stage: Stage, at: Date, input: Record<string, unknown>): Promise<string> {
  const ctx = then(stage, at)
  const create = ctx.registry.modules.flatMap(({ verbs }) => verbs?.field_job?.create ?? [])[0]
  return create ? create(ctx, input) : (await createRecord(ctx, objectOf(ctx, 'field_job'), input)).id
}

async function act(stage: Stage, at: Date, object: string, name: string, id: string, input: object, by?: { id: string; name: string }): Promise<void> {
  const ctx = then(stage, at, by)
  const action = ctx.registry.actions.find((one) => one.object === object && one.name === name)
  if (!action) throw new Error(`There is no action ${name} of ${object}`)
  await action.run(ctx, { id, input })
}
