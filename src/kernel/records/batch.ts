import { newId } from '../../platform/ids.ts'
import { savepoint, transaction } from '../../platform/db/database.ts'
import { asProblem, problemBody } from '../../platform/http/problem-answer.ts'
import { Problem, type Issue } from '../../platform/problems.ts'
import { sql } from '../../platform/db/sql.ts'
import { allowed } from '../access/policy.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { createRecord, type Written } from './create.ts'
import { getRecord } from './get.ts'
import { removeRecord } from './remove.ts'
import { updateRecord } from './update.ts'

export interface BatchRequest {
  create: Record<string, unknown>[]
  /** Each with its `id`, perhaps with the `version` it was read at. */
  update: Record<string, unknown>[]
  delete: (string | { id: string; version?: number })[]
  /** All or nothing; else each operation stands for itself. */
  atomic: boolean
}

export interface BatchResult {
  operation: 'create' | 'update' | 'delete'
  /** Place in the list of the operation. */
  index: number
  /** `skipped`: it could have been done, but nothing was, because another failed. */
  status: 'done' | 'failed' | 'skipped'
  id?: string
  version?: number
  /** As the caller is told (RFC 9457). */
  problem?: object
}

/**
 * Many writes in one request, through the same functions as single ones; every event carries the id of the batch.
 * @throws Problem 422 when an atomic batch fails: nothing was written, and `results` says for each operation why.
 */
export async function runBatch(ctx: Context, object: ObjectDefinition, request: BatchRequest): Promise<{ batch: string; results: BatchResult[] }> {
  const batch = newId()
  const caused: Context = { ...ctx, cause: { ...ctx.cause, batch } }
  const operations = operationsOf(object, request)
  const answer = (outcomes: Outcome[]) => outcomes.map((outcome) => resultOf(ctx, object, outcome))
  if (!request.atomic) {
    // Under an idempotency key all of it is one transaction as well.
    if (ctx.db.inTransaction) await lockInOrder(ctx, object, request)
    return { batch, results: answer(await runEach(caused, operations)) }
  }
  return transaction(caused, async (ctx) => {
    await lockInOrder(ctx, object, request)
    const outcomes = await runEach(ctx, operations)
    if (outcomes.some((outcome) => outcome.problem)) throw failedBatch(outcomes, answer(outcomes))
    return { batch, results: answer(outcomes) }
  })
}

/** Batches that name the same records in another order would wait for each other in a circle. */
async function lockInOrder(ctx: Context, object: ObjectDefinition, request: BatchRequest): Promise<void> {
  const ids = [...request.update.map(({ id }) => String(id)), ...request.delete.map((target) => (typeof target === 'string' ? target : target.id))]
  if (ids.length < 2) return
  await ctx.db.rows(
    sql`select 1 from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.id = any(${ids}::uuid[])
      and ${allowed(ctx, object.name, 'see', 'c')} order by c.id for no key update of c`,
  )
}

/** Thrown, so that the transaction and all around it is undone. */
function failedBatch(outcomes: Outcome[], results: BatchResult[]): Problem {
  return new Problem({
    status: 422,
    code: 'batch-failed',
    title: { zh: '有操作失败，因此全部未执行', en: 'Nothing was done, because some of the operations failed' },
    issues: outcomes.flatMap(({ operation, index, problem }) => (problem ? issuesOf(`${operation}[${index}]`, problem) : [])),
    extra: { results: results.map(({ id: _id, version: _version, ...result }) => (result.status === 'done' ? { ...result, status: 'skipped' } : result)) },
  })
}

function issuesOf(place: string, problem: Problem): Issue[] {
  if (problem.issues.length === 0) return [{ path: place, code: problem.code, message: problem.title }]
  return problem.issues.map((issue) => ({ ...issue, path: issue.path ? `${place}.${issue.path}` : place }))
}

interface Outcome {
  operation: BatchResult['operation']
  index: number
  written?: { id: string; version?: number }
  problem?: Problem
}

function resultOf(ctx: Context, object: ObjectDefinition, { operation, index, written, problem }: Outcome): BatchResult {
  if (!problem) return { operation, index, status: 'done', id: written?.id, version: written?.version }
  return { operation, index, status: 'failed', problem: problemBody(problem, { language: ctx.language, path: `/api/v1/${object.path}` }) }
}

interface Operation {
  operation: 'create' | 'update' | 'delete'
  index: number
  run(ctx: Context): Promise<{ id: string; version?: number }>
}

function operationsOf(object: ObjectDefinition, request: BatchRequest): Operation[] {
  return [
    ...request.create.map((input, index): Operation => ({ operation: 'create', index, run: (ctx) => createThroughModule(ctx, object, input) })),
    ...request.update.map(({ id, version, ...patch }, index): Operation => ({
      operation: 'update',
      index,
      run: (ctx) => updateThroughModule(ctx, object, String(id), patch, { version: typeof version === 'number' ? version : null }),
    })),
    ...request.delete.map((target, index): Operation => ({
      operation: 'delete',
      index,
      run: async (ctx) => {
        const { id, version } = typeof target === 'string' ? { id: target } : target
        await removeRecord(ctx, object, id, { version: version ?? null })
        return { id }
      },
    })),
  ]
}

/** The plain create, or what the object's module does in its place. */
export async function createThroughModule(ctx: Context, object: ObjectDefinition, input: Record<string, unknown>): Promise<{ id: string; version?: number; json?: string }> {
  const create = ctx.registry.verbs.get(object.name)?.create
  return create ? { id: await create(ctx, input) } : createRecord(ctx, object, input)
}

/** The plain change, or what the object's module does in its place. */
export async function updateThroughModule(ctx: Context, object: ObjectDefinition, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<Written> {
  const update = ctx.registry.verbs.get(object.name)?.update
  if (!update) return updateRecord(ctx, object, id, patch, options)
  await update(ctx, id, patch, options)
  return getRecord(ctx, object, id)
}

async function runEach(ctx: Context, operations: Operation[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { operation, index, run } of operations) {
    try {
      outcomes.push({ operation, index, written: await savepoint(ctx, run) })
    } catch (error) {
      const problem = asProblem(error)
      // What nobody foresaw ends the whole request, as it does elsewhere.
      if (problem.status >= 500) throw error
      outcomes.push({ operation, index, problem })
    }
  }
  return outcomes
}
