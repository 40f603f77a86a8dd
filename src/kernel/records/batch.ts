import { newId } from '../../platform/ids.ts'
import { savepoint, transaction } from '../../platform/db/database.ts'
import { Problem } from '../../platform/problems.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { createRecord } from './create.ts'
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

export type BatchResult =
  | { operation: 'create' | 'update' | 'delete'; index: number; status: 'done'; id: string; version?: number }
  | { operation: 'create' | 'update' | 'delete'; index: number; status: 'failed'; problem: Problem }

/** Many writes in one request, through the same functions as single ones; every event carries the id of the batch. */
export async function runBatch(ctx: Context, object: ObjectDefinition, request: BatchRequest): Promise<{ batch: string; results: BatchResult[] }> {
  const batch = newId()
  const caused: Context = { ...ctx, cause: { ...ctx.cause, batch } }
  const operations = operationsOf(object, request)
  if (!request.atomic) return { batch, results: await runEach(caused, operations) }
  const results = await transaction(caused, async (ctx) => {
    const results = await runEach(ctx, operations)
    const failed = results.filter((result) => result.status === 'failed')
    if (failed.length > 0) throw new FailedBatch(results)
    return results
  }).catch((error: unknown) => {
    if (error instanceof FailedBatch) return error.results
    throw error
  })
  return { batch, results }
}

class FailedBatch extends Error {
  readonly results: BatchResult[]

  constructor(results: BatchResult[]) {
    super('Nothing was written: the batch is atomic and some operations failed')
    this.name = 'FailedBatch'
    this.results = results
  }
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
      run: (ctx) => updateRecord(ctx, object, String(id), patch, { version: typeof version === 'number' ? version : null }),
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

async function runEach(ctx: Context, operations: Operation[]): Promise<BatchResult[]> {
  const results: BatchResult[] = []
  for (const { operation, index, run } of operations) {
    try {
      const { id, version } = await savepoint(ctx, run)
      results.push({ operation, index, status: 'done', id, version })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      results.push({ operation, index, status: 'failed', problem: error })
    }
  }
  return results
}
