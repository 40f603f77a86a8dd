/**
 * The months of the company (leaky bucket, cohorts). A customer counts for `active_months` from each month with a purchase; whoever bought nothing
 * in so many months is lost in the month after, and won back in the month of the next purchase.
 */
import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { exactSums } from './exact-sums.ts'

export interface CompanyMonths {
  /** Months are years times twelve, rising; amounts whole cents. */
  add(customer: { tier: string | null; category: string | null }, months: readonly number[], amounts: readonly number[]): void
  /** In parts that add up: what this slice comes to is written under its number. */
  write(ctx: Context, part: { run: string; number: number }): Promise<void>
}

const [gained, wonBack, lost] = [0, 1, 2] as const

type Months<Kept> = Map<number, Kept>
type Moves = [gained: number, wonBack: number, lost: number]

/** @param asOf the month that is told for */
export function companyMonths({ activeMonths, asOf }: { activeMonths: number; asOf: number }): CompanyMonths {
  // Keyed by numbers: a text put together for every month of every customer took longer than to fold the purchases.
  const moves = { all: new Map<string, Months<Moves>>(), tier: new Map<string, Months<Moves>>(), category: new Map<string, Months<Moves>>() }
  const cohorts: Months<Months<{ customers: number; amount: ReturnType<typeof exactSums> }>> = new Map()
  const monthsOf = (dimension: keyof typeof moves, value: string | null) => (value === null ? null : given(moves[dimension], value, () => new Map()))
  const move = (counted: readonly (Months<Moves> | null)[], month: number, what: 0 | 1 | 2) => {
    for (const months of counted) if (months) given(months, month, (): Moves => [0, 0, 0])[what] += 1
  }
  return {
    add: (customer, months, amounts) => {
      const cohort = months[0]
      if (cohort === undefined) return
      const counted = [monthsOf('all', ''), monthsOf('tier', customer.tier), monthsOf('category', customer.category)]
      const ofCohort = given(cohorts, cohort, () => new Map())
      for (let index = 0; index < months.length; index++) {
        const month = months[index] ?? cohort
        const before = index === 0 ? undefined : months[index - 1]
        const after = months[index + 1]
        if (before === undefined) move(counted, month, gained)
        else if (month > before + activeMonths) move(counted, month, wonBack)
        if ((after === undefined || after > month + activeMonths) && month + activeMonths <= asOf) move(counted, month + activeMonths, lost)
        const kept = given(ofCohort, month, () => ({ customers: 0, amount: exactSums(1) }))
        kept.customers += 1
        kept.amount.add(0, amounts[index] ?? 0)
      }
    },
    write: async (ctx, { run, number }) => {
      for (const table of ['value_moves', 'value_cohorts']) await ctx.db.rows(sql`delete from ${sql.id(table)} p where p.workspace_id = ${sql.workspace} and p.run_id = ${run}::uuid and p.part = ${number}`)
      const moved = Object.entries(moves).flatMap(([dimension, values]) => [...values].flatMap(([value, months]) => [...months].map(([month, counts]) => ({ dimension, value, month, counts }))))
      await ctx.db.rows(sql`insert into value_moves (workspace_id, run_id, part, dimension, value, month, gained, won_back, lost)
        select ${sql.workspace}, ${run}::uuid, ${number}, m.dimension, m.value, m.month, m.gained, m.won_back, m.lost
        from unnest(${moved.map((one) => one.dimension)}::text[], ${moved.map((one) => one.value)}::text[], ${moved.map(({ month }) => firstDay(month))}::date[],
          ${moved.map(({ counts }) => counts[gained])}::bigint[], ${moved.map(({ counts }) => counts[wonBack])}::bigint[], ${moved.map(({ counts }) => counts[lost])}::bigint[]) m(dimension, value, month, gained, won_back, lost)`)
      const bought = [...cohorts].flatMap(([cohort, months]) => [...months].map(([month, kept]) => ({ cohort, month, ...kept })))
      await ctx.db.rows(sql`insert into value_cohorts (workspace_id, run_id, part, cohort, month, customers, amount)
        select ${sql.workspace}, ${run}::uuid, ${number}, k.cohort, k.month, k.customers, k.amount * 0.01
        from unnest(${bought.map(({ cohort }) => firstDay(cohort))}::date[], ${bought.map(({ month }) => firstDay(month))}::date[], ${bought.map(({ customers }) => customers)}::bigint[], ${bought.map(({ amount }) => String(amount.value(0)))}::numeric[]) k(cohort, month, customers, amount)`)
    },
  }
}

function given<Key, Value>(kept: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = kept.get(key)
  if (known !== undefined) return known
  const made = make()
  kept.set(key, made)
  return made
}

function firstDay(month: number): string {
  const year = Math.floor(month / 12)
  return `${String(year).padStart(4, '0')}-${String(month - year * 12 + 1).padStart(2, '0')}-01`
}
