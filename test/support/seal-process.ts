/** Seals again and again in a process of its own, to be killed in the middle: node seal-process.ts DATABASE_URL WORKSPACE */
import { sealEvents } from '../../src/modules/audit/chain/seal-events.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openDatabase } from '../../src/platform/db/database.ts'

const [url = '', workspace = ''] = process.argv.slice(2)
const db = openDatabase({ url }).forWorkspace(workspace)
for (;;) await sealEvents({ db, clock: systemClock })
