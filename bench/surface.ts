/**
 * node bench/surface.ts --data FOLDER [--only pages|filters]: the working surface at the million of bench/run.ts. The list and the page of a customer in
 * Chromium, from nothing kept and again; a changed filter until its rows stand there; a contact logged; and by HTTP every kind of condition by itself and two by two, with
 * values drawn from the company, each asked for with fifty rows.
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { sessionFor } from './access-people.ts'
import { openLine, percentile, type Target } from './client.ts'
import { contextsOf, firstUseful, openBrowser } from './first-useful.ts'
import { startProduct } from './processes.ts'
import { drawSamples, type Samples } from './samples.ts'

const { values: words } = parseArgs({ options: { data: { type: 'string' }, only: { type: 'string' } } })
if (!words.data) throw new Error('--data FOLDER: the folder that bench/run.ts keeps')
const goals = { page: 1500, one: 300, two: 1000, contact: 2000 }
const pairs = 300

const database = await startEmbedded({ dataDir: words.data })
await migrate(database.url)
const session = new pg.Client({ connectionString: database.url })
await session.connect()
const samples = await drawSamples(session)
const cookie = await sessionFor(session, samples.workspaceId, samples.actorId)
const product = await startProduct({ dataFolder: words.data })
try {
  if (words.only !== 'filters') await openPages(samples)
  if (words.only !== 'pages') await askFilters({ port: product.port, headers: `cookie: ${cookie}\r\n` })
} finally {
  await product.stop()
  await session.end()
  await database.stop()
}

async function openPages({ ids, cities }: Samples): Promise<void> {
  const browser = await openBrowser()
  try {
    const open = contextsOf(browser, { url: `http://localhost:${product.port}`, cookie })
    await firstUseful(open, { what: 'list of a million customers', path: '/customers', isUseful: `document.querySelectorAll('[role=gridcell]').length > 50`, goal: goals.page })
    await firstUseful(open, { what: 'page of a customer', path: `/customers/${ids[0]}`, isUseful: `document.querySelector('h1') && document.querySelectorAll('li time').length > 0`, goal: goals.page })
    const page = await (await open()).newPage()
    const took = await changeFilters(page, cities.slice(0, 30))
    console.log(`a changed filter until its rows stand there, in Chromium: ${told(took, goals.one)}`)
    console.log(`a contact logged with two keys beside its words, until the page says so: ${told(await logContacts(page, ids.slice(0, 20)), goals.contact)}`)
  } finally {
    await browser.close()
  }
}

/** A key for the channel, the words at once, Enter: from the first key on. */
async function logContacts(page: Page, customers: readonly string[]): Promise<number[]> {
  const took: number[] = []
  for (const id of customers) {
    await page.goto(`/customers/${id}`)
    await page.getByRole('region', { name: '记录接触' }).waitFor()
    const begun = performance.now()
    await page.keyboard.press('5')
    await page.keyboard.insertText('谈了明年的协议价')
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: /已记录/ }).waitFor()
    took.push(performance.now() - begun)
  }
  return took
}

/** As whoever presses a filter does: the address changes, the page asks, and every row is of that city. */
async function changeFilters(page: Page, cities: readonly string[]): Promise<number[]> {
  const address = (city: string) => `/customers?${new URLSearchParams({ columns: 'name,city,tier', filter: JSON.stringify({ city }) })}`
  await page.goto(address(cities.at(-1) ?? ''))
  const took: number[] = []
  for (const city of cities) {
    took.push(await page.evaluate<number>(`new Promise((resolve, reject) => {
      const begun = performance.now()
      const isThere = () => {
        const cells = [...document.querySelectorAll('[role=gridcell]')].filter((cell) => cell.getAttribute('aria-colindex') === '3')
        return cells.length > 10 && cells.every((cell) => cell.textContent === ${JSON.stringify(city)})
      }
      const observer = new MutationObserver(() => { if (isThere()) { observer.disconnect(); resolve(performance.now() - begun) } })
      observer.observe(document, { childList: true, subtree: true, characterData: true })
      history.pushState(null, '', ${JSON.stringify(address(city))})
      dispatchEvent(new PopStateEvent('popstate', { state: null }))
      setTimeout(() => reject(new Error('No rows of ${city} within ten seconds')), 10000)
    })`))
  }
  return took
}

interface Condition {
  kind: string
  filter: Record<string, unknown>
}

