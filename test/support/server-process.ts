/** The server in a process of its own, to be killed in the middle: node server-process.ts DATABASE_URL DATA_FOLDER. Prints its port. */
import { openApp } from '../../src/app.ts'

const [databaseUrl = '', dataFolder = ''] = process.argv.slice(2)
const app = await openApp({ databaseUrl, dataFolder })
console.log(new URL(await app.server.listen({ host: '127.0.0.1', port: 0 })).port)
