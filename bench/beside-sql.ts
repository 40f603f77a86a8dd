/** Requests by HTTP beside the same by raw SQL, in the same run: a row of bench/RESULTS.md each. */
import type pg from 'pg'
import { percentile, type Ask, type Line } from './client.ts'

export interface Case {
  what: string
  /** Milliseconds, 95th. */
  goal: number
  asks: Ask[]
  /** The same by hand; none where nobody would write one statement for it. */
  raw: string | null
}

export async function measureCases(beside: { line: Line; session: pg.Client; ws: string; turns: number }, cases: readonly Case[]): Promise<void> {
  console.log('| what | median ms | 95th ms | raw SQL ms | goal |\n|---|---|---|---|---|')
  for (const one of cases) await measure(beside, one)
}

async function measure({ line, session, ws, turns }: Parameters<typeof measureCases>[0], { what, goal, asks, raw }: Case): Promise<void> {
  const took: number[] = []
  const plain: number[] = []
  for (let turn = 0; turn < turns; turn++) {
    for (const ask of asks) {
      const start = performance.now()
      const { status, text } = await line.ask(ask)
      took.push(performance.now() - start)
      if (status !== 200) throw new Error(`${what}: ${status} ${text.slice(0, 300)}`)
    }
    if (!raw) continue
    const start = performance.now()
    await session.query(raw, [ws])
    plain.push(performance.now() - start)
  }
  const [sorted, floor] = [took.toSorted((a, b) => a - b), plain.toSorted((a, b) => a - b)]
  const most = percentile(sorted, 0.95)
  console.log(`| ${what} | ${percentile(sorted, 0.5).toFixed(0)} | ${most.toFixed(0)} | ${raw ? percentile(floor, 0.5).toFixed(0) : ''} | ${goal} ${most <= goal ? 'kept' : 'MISSED'} |`)
}
