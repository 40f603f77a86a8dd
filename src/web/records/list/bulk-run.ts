/** Changes to some records: in slices, with progress, to be stopped between slices. */
import { api } from '../../client/api.ts'
import { fetchList } from '../../client/records.ts'

import type { BatchInput, RecordData } from '../../client/records.ts'

export interface BulkProgress {
  done: number
  total: number
  failed: number
}

export interface BulkResult extends BulkProgress {
  isStopped: boolean
  /** What was done, for the undo. */
  changed: Changed[]
  /** Those that it was not done to, and what the server said of each. */
  refused: Refused[]
}

export interface Refused {
  record: RecordData
  reason: string
}

/** A record as it was read before, and its version since; none when it is gone. */
export interface Changed {
  before: RecordData
  version: number | undefined
}

export interface BulkWork {
  path: string
  records: RecordData[]
  /** Read anew before they are changed: the rows of a list may be of a while ago, or not hold them. */
  fields?: string[]
  operation(records: RecordData[]): BatchInput
  onProgress(progress: BulkProgress): void
  signal: AbortSignal
}

/** Small enough that the progress moves every second or so. */
const slice = 100

export async function runBulk(work: BulkWork): Promise<BulkResult> {
  const total = work.records.length
  const result: BulkResult = { done: 0, total, failed: 0, isStopped: false, changed: [], refused: [] }
  for await (const records of slicesOf(work)) {
    if (work.signal.aborted) return { ...result, isStopped: true }
    const answer = await api.post<BatchAnswer>(`/${work.path}/batch`, { ...work.operation(records), atomic: false })
    const problems = problemsOf(answer)
    result.done += records.length
    result.failed += problems.size
    result.refused.push(...records.flatMap((record, index) => (problems.has(index) ? [{ record, reason: problems.get(index) ?? '' }] : [])))
    const versions = new Map(answer.results.map(({ index, version }) => [index, version]))
    result.changed.push(...records.flatMap((before, index) => (problems.has(index) ? [] : [{ before, version: versions.get(index) }])))
    work.onProgress({ done: result.done, total: Math.max(total, result.done), failed: result.failed })
  }
  return result
}

/** Back from the recycle bin, a few at a time. */
export async function restoreAll(path: string, ids: string[], onProgress: (progress: BulkProgress) => void): Promise<BulkProgress> {
  const progress = { done: 0, total: ids.length, failed: 0 }
  const waiting = [...ids]
  const restore = async () => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      await api.post(`/${path}/${id}/restore`).catch(() => (progress.failed += 1))
      progress.done += 1
      onProgress({ ...progress })
    }
  }
  await Promise.all(Array.from({ length: 4 }, restore))
  return progress
}

async function* slicesOf({ path, records, fields, signal }: BulkWork): AsyncGenerator<RecordData[]> {
  for (let start = 0; start < records.length; start += slice) {
    const some = records.slice(start, start + slice)
    yield fields ? await readAnew(path, some, fields, signal) : some
  }
}

async function readAnew(path: string, records: RecordData[], fields: string[], signal: AbortSignal): Promise<RecordData[]> {
  const query = { filter: { id: { in: records.map((record) => record.id) } }, fields: ['id', ...fields], limit: slice }
  return (await fetchList(path, query, { signal })).data
}

/** Message of each operation that failed, by its place. */
function problemsOf(answer: BatchAnswer): Map<number, string> {
  return new Map(answer.results.flatMap((result) => (result.status === 'failed' ? [[result.index, result.problem?.errors?.[0]?.message ?? result.problem?.title ?? '']] : [])))
}

interface BatchAnswer {
  results: { index: number; status: 'done' | 'failed'; version?: number; problem?: { title?: string; errors?: { message: string }[] } }[]
}
