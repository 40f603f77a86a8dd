/** What a customer bought in three years: visits with their lines, more in the high season, more every year, now and then a refund. */
import { startOfYearEnding, partsOf, weekdayOf } from '../platform/calendar/days.ts'
import { startOfDay } from '../platform/calendar/zones.ts'
import type { SharedPlan, Segment } from './plan.ts'
import { idAt, randomOf, weighted, type Random } from './random.ts'
import { places } from './words/cast.ts'
import type { ProductUse } from './words/products.ts'
import { dayAgo, momentAgo, oldestPurchase, type Product, type World } from './world.ts'

export interface Line {
  id: string
  at: number
  product: Product
  kind: 'purchase' | 'refund'
  quantity: number
  /** Cents. */
  unitPrice: number
  amount: number
  document: string
  place: string
}

export interface Totals {
  /** Cents. */
  total: number
  annual: number
  purchases: number
  /** Instant of the last line; 0 for none. */
  lastAt: number
  firstAt: number
}

const uses: Record<Segment, (random: Random) => ProductUse> = {
  corporate: weighted([['group_room', 46], ['meeting', 14], ['banquet', 8], ['dining', 12], ['travel', 12], ['gift', 5], ['room', 3]]),
  channel: weighted([['group_room', 62], ['room', 14], ['travel', 16], ['meeting', 8]]),
  government: weighted([['meeting', 34], ['group_room', 36], ['dining', 22], ['banquet', 8]]),
  guest: weighted([['room', 52], ['dining', 22], ['wellness', 10], ['member', 3], ['travel', 7], ['gift', 6]]),
  banquet: weighted([['banquet', 28], ['dining', 52], ['gift', 14], ['member', 3], ['wellness', 3]]),
}

/** What goes with the first line of a visit. */
const companions: Record<ProductUse, ProductUse[]> = {
  room: ['dining', 'dining', 'wellness', 'travel'],
  group_room: ['dining', 'meeting', 'travel'],
  dining: ['dining'],
  banquet: ['dining', 'room'],
  meeting: ['meeting', 'dining', 'group_room'],
  travel: ['room', 'dining'],
  wellness: ['dining'],
  member: ['gift'],
  gift: ['gift'],
}

/** By month: spring and autumn for business, summer and holidays for families. */
const businessSeason = [0.6, 0.45, 1, 1, 0.9, 0.95, 0.8, 0.75, 1, 0.85, 1, 0.95]
const leisureSeason = [0.8, 0.9, 0.65, 0.8, 0.9, 0.7, 1, 1, 0.6, 1, 0.6, 0.7]

export function purchasesOf(world: World, plan: SharedPlan): Line[] {
  const lines: Line[] = []
  const random = randomOf(`${world.seed} purchases`, plan.index)
  const oldest = Math.min(oldestPurchase, plan.createdAgo)
  while (lines.length < plan.purchases) {
    const ago = dayOfVisit(world, plan, oldest, random)
    addVisit(world, plan, ago, random, lines)
  }
  return lines
}

export function totalsOf(world: World, lines: readonly Line[]): Totals {
  const yearAgo = yearBefore(world)
  const totals: Totals = { total: 0, annual: 0, purchases: 0, lastAt: 0, firstAt: 0 }
  for (const { amount, at, kind } of lines) {
    totals.total += amount
    if (at >= yearAgo) totals.annual += amount
    if (kind === 'purchase') totals.purchases++
    if (at > totals.lastAt) totals.lastAt = at
    if (kind === 'purchase' && (totals.firstAt === 0 || at < totals.firstAt)) totals.firstAt = at
  }
  return totals
}

function dayOfVisit(world: World, plan: SharedPlan, oldest: number, random: Random): number {
  for (let attempt = 0; ; attempt++) {
    // The power leans towards the present: sales grow.
    const ago = Math.floor(plan.endsAgo + (oldest - plan.endsAgo) * (1 - Math.pow(random.next(), 0.8)))
    if (plan.fate === 'came_back' && ago > 120 && ago < 480 && attempt < 8) continue
    if (attempt >= 3) return ago
    const { month, weekday } = calendarOf(world, ago)
    const isWeekend = weekday > 5
    const season = (plan.isPerson ? leisureSeason : businessSeason)[month - 1] ?? 1
    const ofWeek = plan.isPerson ? (isWeekend ? 1 : 0.6) : isWeekend ? 0.25 : 1
    if (random.next() < season * ofWeek) return ago
  }
}

