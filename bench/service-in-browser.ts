/** node bench/service-in-browser.ts --data FOLDER: the dispatch board of 200 visits a day in Chromium, in a folder that bench/service.ts filled. */
import pg from 'pg'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { sessionFor } from './access-people.ts'
import { contextsOf, firstUseful, openBrowser } from './first-useful.ts'
import { startProduct } from './processes.ts'
import { drawSamples } from './samples.ts'
import { enterService } from './service-rows.ts'

const { values: words } = parseArgs({ options: { data: { type: 'string' } } })
if (!words.data) throw new Error('--data FOLDER: a folder made by bin/seed')

const database = await startEmbedded({ dataDir: words.data })
await migrate(database.url)
const session = new pg.Client({ connectionString: database.url })
await session.connect()
const { workspaceId: ws, actorId } = await drawSamples(session)
await enterService(session, ws)
const cookie = await sessionFor(session, ws, actorId)
const product = await startProduct({ dataFolder: words.data })
const browser = await openBrowser()
try {
  // Cards are what is dragged: those of the people and those that wait beside them.
  await firstUseful(contextsOf(browser, { url: `http://localhost:${product.port}`, cookie }), { what: 'dispatch board of 200 visits', path: '/field-jobs/board', isUseful: `document.querySelectorAll('button[draggable=true]').length > 100 && document.querySelector('aside button[draggable=true]')` })
} finally {
  await browser.close()
  await product.stop()
  await session.end()
  await database.stop()
}
