import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeUnheldFiles } from '../../src/kernel/files/unheld-files.ts'
import { castPassword } from '../support/cast.ts'
import { makeClient } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
beforeAll(async () => {
  world = await startTestApp()
})
afterAll(() => world.close())

test('a server that is killed while a file comes keeps neither a record of it nor, after a day, its beginning', async () => {
  const server = spawn(process.execPath, [join(import.meta.dirname, '../support/server-process.ts'), world.databaseUrl, world.dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(server.stdout, 'data')
  const signedIn = await makeClient(world.app.server).post('/api/v1/session', { login: 'lin', password: castPassword })
  const cookie = String(signedIn.headers['set-cookie']).split(';', 1)[0] ?? ''
  const sending = request({ host: '127.0.0.1', port: Number(String(line)), method: 'POST', path: '/api/v1/files', headers: { cookie, 'content-type': 'multipart/form-data; boundary=x', 'content-length': 10_000_000 } })
  sending.on('error', () => {})
  sending.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n')
  sending.write(Buffer.alloc(1_000_000, 'x'))
  const ctx = await world.contextOf('lin')
  const folder = join(world.dataFolder, 'files', ctx.workspace.id)
  const parts = () => (existsSync(folder) ? readdirSync(folder) : [])
  while (!parts().some((name) => statSync(join(folder, name)).size > 0)) await pause(20)
  const gone = once(server, 'exit')
  server.kill('SIGKILL')
  await gone
  expect(parts()).toEqual([expect.stringMatching(/^[0-9a-f-]{36}\.part$/)])
  expect(await world.query('select 1 from files')).toEqual([])
  await removeUnheldFiles(ctx, world.dataFolder)
  expect(parts().length).toBe(1)
  const before = new Date(Date.now() - 25 * 3600_000)
  for (const name of parts()) utimesSync(join(folder, name), before, before)
  await removeUnheldFiles(ctx, world.dataFolder)
  expect(parts()).toEqual([])
}, 60_000)
