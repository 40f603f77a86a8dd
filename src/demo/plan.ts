/**
 * The outline of each customer: when the file was made, what kind, how weighty, who keeps it. Made from the seed and the index alone,
 * so that one customer can speak of another (a parent, who referred whom) without anything being kept in memory.
 */
import { partsOf } from '../platform/calendar/days.ts'
import { idAt, randomOf, weighted, type Random } from './random.ts'
import { dayAt, dayLength, minuteLength, momentAgo, oldestFile, oldestPurchase, type City, type Person, type World } from './world.ts'

export type Segment = 'corporate' | 'channel' | 'government' | 'guest' | 'banquet'
/** What became of a customer. */
export type Fate = 'going_on' | 'gone_quiet' | 'left' | 'came_back' | 'never_bought'

export interface Plan {
  index: number
  id: string
  createdAt: number
  /** Days before today. */
  createdAgo: number
  segment: Segment
  isPerson: boolean
  /** Around 1; few are above 5. Drives quantities, purchases, care. */
  weight: number
  fate: Fate
  /** Days before today of the last purchase there can be. */
  endsAgo: number
  city: City
  keeper: Person
}

/** A plan with its share of the world's purchases and contacts. */
export interface SharedPlan extends Plan {
  number: string
  purchases: number
  talks: number
}

const segments = weighted<Segment>([
  ['corporate', 34],
  ['channel', 7],
  ['government', 3],
  ['guest', 48],
  ['banquet', 8],
])

const fates = weighted<Fate>([
  ['going_on', 58],
  ['gone_quiet', 11],
  ['left', 9],
  ['came_back', 4],
  ['never_bought', 18],
])

export function planOf(world: World, index: number): Plan {
  const random = randomOf(`${world.seed} plan`, index)
  const createdAt = createdAtOf(world, index)
  const createdAgo = Math.ceil((world.startOfToday - createdAt) / dayLength)
  const segment = segments(random)
  const isPerson = segment === 'guest' || segment === 'banquet'
  const weight = Math.min(12, Math.exp(random.normal() * 0.9 - 0.25))
  const drawn = fates(random)
  // A file of the last weeks is too young to have been left.
  const fate = createdAgo < 150 && drawn !== 'never_bought' ? 'going_on' : drawn
  const endsAgo = fate === 'gone_quiet' ? random.int(150, 330) : fate === 'left' ? random.int(400, 800) : 0
  const isKeyAccount = weight > 3.6 && random.chance(0.6)
  const portfolio = isKeyAccount ? 'key_accounts' : ({ corporate: 'corporate', channel: 'channel', government: 'corporate', guest: 'guests', banquet: 'banquets' } as const)[segment]
  return {
    index,
    id: idAt(createdAt, random),
    createdAt,
    createdAgo,
    segment,
    isPerson,
    weight,
    fate,
    endsAgo: Math.min(endsAgo, Math.max(0, createdAgo - 20)),
    city: world.cityOf(random),
    keeper: world.keeperOf(portfolio, random),
  }
}

/** Whether something is in the file, with this chance for a usual customer: those who matter are known better. */
export function isKnown(plan: Plan, probability: number, random: Random): boolean {
  return random.chance(plan.weight > 1.5 ? 1 - (1 - probability) / 6 : probability)
}

/** All plans in order, with purchases and contacts dealt out so that their sums are exactly those asked for. */
export function* plansOf(world: World, layout: Layout): Generator<SharedPlan> {
  let bought = 0
  let talked = 0
  for (let index = 0; index < world.sizes.customers; index++) {
    const plan = planOf(world, index)
    const purchasesBefore = shareOf(bought, layout.purchaseWeight, world.sizes.transactions)
    const talksBefore = shareOf(talked, layout.talkWeight, world.sizes.interactions)
    bought += purchaseWeight(plan)
    talked += talkWeight(plan)
    yield {
      ...plan,
      number: numberOf(layout, index),
      purchases: shareOf(bought, layout.purchaseWeight, world.sizes.transactions) - purchasesBefore,
      talks: shareOf(talked, layout.talkWeight, world.sizes.interactions) - talksBefore,
    }
  }
}

export interface Layout {
  purchaseWeight: number
  talkWeight: number
  /** Years of the numbers and the index each begins with, the oldest first. */
  years: { year: number; first: number; count: number }[]
}

/** One quick pass over all outlines, for the sums that shares are dealt by. */
export function layoutOf(world: World): Layout {
  const layout: Layout = { purchaseWeight: 0, talkWeight: 0, years: [] }
  for (let index = 0; index < world.sizes.customers; index++) {
    const plan = planOf(world, index)
    layout.purchaseWeight += purchaseWeight(plan)
    layout.talkWeight += talkWeight(plan)
  }
  layout.years = yearsOf(world)
  return layout
}

function shareOf(sum: number, total: number, count: number): number {
  return total === 0 ? 0 : Math.round((sum / total) * count)
}

function purchaseWeight(plan: Plan): number {
  if (plan.fate === 'never_bought') return 0
  const window = Math.max(10, Math.min(oldestPurchase, plan.createdAgo) - plan.endsAgo) / oldestPurchase
  return Math.pow(plan.weight, 1.2) * (plan.isPerson ? 0.7 : 1.3) * Math.pow(window, 0.8)
}

function talkWeight(plan: Plan): number {
  return (0.4 + plan.weight) * (plan.isPerson ? 0.6 : 1.4) * (0.3 + Math.min(1, plan.createdAgo / oldestPurchase))
}

/** Files come ever more quickly: their number grows with the power 1.4 of time. Later index, later file. */
function createdAtOf(world: World, index: number): number {
  const passed = Math.pow((index + 0.5) / world.sizes.customers, 1 / 1.4)
  const ago = Math.max(0, oldestFile * (1 - passed))
  const days = Math.floor(ago) + 1
  // Office hours: the part of the day that has passed, laid out between nine and six.
  return momentAgo(world, days, 9 * 60) + Math.floor((1 - (ago - Math.floor(ago))) * 9 * 60 * minuteLength)
}

function yearOf(world: World, index: number): number {
  return partsOf(dayAt(world, createdAtOf(world, index))).year
}

function yearsOf(world: World): Layout['years'] {
  const years: Layout['years'] = []
  for (let first = 0; first < world.sizes.customers; ) {
    const year = yearOf(world, first)
    let low = first
    let high = world.sizes.customers
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (yearOf(world, middle) === year) low = middle
      else high = middle
    }
    years.push({ year, first, count: high - first })
    first = high
  }
  return years
}

function numberOf(layout: Layout, index: number): string {
  const year = layout.years.findLast((one) => one.first <= index)
  return `KH-${year?.year}-${String(index - (year?.first ?? 0) + 1).padStart(6, '0')}`
}
