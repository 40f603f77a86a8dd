/** The work queue in a process of its own, to be killed in the middle: node worker-process.ts DATABASE_URL DATA_FOLDER */
import { pino } from 'pino'
import { openApp } from '../../src/app.ts'
import { startBackground } from '../../src/commands/background.ts'

const [databaseUrl = '', dataFolder = ''] = process.argv.slice(2)
const log = pino({ level: 'error' }, pino.destination(2))
const app = await openApp({ databaseUrl, dataFolder, log })
await startBackground(app.runtime, { databaseUrl, dataFolder, log })
