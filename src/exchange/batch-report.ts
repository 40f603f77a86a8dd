/** What a batch came to, for the result and the error file. */
import { errorColumns, type RowErrors } from '../platform/tabular/error-file.ts'
import type { Language } from '../platform/label.ts'
import type { ImportPlan } from './import-plan.ts'
import { emptyResult, type ImportResult, type PreviewedError } from './import-record.ts'
import { storable } from './open-file.ts'
import type { Fault, ParsedRow } from './parse-rows.ts'
import type { Pending, Settled } from './settle-batch.ts'

const mostPreviewed = 100

/** @param written the records that were, or in a dry run would be, written. */
export function addToResult(result: ImportResult | null, plan: ImportPlan, language: Language, batch: { rows: readonly ParsedRow[]; settled: Settled; written: readonly Pending[] }): ImportResult {
  const { rows, settled, written } = batch
  const so = result ?? emptyResult
  const steps = written.flatMap((pending) => pending.steps)
  const previewed = so.errors_preview.slice()
  for (const { row, faults } of faultyRows(rows, settled)) {
    for (const fault of faults) if (previewed.length < mostPreviewed) previewed.push(previewOf(plan, language, row, fault))
  }
  return {
    rows: so.rows + rows.length,
    created: so.created + steps.filter(({ verb }) => verb === 'created').length,
    updated: so.updated + steps.filter(({ verb }) => verb === 'updated').length + settled.presumed,
    skipped: so.skipped + settled.skipped,
    joined: (so.joined ?? 0) + settled.joined,
    failed: so.failed + settled.faults.size,
    left_out: (so.left_out ?? 0) + takenWithout(settled).reduce((sum, [, faults]) => sum + faults.length, 0),
    errors_preview: previewed,
  }
}

/** In the order of the file. */
export function errorRows(plan: ImportPlan, language: Language, rows: readonly ParsedRow[], settled: Settled): RowErrors[] {
  return faultyRows(rows, settled).map(({ row, faults }) => ({
    line: row.line,
    cells: row.cells,
    errors: faults.map((fault) => {
      const { column, value, reason } = previewOf(plan, language, row, fault)
      return { column, value, reason }
    }),
  }))
}

/** Where an error file that comes back has the lines of the file before. */
export function errorRowColumn(columns: readonly string[]): number | null {
  const at = columns.findIndex((column) => column.trim().toLowerCase() === errorColumns.row)
  return at < 0 ? null : at
}

/** The database may have refused the row after all. */
function takenWithout(settled: Settled): [index: number, faults: Fault[]][] {
  return [...settled.leftOut.entries()].filter(([index]) => !settled.faults.has(index))
}

function isTakenWithout({ field, reason, value }: Fault): Fault {
  return { field, value, reason: { zh: `${reason.zh}（略去此值，导入其余内容）`, en: `${reason.en} (this value is left out, the rest of the row is taken)` } }
}

function faultyRows(rows: readonly ParsedRow[], settled: Settled): { row: ParsedRow; faults: Fault[] }[] {
  const left = takenWithout(settled).map(([index, faults]): [number, Fault[]] => [index, faults.map(isTakenWithout)])
  return [...settled.faults.entries(), ...left]
    .sort(([one], [other]) => one - other)
    .flatMap(([index, faults]) => {
      const row = rows[index]
      return row ? [{ row, faults }] : []
    })
}

const longestShown = 200

function previewOf(plan: ImportPlan, language: Language, row: ParsedRow, fault: Fault): PreviewedError {
  const target = plan.targets.find(({ field }) => field.name === fault.field)
  const label = plan.object.fields.get(fault.field ?? '')?.label[language] ?? ''
  const columns = (target?.columns ?? []).map((at) => plan.columns[at] ?? '')
  const cells = (target?.columns ?? []).map((at) => row.cells[at] ?? '').filter((cell) => cell !== '')
  return {
    row: row.line,
    column: columns.length > 0 ? columns.join(', ') : label,
    value: storable((fault.value ?? cells.join(', ')).slice(0, longestShown)),
    reason: storable(fault.reason[language]),
  }
}
