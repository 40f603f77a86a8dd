import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { newId } from '../../../platform/ids.ts'
import { transaction } from '../../../platform/db/database.ts'
import { mayAll } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import { reportProgress, startJob } from '../../../kernel/jobs.ts'
import { measureBlocks, nextBlocks, pairsOfCommonKeys, type CommonKey } from './blocks.ts'
import { compared, fileKeys, readsCompared, type CompareRow } from './duplicate-keys.ts'
import { writePairs } from './write-pairs.ts'

export const findPairsKind = 'customers.duplicates'

export interface FoundPairs {
  customers: number
  /** Pairs that wait for a decision now. */
  open: number
  /** Keys that too many customers have: how many such keys, and the commonest. */
  common: number
  commonest: CommonKey[]
}

// Few enough that what was made for one slice is gone before V8 takes it for something that stays.
const customersAtOnce = 500
const blocksAtOnce = 500

/** Begins the search over the whole file. For whoever may change every customer: it looks at all of them, whoever owns them. */
export const findPairs = defineAction({
  name: 'find',
  object: 'duplicate_pair',
  on: 'collection',
  label: { zh: '全库查重', en: 'Search the whole file' },
  input: z.strictObject({}),
  guard: maySearch,
  run: (ctx) => transaction(ctx, async (ctx) => ({ job: await startJob(ctx, { kind: findPairsKind, payload: {} }) })),
})

/** How the last search went, whoever began it; a search is told of to whoever may begin one. */
export const lastSearch = defineAction({
  name: 'last-search',
  object: 'duplicate_pair',
  on: 'collection',
  label: { zh: '上次全库查重', en: 'The last search' },
  is_query: true,
  input: z.strictObject({}),
  guard: maySearch,
  run: async (ctx) => {
    const [search] = await ctx.db.rows<object>(
      sql`select j.id, j.state, j.done, j.total, j.result, j.created_at, j.updated_at, j.created_by = ${ctx.actor.id}::uuid as is_own from jobs j
        where j.workspace_id = ${sql.workspace} and j.kind = ${findPairsKind} order by j.created_at desc limit 1`,
    )
    return { search: search ?? null }
  },
})

function maySearch(ctx: Context): boolean {
  // What is found names keys that too many have: telephone numbers, addresses.
  return mayAll(ctx.actor, 'customer', 'change') && readsCompared(ctx)
}

/** The search as a job, its progress counted in customers. */
export async function searchPairs(ctx: Context, jobId: string): Promise<FoundPairs | null> {
  const customers = await countCustomers(ctx)
  return searchAll(ctx, (part) => reportProgress(ctx, jobId, { done: Math.round(part * customers), total: customers }))
}

/**
 * One search over every customer: first each is filed under its keys, then everybody within a block is compared. In slices, so that
 * memory does not grow with the file; each slice stands for itself, so that a stopped search leaves what it found.
 * @param report told what part of the work is done; answers whether to go on
 */
export async function searchAll(ctx: Context, report: (part: number) => Promise<boolean>): Promise<FoundPairs | null> {
  const search = newId()
  const customers = await countCustomers(ctx)
  // Half of the work is filing, the other half comparing.
  if (!(await fileAll(ctx, (read) => report(customers === 0 ? 0.5 : (read / customers) * 0.5)))) return null
  const { blocks, common, commonest } = await measureBlocks(ctx)
  let last: string | null = null
  for (let compared = 0; ; ) {
    const next = await nextBlocks(ctx, last, blocksAtOnce)
    await writePairs(ctx, search, next.pairs)
    compared += next.blocks
    if (!(await report(0.5 + Math.min(compared / Math.max(blocks, 1), 1) * 0.5))) return null
    if (next.blocks < blocksAtOnce) break
    last = next.last
  }
  if (common > 1) {
    for await (const pairs of pairsOfCommonKeys(ctx)) await writePairs(ctx, search, pairs)
  }
  await ctx.db.rows(sql`delete from duplicate_pairs p where p.workspace_id = ${sql.workspace} and p.state = 'open' and p.seen_in < ${search}::uuid`)
  const [found] = await ctx.db.rows<{ open: number }>(sql`select count(*) as open from duplicate_pairs p where p.workspace_id = ${sql.workspace} and p.state = 'open'`)
  return { customers, open: found?.open ?? 0, common, commonest }
}

async function countCustomers(ctx: Context): Promise<number> {
  const [counted] = await ctx.db.rows<{ customers: number }>(sql`select count(*) as customers from customers c where c.workspace_id = ${sql.workspace} and c.deleted_at is null`)
  return counted?.customers ?? 0
}

/** False when somebody asked to stop. */
async function fileAll(ctx: Context, report: (read: number) => Promise<boolean>): Promise<boolean> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (let read = 0; ; ) {
    const rows = await ctx.db.rows<CompareRow>(
      sql`select ${compared} from customers c where c.workspace_id = ${sql.workspace} and c.id > ${after}::uuid and c.deleted_at is null and c.anonymised_at is null
        order by c.id limit ${customersAtOnce}`,
    )
    const last = rows.at(-1)
    if (!last) return true
    await fileKeys(ctx, rows.map(({ id }) => id), rows)
    read += rows.length
    if (!(await report(read))) return false
    after = last.id
  }
}
