/** The published data sets for the tests of this folder; they are no part of the project (GUANXI_SHARED names their folder). */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Purchase } from './customer-histories.ts'

const folder = join(process.env.GUANXI_SHARED ?? resolve(import.meta.dirname, '../../../../../shared'), 'data')
export const hasPublishedData = existsSync(folder)
if (!hasPublishedData) console.warn(`SKIPPED: models on published data, because ${folder} is absent (set GUANXI_SHARED)`)

/** One by one, without the header. Cells are split at every comma, also within quotes. */
export function* publishedRows(path: string): Generator<string[]> {
  const bytes = readFileSync(join(folder, path))
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  for (const line of text.trim().split(/\r?\n/).slice(1)) yield line.split(',')
}

/** The purchases of each customer of the CDNOW sample, in the order of the file. */
export function cdnowPurchases(): Purchase[][] {
  const customers = new Map<string, Purchase[]>()
  for (const line of readFileSync(join(folder, 'cdnow/CDNOW_sample.txt'), 'utf8').trim().split(/\r?\n/)) {
    const [, id = '', date = '', , amount] = line.trim().split(/\s+/)
    const purchase = { day: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`, amount: Number(amount) }
    customers.set(id, [...(customers.get(id) ?? []), purchase])
  }
  return [...customers.values()]
}

/** Repeatable numbers in (0, 1) (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296
  }
}
