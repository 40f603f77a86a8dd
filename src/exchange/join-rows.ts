/**
 * Files with a row for each line of a document: rows that follow one another and name the same record are one record, and what a
 * list is made of (`lines.name`, `lines.quantity`) is gathered from all of them. A record is taken whole or not at all.
 */
import type { Value } from '../kernel/definitions/field.ts'
import { typeOf } from '../kernel/fields/index.ts'
import { matchKey, type MatchedRow } from './find-matches.ts'
import type { ImportPlan } from './import-plan.ts'
import type { Fault, ParsedRow } from './parse-rows.ts'

/** Longer than any document: a file in which every row names the same record does not fill the memory. */
const mostJoined = 20_000

/** Names of the lists that are gathered; none where rows are told apart by nothing. */
export function gatheredLists(plan: ImportPlan): string[] {
  if (plan.matchBy.length === 0) return []
  return plan.targets.filter(({ field, parts }) => parts && field.many && typeOf(field).isGathered).map(({ field }) => field.name)
}

/** Batches that do not end within a record. */
export async function* wholeRecords(batches: AsyncIterable<ParsedRow[]>, plan: ImportPlan): AsyncGenerator<ParsedRow[]> {
  const isGathered = gatheredLists(plan).length > 0
  let held: ParsedRow[] = []
  for await (const batch of batches) {
    if (!isGathered) {
      yield batch
      continue
    }
    const rows = [...held, ...batch]
    const key = keyOf(plan, rows.at(-1))
    let cut = rows.length
    while (key !== null && cut > 0 && keyOf(plan, rows[cut - 1]) === key) cut--
    held = cut < rows.length && rows.length - cut < mostJoined ? rows.slice(cut) : []
    const whole = held.length > 0 ? rows.slice(0, cut) : rows
    if (whole.length > 0) yield whole
  }
  if (held.length > 0) yield held
}

interface Joinable extends MatchedRow {
  faults: Fault[]
}

/** Puts what belongs to one record into its first row. @returns by the place of a further row that of its first one */
export function joinRows(plan: ImportPlan, rows: readonly Joinable[]): Map<number, number> {
  const lists = gatheredLists(plan)
  const joined = new Map<number, number>()
  if (lists.length === 0) return joined
  let first = 0
  for (const [index, row] of rows.entries()) {
    const key = matchKey(plan, row)
    const head = rows[first]
    if (index === 0 || key === null || !head || key !== matchKey(plan, head)) {
      first = index
      continue
    }
    joined.set(index, first)
    for (const name of lists) head.values[name] = [...entriesOf(head.values[name]), ...entriesOf(row.values[name])]
  }
  return joined
}

const together: Fault = { field: null, reason: { zh: '同一记录的其他行有误', en: 'Another row of the same record is wrong' } }

/** Where one row of a record is refused, none of them is taken. */
export function refuseTogether(joined: ReadonlyMap<number, number>, faults: Map<number, Fault[]>): void {
  for (const [index, first] of joined) if (faults.has(first) && !faults.has(index)) faults.set(index, [together])
}

/** Before a record is looked at: the faults of its further rows are its own. */
export function faultsTogether(joined: ReadonlyMap<number, number>, rows: readonly Joinable[]): Set<number> {
  return new Set([...joined].flatMap(([index, first]) => ((rows[index]?.faults.length ?? 0) > 0 ? [first] : [])))
}

export { together as otherRowIsWrong }

function keyOf(plan: ImportPlan, row: ParsedRow | undefined): string | null {
  return row ? matchKey(plan, row) : null
}

function entriesOf(value: Value | undefined): Value[] {
  return Array.isArray(value) ? value : []
}