function addVisit(world: World, plan: SharedPlan, ago: number, random: Random, lines: Line[]): void {
  const { month, stamp } = calendarOf(world, ago)
  // Of today there is only what the night audit books at midnight.
  const first: ProductUse = ago === 0 ? (plan.isPerson ? 'room' : 'group_room') : uses[plan.segment](random)
  const count = ago === 0 ? 1 : Math.min(plan.purchases - lines.length, random.int(1, 3))
  const hotel = hotelOf(plan, random)
  const document = `${hotel.code}${stamp}${random.int(1000, 9999)}`
  for (let number = 0; number < count; number++) {
    const use = number === 0 ? first : random.pick(companions[first])
    const product = productOf(world, plan, use, month, random)
    const minute = ago === 0 ? 0 : minuteOf(use, random)
    const at = momentAgo(world, ago, minute)
    const quantity = quantityOf(plan, product, random)
    const unitPrice = Math.round(product.price * 100 * discountOf(plan, random))
    const isRefund = lines.length > 1 && random.chance(0.018)
    const sign = isRefund ? -1 : 1
    const returned = isRefund ? Math.max(1, Math.floor(quantity / 2)) : quantity
    lines.push({
      id: idAt(at, random),
      at,
      product,
      kind: isRefund ? 'refund' : 'purchase',
      quantity: sign * returned,
      unitPrice,
      amount: sign * returned * unitPrice,
      document,
      place: placeOf(product, hotel.name, random),
    })
  }
}

const calendars = new WeakMap<World, { month: number; weekday: number; stamp: string }[]>()

/** Month, weekday and yymmdd by days before today, reckoned once. */
function calendarOf(world: World, ago: number): { month: number; weekday: number; stamp: string } {
  const known = calendars.get(world)
  const calendar =
    known ??
    Array.from({ length: oldestPurchase + 2 }, (_, days) => {
      const day = dayAgo(world, days)
      return { month: partsOf(day).month, weekday: weekdayOf(day), stamp: day.slice(2).replaceAll('-', '') }
    })
  if (!known) calendars.set(world, calendar)
  return calendar[ago] ?? { month: 1, weekday: 1, stamp: '000000' }
}

const yearsBefore = new WeakMap<World, number>()

/** Where "the last twelve months" begin, as refresh-purchase-totals has it. */
function yearBefore(world: World): number {
  const known = yearsBefore.get(world)
  if (known !== undefined) return known
  const at = startOfDay(startOfYearEnding(world.today), world.timeZone).getTime()
  yearsBefore.set(world, at)
  return at
}

const offers = new WeakMap<World, Map<string, Product[]>>()

function productOf(world: World, plan: SharedPlan, use: ProductUse, month: number, random: Random): Product {
  const known = offers.get(world) ?? new Map<string, Product[]>()
  offers.set(world, known)
  const buyers = plan.isPerson ? 'families' : 'companies'
  const key = `${use} ${month} ${buyers}`
  let offered = known.get(key)
  if (!offered) {
    const all = world.products.filter((product) => product.use === use && (product.only ?? buyers) === buyers)
    const now = all.filter((product) => !product.months || product.months.includes(month))
    offered = now.length > 0 ? now : all
    known.set(key, offered)
  }
  // The first of a use sell best.
  return offered[Math.floor(Math.pow(random.next(), 1.6) * offered.length)] ?? random.pick(offered)
}

const anyHotel = weighted(places.hotels.map((hotel, index) => [hotel, [38, 26, 16, 14, 6][index] ?? 1] as const))

function hotelOf(plan: SharedPlan, random: Random) {
  const atHome = places.hotels.find((hotel) => hotel.city === plan.city.city)
  return atHome && random.chance(0.75) ? atHome : anyHotel(random)
}

function placeOf(product: Product, hotel: string, random: Random): string {
  if (product.use === 'travel') return places.travel
  if (product.code === 'HY-105') return places.congress
  if ((product.use === 'gift' || product.use === 'member') && random.chance(0.6)) return places.online
  return hotel
}

const hours: Record<ProductUse, [number, number]> = {
  room: [11, 14],
  group_room: [11, 15],
  dining: [8, 21],
  banquet: [18, 21],
  meeting: [9, 17],
  travel: [9, 18],
  wellness: [13, 21],
  member: [9, 20],
  gift: [9, 21],
}

function minuteOf(use: ProductUse, random: Random): number {
  const [from, to] = hours[use]
  return random.int(from * 60, to * 60)
}

function quantityOf(plan: SharedPlan, product: Product, random: Random): number {
  if (plan.isPerson) return product.use === 'banquet' ? random.int(1, 12) : product.use === 'room' || product.use === 'dining' || product.use === 'travel' ? random.int(1, 4) : 1
  const scale = Math.max(1, plan.weight)
  switch (product.use) {
    case 'group_room':
      return product.unit === '月' ? random.int(1, 3) : Math.ceil(random.int(1, 9) * scale)
    case 'banquet':
      return Math.ceil(random.int(1, 6) * Math.sqrt(scale))
    case 'gift':
      return Math.ceil(random.int(5, 40) * scale)
    case 'dining':
      return random.int(1, 15)
    case 'travel':
      return random.int(1, 20)
    default:
      return product.unit === '位' ? random.int(20, 80) : 1
  }
}

function discountOf(plan: SharedPlan, random: Random): number {
  const lowest = plan.segment === 'channel' ? 78 : plan.isPerson ? 88 : 85
  return random.int(lowest, 100) / 100
}
