/**
 * node bench/insight-pages.ts --data FOLDER [--turns 10] [--only WORDS]: the company's pages of insight from what the night kept, at the size of the
 * folder (bin/seed, bench/insight.ts); then a full evaluation and the preview of tiers as jobs, and what lists of the working surface take while they
 * run. Prints a table for bench/RESULTS.md.
 */
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { openApp } from '../src/app.ts'
import { analysisNames, keepAnswers } from '../src/modules/analyses/index.ts'
import { measureSeeded, type Case } from './beside-sql.ts'
import { percentile, type Ask, type Line } from './client.ts'

const { values: words } = parseArgs({ options: { data: { type: 'string' }, turns: { type: 'string' }, only: { type: 'string' } } })
if (!words.data) throw new Error('--data FOLDER: a folder made by bin/seed and bench/insight.ts')
const data = words.data

const post = (path: string, body: object): Ask => ({ method: 'POST', path: `/api/v1/${path}`, body: JSON.stringify(body) })
const list = (path: string, asked: Record<string, string>): Ask => ({ method: 'GET', path: `/api/v1/${path}?${new URLSearchParams({ limit: '50', ...asked })}` })

await measureSeeded({
  data, turns: Number(words.turns ?? 10),
  enter: () => Promise.resolve(),
  cases: async ({ databaseUrl, ws }) => {
    if (!words.only) await keepAsByNight(databaseUrl, ws)
    return cases().filter(({ what }) => !words.only || what.includes(words.only))
  },
  beside: async ({ session, ws }, line) => {
    if (words.only) return
    await whileRunning(line, 'a full evaluation', 'customer-values/evaluate', { kind: 'full', fit: true })
    const { rows: [bounds] } = await session.query<{ half: string; fifth: string; tenth: string }>(
      `select percentile_disc(0.5) within group (order by monetary)::text as half, percentile_disc(0.8) within group (order by monetary)::text as fifth, percentile_disc(0.95) within group (order by monetary)::text as tenth from customer_values where workspace_id = $1 and monetary > 0`, [ws])
    const above = (value: string | undefined) => ({ value: { monetary: { gte: value ?? '1' } } })
    await whileRunning(line, 'a preview of tiers', 'tier-schemes/preview', {
      levels: ['vip', 'a', 'b', 'c'].map((tier) => ({ tier })), conditions: { vip: above(bounds?.tenth), a: above(bounds?.fifth), b: above(bounds?.half) },
      scope: {}, most_up: 5, most_down: 1, stay_days: 90, hold_days: 0, hand_days: 60, as_job: true,
    })
  },
})

/** What the daily work keeps for the pages. */
async function keepAsByNight(databaseUrl: string, ws: string): Promise<void> {
  const app = await openApp({ databaseUrl, dataFolder: data, log: pino({ level: 'silent' }) })
  try {
    const start = performance.now()
    await keepAnswers(await app.runtime.systemContext(ws, 'bench'))
    console.log(`| answers of the analyses kept, as by night | ${(performance.now() - start).toFixed(0)} | | | |`)
  } finally {
    await app.close()
  }
}

function cases(): Case[] {
  const page = (what: string, ask: Ask): Case => ({ what, goal: 1000, asks: [ask], raw: null })
  return [
    page('how values stand', post('customer-values/standing', {})),
    ...['all', 'tier', 'category'].map((dimension) => page(`leaky bucket: ${dimension}`, post('customer-values/bucket', { dimension }))),
    page('cohorts of 24 months', post('customer-values/cohorts', { months: 24 })),
    page('sixteen cells', post('customer-values/grid', { across: 'lifetime_value', up: 'churn_risk' })),
    page('models', post('customer-values/models', {})),
    ...analysisNames.map((analysis) => page(`analysis: ${analysis}`, post('customer-values/analyse', { analysis }))),
    page('analysis of one segment, not kept', post('customer-values/analyse', { analysis: 'overview', filter: { tier: 'vip' } })),
    page('indicators', post('indicator-targets/standing', {})),
    ...lists().map(([what, ask]): Case => ({ what, goal: 300, asks: [ask], raw: null })),
  ]
}

/** What people do all day, and lists by values. */
function lists(): [string, Ask][] {
  const filter = (one: object) => JSON.stringify(one)
  return [
    ['customers by city, amount descending', list('customers', { filter: filter({ city: '上海市' }), sort: '-total_amount' })],
    ['customers named 科技', list('customers', { q: '科技' })],
    ['customers worth most first', list('customer-values', { sort: '-lifetime_value' })],
    ['customers of a segment, by profit', list('customer-values', { filter: filter({ segment: 'champion' }), sort: '-profit' })],
    ['open tasks', list('tasks', { filter: filter({ status: 'open' }), sort: 'due_on' })],
  ]
}

/** @param path of the act that answers with a job */
async function whileRunning(line: Line, what: string, path: string, body: object): Promise<void> {
  const started = performance.now()
  const { status, text } = await line.ask(post(path, body))
  if (status >= 300) throw new Error(`${what}: ${status} ${text.slice(0, 300)}`)
  const { job } = JSON.parse(text) as { job: string }
  const took = new Map(lists().map(([name]): [string, number[]] => [name, []]))
  for (;;) {
    for (const [name, ask] of lists()) {
      const begun = performance.now()
      await line.ask(ask)
      took.get(name)?.push(performance.now() - begun)
    }
    const { state } = JSON.parse((await line.ask({ method: 'GET', path: `/api/v1/jobs/${job}` })).text) as { state: string }
    if (!['queued', 'running'].includes(state)) {
      console.log(`| ${what} as a job: ${state} | ${(performance.now() - started).toFixed(0)} | | | |`)
      break
    }
  }
  for (const [name, all] of took) {
    const sorted = all.toSorted((a, b) => a - b)
    const most = percentile(sorted, 0.95)
    console.log(`| while it runs: ${name} (${sorted.length} times) | ${percentile(sorted, 0.5).toFixed(0)} | ${most.toFixed(0)} | | 300 ${most <= 300 ? 'kept' : 'MISSED'} |`)
  }
}
