/** Contacts with a customer and the work that follows: promises and tasks, done and open. */
import { addDays } from '../platform/calendar/days.ts'
import type { Stored } from '../kernel/records/input.ts'
import { colleagueOf } from './care.ts'
import { addressOf, type Contact } from './contacts.ts'
import type { DeskItem } from './desk.ts'
import type { Planted } from './planted.ts'
import type { SharedPlan } from './plan.ts'
import { idAt, randomOf, weighted, type Random } from './random.ts'
import { places } from './words/cast.ts'
import { organisationTalks } from './words/talks-organisation.ts'
import { personTalks } from './words/talks-person.ts'
import type { Scenario } from './words/talks.ts'
import { dayWords, organisationTasks, personTasks } from './words/work.ts'
import { dayAgo, dayAt, dayLength, daysSince, momentAgo, type Person, type World } from './world.ts'

export interface TalkedTo {
  name: string
  isFemale: boolean
  contacts: readonly Contact[]
}

export interface Work {
  talks: Planted[]
  tasks: Planted[]
  /** Instant of the last contact; 0 for none. */
  lastAt: number
}

export function workOf(world: World, plan: SharedPlan, whom: TalkedTo, desk: DeskItem | undefined): Work {
  const random = randomOf(`${world.seed} talks`, plan.index)
  const work: Work = { talks: [], tasks: [], lastAt: 0 }
  for (let number = 0; number < plan.talks; number++) {
    // Notes are fuller of late: the square leans towards the present.
    const oldest = Math.min(1000, plan.createdAgo)
    const ago = Math.max(1, Math.floor(Math.min(oldest, plan.endsAgo * 0.8) + (oldest - plan.endsAgo * 0.8) * Math.pow(random.next(), 1.7)))
    talk(world, plan, whom, { ago: Math.min(ago, plan.createdAgo), dueIn: null, wantsPromise: false }, random, work)
  }
  if (desk?.talkedAgo) talk(world, plan, whom, { ago: desk.talkedAgo, dueIn: desk.isPromise ? desk.dueIn : null, wantsPromise: desk.isPromise }, random, work)
  if (desk && desk.dueIn !== null && !desk.isPromise) plainTask(world, plan, whom, { dueIn: desk.dueIn, isDone: false, isUrgent: desk.isUrgent }, random, work)
  if (random.chance(Math.min(0.9, plan.talks * 0.12))) {
    const dueIn = random.int(-Math.min(200, plan.createdAgo), 30)
    plainTask(world, plan, whom, { dueIn, isDone: dueIn < -2 && (dueIn < -40 || random.chance(0.94)), isUrgent: random.chance(0.15) }, random, work)
  }
  work.talks.sort((a, b) => a.createdAt - b.createdAt)
  return work
}

interface Moment {
  ago: number
  /** Due day of the promise in days from today, where the desk asks for one. */
  dueIn: number | null
  wantsPromise: boolean
}

const scenarios = { organisation: scenarioChooser(organisationTalks), person: scenarioChooser(personTalks) }

function talk(world: World, plan: SharedPlan, whom: TalkedTo, moment: Moment, random: Random, work: Work): void {
  const month = Number(dayAgo(world, moment.ago).slice(5, 7))
  const scenario = scenarios[plan.isPerson ? 'person' : 'organisation'](month, moment.wantsPromise, random)
  const at = Math.max(plan.createdAt, momentAgo(world, moment.ago, scenario.channel === 'sms' ? 600 : random.int(9 * 60, 17 * 60 + 40)))
  const contact = whom.contacts.length > 0 && random.chance(0.9) ? (whom.contacts[random.chance(0.7) ? 0 : Math.floor(random.next() * whom.contacts.length)] ?? null) : null
  const by = random.chance(0.82) || moment.wantsPromise ? plan.keeper : colleagueOf(world, plan, random)
  const id = idAt(at, random)
  const words = wordsFor(whom, contact, random)
  const promised = scenario.promise !== undefined && (moment.wantsPromise || random.chance(0.8)) ? fill(scenario.promise, words) : null
  const day = dayAt(world, at)
  const due = moment.dueIn === null ? addDays(day, random.int(2, 9)) : dayAgo(world, -moment.dueIn)
  const satisfaction = scenario.satisfaction && random.chance(0.7) ? random.int(...scenario.satisfaction) : null
  const content = fill(scenario.content, words)
  const values: Stored = {
    // As the object derives it: from purpose, content, opinion, result, the first that is there.
    summary: scenario.purpose,
    customer: plan.id,
    contacts: contact ? [contact.id] : [],
    channel: scenario.channel,
    direction: scenario.direction,
    at: new Date(at).toISOString(),
    minutes: random.int(...scenario.minutes),
    place: scenario.channel === 'visit_in' ? { name: random.pick(places.hotels).name } : null,
    owner: by.id,
    staff: scenario.level === 'strategic' && world.people[1] ? [world.people[1].id] : [],
    level: plan.isPerson ? null : (scenario.level ?? null),
    purpose: scenario.purpose,
    content,
    opinion: scenario.opinion ? fill(scenario.opinion, words) : null,
    result: scenario.result ? fill(scenario.result, words) : null,
    next_step: scenario.next ? fill(scenario.next, words) : null,
    promises: promised ? [{ what: promised, due_on: due }] : [],
    satisfaction,
    cost: null,
  }
  work.talks.push({ object: 'interaction', id, createdAt: at, createdBy: by, changes: [], values })
  work.lastAt = Math.max(work.lastAt, at)
  if (!promised) return
  const late = -daysUntil(world, due)
  const isDone = moment.dueIn === null && (late > 45 || (late > 12 ? random.chance(0.96) : late > 0 ? random.chance(0.88) : random.chance(0.4)))
  work.tasks.push(task(world, { name: promised, plan, contact, by, due, isPromise: true, isUrgent: late > 2 && !isDone, interaction: id, createdAt: at, isDone }, random))
}

