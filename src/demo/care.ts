/** What is known of a customer beyond the file itself: preferences and taboos, special days, relationships. */
import { lunarOf, nextOccurrence, solarOf } from '../platform/chinese/lunar.ts'
import { partsOf } from '../platform/calendar/days.ts'
import type { Contact } from './contacts.ts'
import type { Planted } from './planted.ts'
import { planOf, type SharedPlan } from './plan.ts'
import { idAt, randomOf, type Random } from './random.ts'
import type { Standing } from './standing.ts'
import { companyPreferences, guestPreferences, type PreferenceSpec } from './words/preferences.ts'
import { dayAgo, dayAt, momentAgo, type Person, type World } from './world.ts'
import type { Stored } from '../kernel/records/input.ts'

export function preferencesOf(world: World, plan: SharedPlan, standing: Standing, contacts: readonly Contact[]): Planted[] {
  const random = randomOf(`${world.seed} preferences`, plan.index)
  const wealth = { vip: 3.2, a: 2.2, b: 1.1, c: 0.5, potential: 0.15 }[standing.tier]
  const count = Math.floor(wealth * random.next() + random.next())
  const chosen = new Set<PreferenceSpec>()
  const specs = plan.isPerson ? guestPreferences : companyPreferences
  for (let number = 0; number < count; number++) chosen.add(random.pick(specs))
  return [...chosen].map((spec) => {
    const ago = random.int(1, Math.max(1, Math.min(900, plan.createdAgo - 1)))
    const createdAt = Math.max(plan.createdAt, momentAgo(world, ago, random.int(9 * 60, 21 * 60)))
    const contact = contacts.length > 0 && random.chance(0.35) ? random.pick(contacts) : null
    const isSeenAgain = random.chance(0.5) && ago > 20
    return {
      object: 'preference',
      id: idAt(createdAt, random),
      createdAt,
      createdBy: plan.keeper,
      changes: [],
      values: {
        customer: plan.id,
        contact: contact?.id ?? null,
        kind: spec.kind,
        area: spec.area,
        text: spec.text,
        strength: spec.kind === 'taboo' ? random.int(4, 5) : random.chance(0.7) ? random.int(2, 5) : null,
        department: world.departmentIds.get(spec.by) ?? null,
        recorded_on: dayAt(world, createdAt),
        seen_again_on: isSeenAgain ? dayAgo(world, random.int(1, ago - 1)) : null,
      },
    }
  })
}

export function specialDaysOf(world: World, plan: SharedPlan, standing: Standing, file: { values: Stored; contacts: readonly Contact[] }): Planted[] {
  const random = randomOf(`${world.seed} special days`, plan.index)
  const { values, contacts } = file
  const days: Planted[] = []
  const add = (kind: string, name: string, day: string, calendar: 'solar' | 'lunar', contact: Contact | null = null, isAutomatic = false) =>
    days.push(specialDay(world, plan, { kind, name, day, calendar, contact: contact?.id ?? null, is_automatic: isAutomatic }, random))
  if (typeof values.birthday === 'string') {
    const isLunar = values.birthday_calendar === 'lunar'
    add('birthday', '生日', isLunar && random.chance(0.08) ? leapDay(values.birthday, random) : values.birthday, isLunar ? 'lunar' : 'solar')
  }
  if (values.family_status === 'married' && random.chance(0.3)) add('wedding', '结婚纪念日', dayAgo(world, random.int(300, 9000)), 'solar')
  if (typeof values.founded_on === 'string' && random.chance(0.6)) add('founding', '公司成立日', values.founded_on, 'solar')
  if (!plan.isPerson && standing.tier !== 'potential' && random.chance(0.5)) add('contract', '首次签约日', dayAt(world, plan.createdAt), 'solar')
  for (const contact of contacts) {
    if (!contact.birthday) continue
    // Entered by hand, or what the product makes of the file.
    const isByHand = random.chance(0.6)
    add('birthday', isByHand ? `${contact.name}生日` : contact.name, contact.birthday, contact.birthday_calendar, contact, !isByHand)
  }
  if (plan.isPerson && standing.tier === 'vip' && random.chance(0.3)) add('custom', '入会纪念日', dayAt(world, plan.createdAt), 'solar')
  return days
}

