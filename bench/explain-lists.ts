/**
 * node bench/explain-lists.ts --data FOLDER: asks PostgreSQL how it would answer every list, view, indexed sort and filter, every section of a page
 * and the reports, on a large world. Ends with 1 where a large table would be read whole that docs/decisions/reading-whole-tables.md does not excuse.
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { openApp } from '../src/app.ts'
import { aggregate } from '../src/kernel/query/aggregate.ts'
import { listRecords, type ListRequest } from '../src/kernel/query/list.ts'
import { isSortable } from '../src/kernel/query/sort.ts'
import { search } from '../src/kernel/search/search.ts'
import { timelineOf } from '../src/kernel/history/timeline.ts'
import type { Context } from '../src/kernel/context.ts'
import type { Field } from '../src/kernel/definitions/field.ts'
import type { ObjectDefinition } from '../src/kernel/definitions/object.ts'
import { typeOf } from '../src/kernel/fields/index.ts'
import { columnOf } from '../src/kernel/projections/columns.ts'
import { transactionStatistics } from '../src/modules/sales/queries/transaction-statistics.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { sql } from '../src/platform/db/sql.ts'
import { drawSamples } from './samples.ts'

const { values: words } = parseArgs({ options: { data: { type: 'string' } } })
if (!words.data) throw new Error('--data FOLDER: the folder that bench/run.ts keeps')

/** Rows from which a table is large: below, reading it whole is as good as an index. */
const large = 20_000

interface Question {
  what: string
  ask(ctx: Context): Promise<unknown>
  /** It reads a whole table, and why that is right stands in docs/decisions/reading-whole-tables.md. */
  isExcused?: boolean
}

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Plan Rows': number
  Plans?: Plan[]
}

const database = await startEmbedded({ dataDir: words.data })
await migrate(database.url)
const session = new pg.Client({ connectionString: database.url })
await session.connect()
const app = await openApp({ databaseUrl: database.url, dataFolder: words.data })
const samples = await drawSamples(session)
const sizes = new Map((await session.query<{ relname: string; reltuples: number }>(`select relname, reltuples from pg_class where relkind = 'r'`)).rows.map((row) => [row.relname, row.reltuples]))
const context = await app.runtime.systemContext(samples.workspaceId, 'bench')
let unexcused = 0
let asked = 0
for (const question of await questions()) {
  asked++
  const read = [...new Set((await plansOf(question)).flatMap(readWhole))]
  if (read.length === 0) continue
  if (!question.isExcused) unexcused++
  console.log(`${question.isExcused ? 'excused ' : 'WHOLE   '} ${question.what}: reads all of ${read.join(', ')}`)
}
console.log(`${asked} questions, ${unexcused} read a large table whole without an excuse`)
await app.close()
await session.end()
await database.stop()
process.exitCode = unexcused > 0 ? 1 : 0

async function questions(): Promise<Question[]> {
  const [id = ''] = samples.ids
  const lists: Question[] = []
  for (const object of context.objects.values()) {
    const list = (what: string, request: ListRequest): Question => ({ what: `${object.plural} ${what}`, ask: (ctx) => listRecords(ctx, object, request) })
    const indexed = await indexedColumns(object)
    const fields = [...object.fields.values()].filter((field) => !field.internal && indexed.has(field.pinyin?.full ?? field.column))
    lists.push(list('as they come', {}), ...object.views.map((view) => list(`view ${view.key}`, { filter: view.filter ?? {}, sort: view.sort })))
    for (const field of fields.filter(isSortable)) lists.push(...[field.name, `-${field.name}`].map((sort) => list(`by ${sort}`, { sort })))
    for (const field of fields) {
      const value = await sampleOf(object, field)
      if (value !== null) lists.push(list(`where ${field.name} is ${JSON.stringify(value).slice(0, 40)}`, { filter: { [field.name]: value } }))
    }
    if (object.search) lists.push(list('with words', { q: samples.words[0] }))
    if (object.has_timeline) lists.push({ what: `time line of ${object.plural}`, ask: (ctx) => timelineOf(ctx, object, id, { limit: 50 }) })
  }
  return [
    ...lists,
    ...relatedQuestions(),
    // A tenth of all people are called Wang: the hits that are looked at are found at once.
    ...['科技', '陈', 'wang', 'zg', '138', '13800138'].map((q): Question => ({ what: `search ${q}`, isExcused: q === 'wang', ask: (ctx) => search(ctx, { q, limit: 20 }) })),
    { what: 'statistics of a customer', ask: (ctx) => transactionStatistics(ctx, { filter: { customer: id } }) },
    { what: 'statistics of one day', ask: (ctx) => transactionStatistics(ctx, { from: '2026-05-04', to: '2026-05-04' }) },
    { what: 'customers by status', isExcused: true, ask: (ctx) => aggregate(ctx, { object: 'customers', group_by: ['status'] }) },
    { what: 'transactions by month', isExcused: true, ask: (ctx) => aggregate(ctx, { object: 'transactions', group_by: [{ field: 'at', by: 'month' }], measures: [{ fn: 'sum', field: 'amount' }] }) },
    { what: 'statistics of all', isExcused: true, ask: (ctx) => transactionStatistics(ctx, {}) },
  ]
}