function plainTask(world: World, plan: SharedPlan, whom: TalkedTo, spec: { dueIn: number; isDone: boolean; isUrgent: boolean }, random: Random, work: Work): void {
  const createdAt = Math.max(plan.createdAt, momentAgo(world, Math.max(1, 6 - spec.dueIn), random.int(540, 1050)))
  const name = random.pick(plan.isPerson ? personTasks : organisationTasks)
  const contact = whom.contacts[0] ?? null
  const due = dayAgo(world, -spec.dueIn)
  work.tasks.push(task(world, { name, plan, contact, by: plan.keeper, due, isPromise: false, isUrgent: spec.isUrgent, interaction: null, createdAt, isDone: spec.isDone }, random))
}

interface TaskSpec {
  name: string
  plan: SharedPlan
  contact: Contact | null
  by: Person
  due: string
  isPromise: boolean
  isUrgent: boolean
  interaction: string | null
  createdAt: number
  isDone: boolean
}

function task(world: World, spec: TaskSpec, random: Random): Planted {
  const { by, createdAt, isDone } = spec
  const doneAt = Math.min(createdAt + random.int(1, 8) * dayLength, world.startOfToday - random.int(1, 12) * 3_600_000)
  const open: Stored = { status: 'open', done_at: null, done_by: null }
  const done: Stored = { status: 'done', done_at: new Date(Math.max(doneAt, createdAt + 60_000)).toISOString(), done_by: by.id }
  return {
    object: 'task',
    id: idAt(createdAt, random),
    createdAt,
    createdBy: by,
    changes: isDone ? [{ verb: 'completed', at: Math.max(doneAt, createdAt + 60_000), by, before: open, after: done }] : [],
    values: {
      name: spec.name,
      customer: spec.plan.id,
      contact: spec.contact?.id ?? null,
      owner: by.id,
      due_on: spec.due,
      due_time: null,
      repeat: null,
      remind: null,
      remind_at: null,
      priority: spec.isUrgent ? 'high' : random.chance(0.1) ? 'low' : 'normal',
      is_promise: spec.isPromise,
      interaction: spec.interaction,
      remark: null,
      ...(isDone ? done : open),
    },
  }
}

function scenarioChooser(all: readonly Scenario[]) {
  const choosers = new Map<string, (random: Random) => Scenario>()
  return (month: number, wantsPromise: boolean, random: Random): Scenario => {
    const key = `${month} ${wantsPromise}`
    let choose = choosers.get(key)
    if (!choose) {
      const fitting = all.filter((one) => (!one.months || one.months.includes(month)) && (!wantsPromise || one.promise !== undefined))
      choose = weighted(fitting.map((one) => [one, one.weight ?? 1] as const))
      choosers.set(key, choose)
    }
    return choose(random)
  }
}

type Words = Record<string, string>

const offered = ['亲子套餐', '湖景房周末价', '行政楼层体验', '会议半日套餐', '长住优惠', '三亚早鸟价', '商务宴请套餐', '水疗季卡']

function wordsFor(whom: TalkedTo, contact: Contact | null, random: Random): Words {
  const name = contact ? addressOf(contact.name, contact.isFemale, contact.position) : whom.contacts.length === 0 && whom.name.length <= 4 ? addressOf(whom.name, whom.isFemale) : '对方负责人'
  return { name, n: String(random.int(2, 12) * random.pick([1, 2, 5, 10])), day: random.pick(dayWords), hotel: random.pick(places.hotels).name.replace(/^.*·/, ''), product: random.pick(offered) }
}

function fill(text: string, words: Words): string {
  return text.replace(/\{(\w+)\}/g, (_, key: string) => words[key] ?? '')
}

function daysUntil(world: World, day: string): number {
  return -daysSince(world, Date.parse(`${day}T00:00:00+08:00`))
}
