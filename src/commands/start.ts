/** npm start: database, migrations, first company, pages, server, worker; ends cleanly on Ctrl-C. */
import { mkdirSync } from 'node:fs'
import { buildWeb } from '../../scripts/build-web.ts'
import { openApp, type App } from '../app.ts'
import { readConfig, type Config } from '../platform/config.ts'
import { openLog } from '../platform/log.ts'
import { forgetTheStart, forgetWhenIdle } from '../platform/memory.ts'
import { migrate } from '../platform/db/migrate.ts'
import { refuseDrift } from '../kernel/projections/drift.ts'
import { startDatabase } from './database.ts'
import { CommandError } from './command-error.ts'
import { firstCompany } from './first-company.ts'
import { giveWhatIsNew } from '../modules/team/index.ts'
import { startBackground } from './background.ts'

export async function run(): Promise<void> {
  const config = readConfig()
  mkdirSync(config.dataFolder, { recursive: true })
  const log = openLog(config.logLevel)
  const pages = buildWeb()
  // Awaited below; a failure before that must not end the process unexplained.
  pages.catch(() => {})
  const database = await startDatabase(config, (line) => log.info(line))
  let app: App | null = null
  let background: { stop(): Promise<void> } | null = null
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    await background?.stop()
    await app?.close()
    await database.stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop().then(() => process.exit(0)))
  try {
    // The server serves the pages that are there when it is made.
    await Promise.all([migrate(database.url), pages])
    const signIn: { login: string; password: string }[] = []
    const signInHint = () => (signIn[0] ? { demo: signIn[0] } : {})
    app = await openApp({ databaseUrl: database.url, dataFolder: config.dataFolder, ...config.server, log, secret: config.secret, inside: config.inside, publicUrl: config.publicUrl, hasMail: config.mail !== null, signInHint })
    await refuseDrift(app.registry, database.url)
    const company = await firstCompany(app.runtime, config, database)
    await giveWhatIsNew(app.runtime)
    if (company.isDemo && isLoopback(config.host)) signIn.push(company.signIn)
    background = await startBackground(app.runtime, { databaseUrl: database.url, dataFolder: config.dataFolder, log, secret: config.secret, mail: config.mail && { settings: config.mail, publicUrl: config.publicUrl ?? `http://localhost:${config.port}` } })
    forgetTheStart()
    const address = await app.server.listen({ host: config.host, port: config.port }).catch((error: unknown) => explainListening(error, config))
    forgetWhenIdle()
    announce(address, config, company)
  } catch (error) {
    await stop()
    throw error
  }
}

function announce(address: string, config: Config, company: Awaited<ReturnType<typeof firstCompany>>): void {
  const shown = isLoopback(config.host) ? `http://localhost:${new URL(address).port}` : address
  console.log(`\n  Guanxi 关系  ${shown}\n`)
  if (company.signIn.password) console.log(`  user      ${company.signIn.login}\n  password  ${company.signIn.password}\n`)
  else console.log(`  user      ${company.signIn.login} (with the password set at the first start)\n`)
  if (company.isDemo && !isLoopback(config.host)) console.log('  The demo world has a well-known password and is open to the network: set GUANXI_DEMO=false or HOST=localhost.\n')
}

function explainListening(error: unknown, config: Config): never {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    throw new CommandError(`Port ${config.port} is taken by another program. Choose another: PORT=3001 npm start`)
  }
  throw error
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '127.0.0.1' || host === '::1'
}