interface DaySpec {
  kind: string
  name: string
  day: string
  calendar: 'solar' | 'lunar'
  contact: string | null
  is_automatic: boolean
}

function specialDay(world: World, plan: SharedPlan, spec: DaySpec, random: Random): Planted {
  return {
    object: 'special_day',
    id: idAt(plan.createdAt, random),
    createdAt: plan.createdAt,
    createdBy: plan.keeper,
    changes: [],
    values: {
      customer: plan.id,
      ...spec,
      lunar_text: lunarOf(spec.day)?.text ?? null,
      next_on: nextOccurrence({ on: spec.day, calendar: spec.calendar, after: world.today }),
      remark: null,
    },
  }
}

/** Years of the last century with a leap month, so that there are people who were born in one. */
const leapMonths: [year: number, month: number][] = [[1952, 5], [1955, 3], [1957, 8], [1960, 6], [1963, 4], [1966, 3], [1968, 7], [1971, 5], [1974, 4], [1976, 8], [1979, 6], [1982, 4], [1984, 10], [1987, 6], [1990, 5], [1993, 3], [1995, 8]]

function leapDay(birthday: string, random: Random): string {
  const { year } = partsOf(birthday)
  const [leapYear, month] = leapMonths.toSorted(([one], [other]) => Math.abs(one - year) - Math.abs(other - year))[0] ?? [1984, 10]
  return solarOf({ year: leapYear, month, day: random.int(1, 29), leap: true }) ?? birthday
}

/** To customers of an earlier file: groups of companies, partners, families, recommendations. */
export function relationshipsOf(world: World, plan: SharedPlan, links: Links): Planted[] {
  const random = randomOf(`${world.seed} relationships`, plan.index)
  const made = (customer: string, kind: string, other: string, remark: string | null): Planted => ({
    object: 'relationship',
    id: idAt(plan.createdAt, random),
    createdAt: plan.createdAt,
    createdBy: plan.keeper,
    changes: [],
    values: { customer, kind, other, remark },
  })
  const relationships: Planted[] = []
  if (links.parent) relationships.push(made(links.parent, 'parent', plan.id, '集团内单位'))
  if (links.referrer) relationships.push(made(plan.id, 'referred_by', links.referrer, null))
  if (plan.index > 10 && random.chance(0.05)) {
    const other = otherOf(world, plan, random)
    if (other) relationships.push(made(plan.id, plan.isPerson ? 'family' : random.pick(['partner', 'supplier', 'competitor_of']), other, plan.isPerson ? random.pick(['夫妻', '父子', '母女', '兄弟姐妹']) : null))
  }
  return relationships
}

export interface Links {
  parent: string | null
  referrer: string | null
}

export function linksOf(world: World, plan: SharedPlan, isReferred: boolean): Links {
  const random = randomOf(`${world.seed} links`, plan.index)
  return {
    parent: plan.segment === 'corporate' && plan.index > 10 && random.chance(0.05) ? otherOf(world, plan, random) : null,
    referrer: isReferred && plan.index > 0 ? planOf(world, Math.floor(random.next() * plan.index)).id : null,
  }
}

/** An earlier customer of the same kind near by; null where a few tries find none. */
function otherOf(world: World, plan: SharedPlan, random: Random): string | null {
  for (let attempt = 0; attempt < 6; attempt++) {
    const other = planOf(world, Math.floor(random.next() * plan.index))
    if (other.segment === plan.segment) return other.id
  }
  return null
}

/** A colleague who keeps customers of the same kind. */
export function colleagueOf(world: World, plan: SharedPlan, random: Random): Person {
  const others = world.people.filter((person) => person.portfolio === plan.keeper.portfolio && person.id !== plan.keeper.id && person.isCast)
  return others.length > 0 ? random.pick(others) : plan.keeper
}