/** What people ask of records that others point to, and that point to others. */
function relatedQuestions(): Question[] {
  const asked: [object: string, filter: object, isExcused?: boolean][] = [
    ['customer', { owner: { department: { name: { contains: '部' } } } }],
    ['customer', { owner: samples.actorId }],
    ['customer', { parent: { city: '杭州市' } }],
    ['customer', { tasks: { some: { status: 'open', due_on: { lt: 'today' } } } }],
    ['customer', { tasks: { some: { owner: samples.actorId, status: 'open' } } }],
    ['customer', { contacts: { none: {} } }],
    ['customer', { interactions: { none: { at: { in_last: '90d' } } } }],
    ['contact', { customer: { tier: 'vip' } }],
    ['contact', { customer: { owner: samples.actorId } }],
    ['task', { customer: { tier: 'vip' }, status: 'open' }],
    ['transaction', { customer: { owner: samples.actorId } }],
  ]
  return asked.flatMap(([name, filter, isExcused]) => {
    const object = context.objects.get(name)
    return object ? [{ what: `${object.plural} where ${JSON.stringify(filter)}`, isExcused, ask: (ctx: Context) => listRecords(ctx, object, { filter, limit: 100 }) }] : []
  })
}

/** The statements are explained instead of run; what hangs on their answers is not asked. */
async function plansOf({ ask }: Question): Promise<Plan[]> {
  const plans: Plan[] = []
  const explained: Context = {
    ...context,
    db: {
      ...context.db,
      rows: async (statement) => {
        const [row] = await context.db.rows<{ 'QUERY PLAN': [{ Plan: Plan }] }>(sql`explain (format json) ${statement}`)
        if (row) plans.push(row['QUERY PLAN'][0].Plan)
        return []
      },
    },
  }
  await ask(explained).catch((error: unknown) => {
    if (plans.length === 0) throw error
  })
  return plans
}

function readWhole(plan: Plan): string[] {
  const own = plan['Node Type'] === 'Seq Scan' && (sizes.get(plan['Relation Name'] ?? '') ?? 0) > large ? [plan['Relation Name'] ?? ''] : []
  return [...own, ...(plan.Plans ?? []).flatMap(readWhole)]
}

/** Columns that an index of the object's table begins with, after the workspace. */
async function indexedColumns(object: ObjectDefinition): Promise<Set<string>> {
  const { rows } = await session.query<{ name: string }>(
    `select distinct a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid
      and a.attnum = case when (select attname from pg_attribute where attrelid = i.indrelid and attnum = i.indkey[0]) = 'workspace_id' then i.indkey[1] else i.indkey[0] end
     where i.indrelid = to_regclass($1)`,
    [object.table],
  )
  return new Set(rows.map((row) => row.name))
}

/** A value that records have, as the interface answers it; null where there is none or the field is not asked for equality. */
async function sampleOf(object: ObjectDefinition, field: Field): Promise<unknown> {
  if (!typeOf(field).operators.includes('eq') || field.pinyin || typeOf(field).column(field).endsWith('[]')) return null
  // A part of a large table is enough; a column that is empty everywhere would else be looked for in all of it.
  const part = sql.raw((sizes.get(object.table) ?? 0) > large ? 'tablesample system (1)' : '')
  const column = columnOf('c', field)
  const [row] = await context.db.rows<{ record: { value: unknown } }>(
    sql`select row_to_json(t) as record from (select ${typeOf(field).stored(column, field)} as value from ${sql.id(object.table)} c ${part}
      where c.workspace_id = ${sql.workspace} and ${column} is not null limit 1) t`,
  )
  return row?.record.value ?? null
}
