/** Whether a plan that was made without knowing the values is as good as one that was made for them. */
import type pg from 'pg'
import type { CompiledSql } from './sql.ts'

/** What `explain (format json)` tells of a step, as far as it is looked at. */
interface PlanStep {
  'Node Type': string
  'Parent Relationship'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Filter?: string
  Plans?: PlanStep[]
}

/** Names of the columns of each index that the plan reads, in their order. */
type IndexColumns = ReadonlyMap<string, readonly string[]>

/**
 * The plan reads ranges of indexes in their order until it has enough: whatever the values are, it reads little that it does not answer. One that
 * filters a table on its way, or sorts what no limit made short, may be the best for one city and the worst for the next.
 * @param isShort a limit stands above, with nothing between that reads to the end.
 */
function readsRanges(plan: PlanStep, columns: IndexColumns, isShort: boolean): boolean {
  // Of what a subquery gathers first, a plan that knows the values does not know the size either.
  const eachBelow = (isShort: boolean) => (plan.Plans ?? []).every((step) => readsRanges(step, columns, isShort || step['Parent Relationship'] === 'InitPlan'))
  switch (plan['Node Type']) {
    case 'Limit':
      return eachBelow(true)
    case 'Append':
    case 'Merge Append':
    case 'Result':
    case 'Subquery Scan':
    case 'WindowAgg':
      return eachBelow(isShort)
    case 'Aggregate':
    case 'Sort':
    case 'Unique':
      return eachBelow(false)
    case 'Index Scan':
      return plan.Filter === undefined && (isShort || isLookedUp(plan)) && isRange(plan, columns) && eachBelow(isShort)
    case 'Index Only Scan':
      return (plan.Filter === undefined || isNarrow(plan)) && (isShort || isLookedUp(plan)) && isRange(plan, columns) && eachBelow(isShort)
    default:
      return false
  }
}

/** Equal in the first columns of the index, bounded in the next: what is asked of a later one would be asked of every entry on the way. */
function isRange({ 'Index Name': index = '', 'Index Cond': condition = '' }: PlanStep, columns: IndexColumns): boolean {
  const asked = [...condition.matchAll(/\(+(?:ROW\()?(\w+)(?:, \w+)*\)? (\S+) (ANY)?/g)].map(([, column, sign, any]) => ({ column, isEqual: sign === '=' && !any }))
  const names = columns.get(index) ?? []
  let place = 0
  for (const { column, isEqual } of asked) {
    if (column !== names[place]) return false
    if (isEqual) place++
  }
  return asked.length === condition.split(' AND ').length
}

/** One by one, by the ids that a subquery gathered: `$0` of PostgreSQL 15 and 16, where parameters begin with `$1`. */
function isLookedUp({ 'Index Cond': condition = '' }: PlanStep): boolean {
  return condition.includes('= ANY ((InitPlan') || condition.includes('= ANY ($0)')
}

/** A part of what the workspace has, such as what one person owns; the rest is decided from the index alone. */
function isNarrow({ 'Index Cond': condition = '' }: PlanStep): boolean {
  return condition.split(' = ').length > 2
}

/** Asked anew now and then: tables grow, and PostgreSQL learns what is in them. */
const minutes = 10
const mostTexts = 2000
const known = new Map<string, { answer: boolean; until: number }>()

/** @param borrow a connection that plans without the values (`plan_cache_mode`). */
export async function mayKeep({ text, values }: CompiledSql, borrow: (work: (connection: pg.ClientBase) => Promise<boolean>) => Promise<boolean>): Promise<boolean> {
  const before = known.get(text)
  if (before && before.until > Date.now()) return before.answer
  const answer = await borrow(async (connection) => {
    const plan = await planOf(connection, text, values.length)
    return readsRanges(plan, await columnsOf(connection, indexesOf(plan)), false)
  })
  known.delete(text)
  if (known.size >= mostTexts) known.delete(known.keys().next().value ?? '')
  known.set(text, { answer, until: Date.now() + minutes * 60_000 })
  return answer
}

async function planOf(connection: pg.ClientBase, text: string, parameters: number): Promise<PlanStep> {
  await connection.query(`prepare "looked at" as ${text}`)
  try {
    const values = parameters === 0 ? '' : `(${Array.from({ length: parameters }, () => 'null').join(', ')})`
    const { rows } = await connection.query<{ 'QUERY PLAN': [{ Plan: PlanStep }] }>(`explain (format json) execute "looked at"${values}`)
    const [row] = rows
    if (!row) throw new Error('PostgreSQL tells a plan of what was prepared')
    return row['QUERY PLAN'][0].Plan
  } finally {
    await connection.query('deallocate "looked at"')
  }
}

function indexesOf(plan: PlanStep): string[] {
  return [...(plan['Index Name'] ? [plan['Index Name']] : []), ...(plan.Plans ?? []).flatMap(indexesOf)]
}

async function columnsOf(connection: pg.ClientBase, indexes: readonly string[]): Promise<IndexColumns> {
  const { rows } = await connection.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind = 'i' and c.relname = any($1) group by c.oid, c.relname`,
    [indexes],
  )
  return new Map(rows.map(({ name, columns }) => [name, columns]))
}
