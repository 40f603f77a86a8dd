/** bench/RESULTS.md: one section a size, made by the run itself; a run replaces the section of its own size. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { percentile, type Load } from './client.ts'
import type { Case } from './cases.ts'
import type { Samples } from './samples.ts'

export interface Measured {
  case: Case
  product: { single: Load; many: Load }
  floor: { single: Load; many: Load }
  bare: number | null
}

export interface Fact {
  what: string
  value: string
  goal?: string
  isKept?: boolean
}

const path = join(import.meta.dirname, 'RESULTS.md')

const head = `# Measured

Each line compares the product with a floor in the same run on the same database: a plain node:http server in a process of its own that runs
one hand-written, prepared statement a request through the same driver, builds the JSON in PostgreSQL and knows no policies, validation,
custom fields or row-level security (\`bench/floor.ts\`, \`bench/floor-sql.ts\`). Both sides are asked the same by the same client, in turns. Latencies are at one
connection; throughput is at 16. "Bare" is the statement through the driver without HTTP. Made by \`node bench/run.ts\`; \`--small\` for a trial.
`

export function writeResults(options: { samples: Samples; measured: readonly Measured[]; facts: readonly Fact[]; title: string }): void {
  const section = sectionOf(options)
  const marker = `<!-- ${options.title} -->`
  const old = existsSync(path) ? readFileSync(path, 'utf8') : head
  const kept = old.split(/(?=<!-- )/).filter((part) => part.startsWith('<!-- ') && !part.startsWith(marker))
  writeFileSync(path, [head, ...[...kept, `${marker}\n${section}`].toSorted().toReversed()].map((part) => part.trimEnd()).join('\n\n') + '\n')
}

function sectionOf({ samples, measured, facts, title }: Parameters<typeof writeResults>[0]): string {
  const lines = [
    `## ${title}`,
    '',
    `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC; ${cpus().length} cores ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.version}; load average at the end ${loadavg().map((one) => one.toFixed(1)).join(' ')} (the machine is shared).`,
    `${shown(samples.customers)} customers, ${shown(samples.transactions)} transactions, ${shown(samples.interactions)} interactions, ${shown(samples.contacts)} contacts in one workspace, embedded PostgreSQL.`,
    '',
  ]
  if (measured.length > 0) {
    lines.push('| case | median ms: product, floor, bare | ratio (goal) | 99th ms: product, floor | requests/s at 16: product, floor | part of floor (goal) |', '| --- | --- | --- | --- | --- | --- |')
    for (const one of measured) lines.push(rowOf(one))
  }
  if (facts.length > 0) {
    lines.push('', '| besides | measured | goal |', '| --- | --- | --- |')
    for (const { what, value, goal, isKept } of facts) lines.push(`| ${what} | ${value} | ${goal ?? ''}${isKept === undefined ? '' : isKept ? ' ✓' : ' **missed**'} |`)
  }
  return lines.join('\n')
}

function rowOf(one: Measured): string {
  const ratio = median(one.product.single) / median(one.floor.single)
  const part = one.product.many.perSecond / one.floor.many.perSecond
  const { slower, throughput } = one.case
  return `| ${one.case.name} | ${median(one.product.single).toFixed(2)}, ${median(one.floor.single).toFixed(2)}, ${one.bare?.toFixed(2) ?? '-'} | ${ratio.toFixed(2)}${verdict(slower, '≤', slower === null || ratio <= slower)} | ${p99(one.product.single)}, ${p99(one.floor.single)} | ${one.product.many.perSecond.toFixed(0)}, ${one.floor.many.perSecond.toFixed(0)} | ${part.toFixed(2)}${verdict(throughput, '≥', throughput === null || part >= throughput)} |`
}

function verdict(goal: number | null, sign: string, isKept: boolean): string {
  return goal === null ? '' : ` (${sign} ${goal}${isKept ? ' ✓' : ', **missed**'})`
}

export function median(load: Load): number {
  return percentile(load.latencies, 0.5)
}

function p99(load: Load): string {
  return percentile(load.latencies, 0.99).toFixed(1)
}

function shown(count: number): string {
  return count.toLocaleString('en')
}
