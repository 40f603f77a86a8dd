/**
 * node bench/in-browser.ts --data FOLDER [--opportunities 300000] [--only board|keys]: what people wait for at the pages, in Chromium, in a seeded company (bin/seed): the board
 * of a sixth of so many opportunities, and keys in the lines of a quote with 200 of them, beside a plain input in the same page.
 */
import pg from 'pg'
import { parseArgs } from 'node:util'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { sessionFor } from './access-people.ts'
import { percentile } from './client.ts'
import { contextsOf, firstUseful, openBrowser } from './first-useful.ts'
import { startProduct } from './processes.ts'
import { enterOpportunities, sizes } from './sales-rows.ts'
import { drawSamples } from './samples.ts'

const { values: words } = parseArgs({ options: { data: { type: 'string' }, opportunities: { type: 'string' }, only: { type: 'string' } } })
if (!words.data) throw new Error('--data FOLDER: a folder made by bin/seed')
const lineCount = 200
const keyCount = 50

/** From the key to the first task after the frame that shows it. */
const watchKeys = `(() => {
  document.body.insertAdjacentHTML('beforeend', '<input id="plain" style="position:fixed;top:0;left:0;z-index:9999">')
  window.took = []
  addEventListener('keydown', (event) => {
    const after = new MessageChannel()
    after.port1.onmessage = () => window.took.push(performance.now() - event.timeStamp)
    requestAnimationFrame(() => after.port2.postMessage(null))
  }, true)
})()`

const database = await startEmbedded({ dataDir: words.data })
await migrate(database.url)
const session = new pg.Client({ connectionString: database.url })
await session.connect()
const { workspaceId: ws, actorId } = await drawSamples(session)
await enterOpportunities(session, ws, Number(words.opportunities ?? sizes.opportunities))
const cookie = await sessionFor(session, ws, actorId)
const product = await startProduct({ dataFolder: words.data })
const browser = await openBrowser()
try {
  const open = contextsOf(browser, { url: `http://localhost:${product.port}`, cookie })
  if (words.only !== 'keys') await measureBoard(open)
  if (words.only !== 'board') await measureKeys(await open())
} finally {
  await browser.close()
  await product.stop()
  await session.end()
  await database.stop()
}

/** From the address to sums and cards in every column. */
async function measureBoard(open: () => Promise<BrowserContext>): Promise<void> {
  let drawn = 0
  await firstUseful(open, {
    what: 'board', path: '/opportunities/board', before: '/opportunities', isUseful: `[...document.querySelectorAll('section[aria-label]')].filter((one) => one.querySelector('[data-opportunity]') && one.querySelector('header strong')).length >= 4`,
    looked: async (page) => {
      drawn = await mostDrawn(page)
    },
  })
  console.log(`cards drawn in a column while it is scrolled: at most ${drawn}`)
}

/** Scrolled down as far as thirty loads reach. */
async function mostDrawn(page: Page): Promise<number> {
  const column = page.locator('section[aria-label]').first()
  await column.locator('[data-opportunity]').first().hover()
  let most = 0
  for (let step = 0; step < 120; step++) {
    await page.mouse.wheel(0, 1500)
    await page.waitForTimeout(30)
    most = Math.max(most, await column.locator('[data-opportunity]').count())
  }
  return most
}

async function measureKeys(context: BrowserContext): Promise<void> {
  const page = await context.newPage()
  await page.goto('/')
  const ask = async (path: string, data: object) => {
    const reply = await page.request.post(`/api/v1${path}`, { data, headers: { 'content-type': 'application/json' } })
    if (!reply.ok()) throw new Error(`${path}: ${reply.status()} ${await reply.text()}`)
    return reply.json()
  }
  const { rows } = await session.query<{ id: string }>('select id from customers where workspace_id = $1 and deleted_at is null limit 1', [ws])
  const lines = Array.from({ length: lineCount }, (_, index) => ({ name: `会议室半日租赁 ${index + 1}`, unit: '场', quantity: (index % 9) + 1, price: '1280', discount: 5, tax_rate: 6 }))
  const { id } = await ask('/quotes', { name: '两百行', customer: rows[0]?.id, lines, discount_percent: 3 })
  await page.goto(`/quotes/${id}`)
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const row = page.locator('[data-line]').nth(lineCount / 2)
  await row.waitFor()
  await page.evaluate(watchKeys)
  const cells = { 'name of a line': row.locator('[data-part="name"]'), 'price of a line': row.locator('[data-part="price"]'), 'plain input of the same page': page.locator('#plain') }
  for (const [what, cell] of Object.entries(cells)) {
    const took = await typed(page, cell)
    console.log(`key in the ${what}: median ${percentile(took, 0.5).toFixed(1)} ms, 95th ${percentile(took, 0.95).toFixed(1)} ms to the paint after it; goal 50 ms`)
  }
}

async function typed(page: Page, cell: Locator): Promise<number[]> {
  await cell.click()
  await page.evaluate('window.took = []')
  for (let key = 0; key < keyCount; key++) {
    await page.keyboard.press(String(key % 10))
    // People type slower than this, and what a key sets off must not be counted with the next.
    await page.waitForTimeout(80)
  }
  return (await page.evaluate<number[]>('window.took')).toSorted((a, b) => a - b)
}
