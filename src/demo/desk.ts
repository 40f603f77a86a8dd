/** What lies on the desk of everybody in the cast today: promises overdue, tasks of the day, calls of the last days, files changed since yesterday. */
import type { SharedPlan } from './plan.ts'
import { randomOf } from './random.ts'
import type { Standing } from './standing.ts'
import type { World } from './world.ts'

export interface DeskItem {
  /** A contact so many days ago; 1 is yesterday. */
  talkedAgo: number | null
  /** An open task due in so many days; negative is overdue. */
  dueIn: number | null
  isPromise: boolean
  isUrgent: boolean
  /** The file was changed yesterday. */
  isChanged: boolean
}

export type Desk = ReadonlyMap<number, DeskItem>

const item = (talkedAgo: number | null, dueIn: number | null, isPromise = false, isChanged = false, isUrgent = false): DeskItem => ({ talkedAgo, dueIn, isPromise, isChanged, isUrgent })

const items: DeskItem[] = [
  item(9, -4, true, false, true),
  item(5, -1, true),
  item(6, 0, true, true, true),
  item(3, 0),
  item(null, 0),
  item(2, 1, true),
  item(1, 2, true, true),
  item(4, 3),
  item(1, 5, true),
  item(2, null, false, true),
  item(1, null),
  item(3, 7, true),
  item(null, 9),
  item(1, 12, true, true),
]

/** Only files among these are looked at, so that a large world needs no more memory than a small one. */
export const shownFiles = 2500

export function isShown(world: World, index: number): boolean {
  return index % Math.ceil(world.sizes.customers / shownFiles) === 0
}

/** @param files those that are shown, with where they stand. */
export function layDesks(world: World, files: Iterable<{ plan: SharedPlan; standing: Standing }>): Desk {
  const byKeeper = Map.groupBy([...files].filter(({ plan }) => plan.keeper.isCast && plan.createdAgo > 15), ({ plan }) => plan.keeper.id)
  const desk = new Map<number, DeskItem>()
  for (const [keeper, those] of byKeeper) {
    const random = randomOf(`${world.seed} desk ${world.people.findIndex((person) => person.id === keeper)}`)
    // The better customers first, but not the same order for everybody.
    const ranked = those.map((file) => ({ file, rank: rankOf(file.standing) + random.next() * 2 })).sort((a, b) => a.rank - b.rank)
    for (const [position, { file }] of ranked.slice(0, items.length).entries()) {
      const one = items[position]
      if (one) desk.set(file.plan.index, one)
    }
  }
  return desk
}

function rankOf({ tier, status }: Standing): number {
  return { vip: 0, a: 0.5, b: 1, c: 2, potential: 2.5 }[tier] + (status === 'lost' || status === 'dormant' ? 3 : 0)
}
