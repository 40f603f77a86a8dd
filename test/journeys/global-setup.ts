/** What all journeys share: the demo world behind a real server, and one Chromium. Both live beside the tests and end with them. */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { buildWeb } from '../../scripts/build-web.ts'
import { browserFlags, ensureBrowser } from '../../scripts/browser.ts'
import { builtPages, openApp } from '../../src/app.ts'
import { startBackground } from '../../src/commands/background.ts'
import { demoSignIn, plantDemoWorld } from '../../src/demo/plant.ts'
import { createDatabase, dropDatabase } from '../../src/platform/db/create-database.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openServer } from '../support/server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the pages are: `http://127.0.0.1:40123`. */
    address: string
    /** Where Chromium listens. */
    browser: string
    /** Pictures of pages on which a journey failed. */
    pictures: string
    password: string
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // A server that runs already, to write journeys against: its data stays changed.
  const given = process.env.GUANXI_JOURNEYS_AT
  const world = given ? { address: given, close: async () => {} } : await openWorld()
  // Where no language is set, names of downloaded files lose what is not ASCII.
  const browser = await chromium.launchServer({ executablePath: ensureBrowser(), args: [...browserFlags], env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  project.provide('address', world.address)
  project.provide('browser', browser.wsEndpoint())
  project.provide('pictures', process.env.GUANXI_PICTURES ?? join(tmpdir(), 'guanxi-pictures'))
  project.provide('password', demoSignIn.password)
  return async () => {
    await browser.close()
    await world.close()
  }
}

async function openWorld(): Promise<{ address: string; close(): Promise<void> }> {
  await buildWeb()
  const server = await openServer()
  const name = `guanxi_test_${process.pid}_journeys_${randomBytes(4).toString('hex')}`
  const databaseUrl = await createDatabase(server.url, name)
  const dataFolder = mkdtempSync(join(tmpdir(), 'guanxi-journeys-'))
  const log = pino({ level: process.env.GUANXI_TEST_LOG ?? 'silent' })
  await migrate(databaseUrl)
  // A copy: whoever builds meanwhile does not take the pages away under the journeys.
  const webFolder = join(dataFolder, 'web')
  cpSync(builtPages, webFolder, { recursive: true })
  const app = await openApp({ databaseUrl, dataFolder, log, webFolder, signInHint: () => ({ demo: demoSignIn }) })
  await plantDemoWorld(app.runtime, { databaseUrl, administrator: { email: demoSignIn.login, password: demoSignIn.password } })
  const background = await startBackground(app.runtime, { databaseUrl, dataFolder, log })
  const address = await app.server.listen({ host: '127.0.0.1', port: 0 })
  return {
    address,
    close: async () => {
      await background.stop()
      await app.close()
      await dropDatabase(server.url, name)
      await server.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
