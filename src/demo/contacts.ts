/** The people at an organisation: the first is the primary contact. */
import type { SharedPlan } from './plan.ts'
import { idAt, randomOf, weighted, type Random } from './random.ts'
import { mailOf, mobile } from './reach.ts'
import { bestTimes, contactPosts, femaleGiven, maleGiven, surnames } from './words/names.ts'
import { dayLength, dayAgo, type World } from './world.ts'

export interface Contact {
  id: string
  createdAt: number
  name: string
  isFemale: boolean
  department: string
  position: string
  decision_role: string
  level: string
  phones: string[]
  emails: string[]
  wechat: string | null
  birthday: string | null
  birthday_calendar: 'solar' | 'lunar'
  best_time: string | null
  attitude: string | null
  is_primary: boolean
}

const surname = weighted(surnames)

export function personName(isFemale: boolean, random: Random): string {
  return surname(random) + random.pick(isFemale ? femaleGiven : maleGiven)
}

export function contactsOf(world: World, plan: SharedPlan, domain: string): Contact[] {
  if (plan.isPerson) return []
  const random = randomOf(`${world.seed} contacts`, plan.index)
  if (random.chance(0.06)) return []
  const count = Math.min(4, 1 + Math.floor(random.next() * (0.8 + plan.weight * 0.8)))
  const posts = new Set<number>()
  while (posts.size < count) posts.add(Math.floor(random.next() * contactPosts.length))
  return [...posts].map((post, position) => contactOf(world, plan, { post, position, domain }, random))
}

function contactOf(world: World, plan: SharedPlan, one: { post: number; position: number; domain: string }, random: Random): Contact {
  const [department = '', post = '', decision_role = '', level = ''] = contactPosts[one.post] ?? []
  const isFemale = random.chance(0.5)
  const name = personName(isFemale, random)
  const createdAt = Math.min(plan.createdAt + random.int(0, 60) * dayLength, world.startOfToday - dayLength)
  const isKnownWell = random.chance(0.75)
  return {
    id: idAt(createdAt, random),
    createdAt,
    name,
    isFemale,
    department,
    position: post,
    decision_role,
    level,
    phones: random.chance(0.93) ? [mobile(random)] : [],
    emails: random.chance(0.8) ? [mailOf(name, one.domain, random)] : [],
    wechat: random.chance(0.5) ? `wx_${Math.floor(random.next() * 1e9).toString(36)}` : null,
    birthday: isKnownWell ? birthDay(world, 24, 60, random) : null,
    birthday_calendar: random.chance(0.3) ? 'lunar' : 'solar',
    best_time: isKnownWell ? random.pick(bestTimes) : null,
    attitude: random.chance(0.7) ? random.pick(['supportive', 'supportive', 'neutral', 'neutral', 'opposed']) : null,
    is_primary: one.position === 0,
  }
}

/** A day of birth for somebody between two ages. */
export function birthDay(world: World, youngest: number, oldest: number, random: Random): string {
  return dayAgo(world, random.int(youngest * 365, oldest * 365))
}

/** 王总, 李经理, 张女士: how one speaks to a contact. */
export function addressOf(name: string, isFemale: boolean, position = ''): string {
  const family = name.length > 3 || twoCharacterSurnames.has(name.slice(0, 2)) ? name.slice(0, 2) : name.slice(0, 1)
  if (/总经理$|总监$/.test(position)) return `${family}总`
  if (position.endsWith('经理')) return `${family}经理`
  if (position.endsWith('主席')) return `${family}主席`
  return family + (isFemale ? '女士' : '先生')
}

const twoCharacterSurnames = new Set(surnames.flatMap(([name]) => (name.length === 2 ? [name] : [])))
