/** What the demo world is made from, before anything is made: the sizes, the day, the people and where customers live. */
import { dayNumber, fromDayNumber } from '../platform/calendar/days.ts'
import { dayOf, startOfDay } from '../platform/calendar/zones.ts'
import { divisionTree } from '../platform/chinese/division-tree.ts'
import type { ObjectDefinition } from '../kernel/definitions/object.ts'
import { idAt, randomOf, weighted, type Random } from './random.ts'
import { administrator, cast, departments, territories, type PersonSpec, type Portfolio } from './words/cast.ts'
import { cityWeights } from './words/companies.ts'
import { maleGiven, femaleGiven, surnames } from './words/names.ts'
import { products, type ProductSpec } from './words/products.ts'

export interface Sizes {
  customers: number
  transactions: number
  interactions: number
}

export interface Person {
  id: string
  name: string
  departmentKey: string
  portfolio: Portfolio
  share: number
  /** Null for the administrator, who comes with the workspace. */
  spec: PersonSpec | null
  /** Of the named cast: has a desk with work of the day. */
  isCast: boolean
}

export interface City {
  province: string
  city: string
  districts: { name: string; code: string }[]
}

export interface Product extends ProductSpec {
  id: string
}

export interface World {
  seed: string
  sizes: Sizes
  timeZone: string
  today: string
  /** Of today, as days are counted from 1970. */
  todayNumber: number
  /** Instant at which the day begins, in milliseconds: nothing in this world happens later. */
  startOfToday: number
  people: Person[]
  departmentIds: ReadonlyMap<string, string>
  /** By name. */
  territoryIds: ReadonlyMap<string, string>
  products: Product[]
  objects: ReadonlyMap<string, ObjectDefinition>
  cityOf: (random: Random) => City
  /** Somebody who looks after customers of the portfolio. */
  keeperOf: (portfolio: Portfolio, random: Random) => Person
}

export const dayLength = 86_400_000
export const minuteLength = 60_000

/** The company is older than its figures: files go back six years, purchases three. */
export const oldestFile = 2190
export const oldestPurchase = 1095

/** One keeper more for so many customers beyond what the cast can look after. */
const customersPerKeeper = 1500

export function makeWorld(options: { seed: string; sizes: Sizes; now: Date; timeZone: string; administratorId: string; objects: ReadonlyMap<string, ObjectDefinition> }): World {
  const { seed, sizes, now, timeZone } = options
  const today = dayOf(now, timeZone)
  const startOfToday = startOfDay(today, timeZone).getTime()
  const founded = startOfToday - oldestFile * dayLength
  const random = randomOf(`${seed} company`)
  const departmentIds = new Map(departments.map(({ key }) => [key, idAt(founded, random)]))
  const people = peopleOf(options.administratorId, sizes, founded, random)
  return {
    seed,
    sizes,
    timeZone,
    today,
    todayNumber: dayNumber(today),
    startOfToday,
    people,
    departmentIds,
    territoryIds: new Map(territories.map(({ name }) => [name, idAt(founded, randomOf(`${seed} territory ${name}`))])),
    products: products.map((product) => ({ ...product, id: idAt(founded, random) })),
    objects: options.objects,
    cityOf: weighted(cityWeights.map(([city, weight]) => [cityNamed(city), weight] as const)),
    keeperOf: keepersOf(people),
  }
}

/** The day `days` before today, as YYYY-MM-DD; negative for days to come. */
export function dayAgo(world: World, days: number): string {
  const number = world.todayNumber - days
  let day = knownDays.get(number)
  if (day === undefined) knownDays.set(number, (day = fromDayNumber(number)))
  return day
}

const knownDays = new Map<number, string>()

/** The day on the wall calendar at an instant. */
export function dayAt(world: World, at: number): string {
  return dayAgo(world, daysSince(world, at))
}

/** The instant so many days before today at a minute of the day. China has had no summer time since 1991. */
export function momentAgo(world: World, days: number, minute: number): number {
  return world.startOfToday - days * dayLength + minute * minuteLength
}

/** How many days before today an instant lies. */
export function daysSince(world: World, at: number): number {
  return Math.ceil((world.startOfToday - at) / dayLength)
}

export function objectIn(world: World, name: string): ObjectDefinition {
  const object = world.objects.get(name)
  if (!object) throw new Error(`No module declares the object ${name}`)
  return object
}

function peopleOf(administratorId: string, sizes: Sizes, founded: number, random: Random): Person[] {
  const head: Person = { id: administratorId, name: administrator.name, departmentKey: administrator.department, portfolio: administrator.portfolio, share: administrator.share, spec: null, isCast: true }
  const named = cast.map((spec): Person => ({ id: idAt(founded, random), name: spec.name, departmentKey: spec.department, portfolio: spec.portfolio, share: spec.share, spec, isCast: true }))
  const more = Math.min(500, Math.floor(sizes.customers / customersPerKeeper) - 5)
  const surname = weighted(surnames)
  for (let number = 1; number <= more; number++) {
    const portfolio = random.chance(0.5) ? 'corporate' : random.chance(0.8) ? 'guests' : 'channel'
    const department = { corporate: 'sales_1', guests: 'members', channel: 'sales_2' }[portfolio]
    const name = surname(random) + random.pick(random.chance(0.5) ? maleGiven : femaleGiven)
    const login = `staff${String(number).padStart(3, '0')}`
    const spec: PersonSpec = { login, mail: login, name, title: '客户专员', department, role: 'staff', portfolio, share: 4 }
    named.push({ id: idAt(founded, random), name, departmentKey: department, portfolio, share: 4, spec, isCast: false })
  }
  return [head, ...named]
}

function keepersOf(people: readonly Person[]): World['keeperOf'] {
  const choosers = new Map<Portfolio, (random: Random) => Person>()
  for (const [portfolio, those] of Map.groupBy(people, (person) => person.portfolio)) {
    choosers.set(portfolio, weighted(those.map((person) => [person, person.share] as const)))
  }
  return (portfolio, random) => {
    const choose = choosers.get(portfolio)
    if (!choose) throw new Error(`Nobody looks after ${portfolio}`)
    return choose(random)
  }
}

function cityNamed(name: string): City {
  const node = divisionTree().byForm.get(name)?.find((one) => one.level === 'city' && one.name === name)
  if (!node) throw new Error(`The divisions of China have no ${name}`)
  const districts = node.children.map((child) => ({ name: child.name, code: child.code }))
  return { province: node.parent?.name ?? node.name, city: node.name, districts: districts.length > 0 ? districts : [{ name: '', code: `${node.code}00` }] }
}