async function askFilters(target: Target): Promise<void> {
  const conditions = await drawConditions()
  const line = await openLine(target)
  const ask = async (filter: unknown, sort: string) => {
    const begun = performance.now()
    const { status, text } = await line.ask({ method: 'GET', path: `/api/v1/customers?${new URLSearchParams({ filter: JSON.stringify(filter), sort, limit: '50' })}` })
    if (status !== 200) throw new Error(`${JSON.stringify(filter)} was answered ${status}: ${text.slice(0, 200)}`)
    return performance.now() - begun
  }
  const one = new Map<string, number[]>()
  for (const sort of ['-updated_at', '-annual_amount']) {
    for (const { kind, filter } of conditions) one.set(`${kind}, ${sort}`, [...(one.get(`${kind}, ${sort}`) ?? []), await ask(filter, sort)])
  }
  tell('one condition', one, goals.one)
  const two = new Map<string, number[]>()
  for (let number = 0; number < pairs; number++) {
    // The same pairs at every run.
    const [first, second] = [conditions[(number * 37) % conditions.length], conditions[(number * 101 + 13) % conditions.length]]
    if (!first || !second || first.kind === second.kind) continue
    const kind = [first.kind, second.kind].toSorted().join(' and ')
    two.set(kind, [...(two.get(kind) ?? []), await ask({ and: [first.filter, second.filter] }, '-updated_at')])
  }
  tell('two conditions', two, goals.two)
  line.close()
}

function tell(what: string, took: ReadonlyMap<string, number[]>, goal: number): void {
  console.log(`${what}: ${told([...took.values()].flat(), goal)}`)
  const slowest = [...took].map(([kind, all]) => ({ kind, most: Math.max(...all), count: all.length })).toSorted((a, b) => b.most - a.most)
  for (const { kind, most, count } of slowest.slice(0, 8)) console.log(`  ${kind}: slowest of ${count} ${most.toFixed(0)} ms`)
}

function told(all: readonly number[], goal: number): string {
  const sorted = all.toSorted((a, b) => a - b)
  const late = percentile(sorted, 0.95)
  return `median ${percentile(sorted, 0.5).toFixed(0)} ms, 95th ${late.toFixed(0)} ms of ${all.length} (goal ${goal} ms${late <= goal ? ' ✓' : ', missed'})`
}

/** Values that the company has, frequent and rare. */
async function drawConditions(): Promise<Condition[]> {
  const conditions: Condition[] = []
  const add = (kind: string, ...filters: Record<string, unknown>[]) => conditions.push(...filters.map((filter) => ({ kind, filter })))
  for (const name of ['status', 'tier', 'source', 'kind', 'category', 'industry', 'province', 'city', 'owner', 'team', 'territory'] as const) {
    const column = ['owner', 'team', 'territory'].includes(name) ? `${name}_id` : name
    const { rows } = await session.query<{ value: string }>(
      `select ${column}::text as value from customers where workspace_id = $1 and deleted_at is null and ${column} is not null group by 1 order by count(*) desc`, [samples.workspaceId])
    const values = [...rows.slice(0, 8), ...rows.slice(8).slice(-4)].map(({ value }) => value)
    add(name, ...values.map((value) => ({ [name]: value })))
    if (values.length > 1) add(`${name}, one of two`, { [name]: { in: values.slice(0, 2) } })
    add(`${name} is empty`, { [name]: { is_empty: true } })
  }
  add('amount of the year from', ...['0.01', '10000', '100000', '1000000', '100000000'].map((gte) => ({ annual_amount: { gte } })))
  add('amount of the year between', { annual_amount: { between: ['5000', '5010'] } }, { annual_amount: { between: ['100', '90000'] } })
  add('last contact before', ...['2020-01-01', '2024-01-01', '2026-06-01'].map((day) => ({ last_contact_at: { lt: `${day}T00:00:00Z` } })))
  add('last contact lately', ...['7d', '90d'].map((in_last) => ({ last_contact_at: { in_last } })))
  add('entered lately', ...['1d', '30d', '365d'].map((in_last) => ({ created_at: { in_last } })))
  add('name contains', ...samples.words.slice(0, 12).map((contains) => ({ name: { contains } })), { name: { contains: '没有这个名字' } })
  add('name begins', ...samples.words.slice(12, 18).map((starts_with) => ({ name: { starts_with } })))
  return conditions
}
