import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDatabase, databaseUrl, dropDatabase } from './create-database.ts'
import { findRunningEmbedded, startEmbedded, type EmbeddedDatabase } from './embedded.ts'
import { readPostmaster } from './embedded/postmaster.ts'
import { serverSettings } from './embedded/settings.ts'

const gigabyte = 1024 ** 3

describe('the settings of the embedded server', () => {
  test('the server keeps a quarter of the memory in its buffers, one gigabyte at most', () => {
    expect(serverSettings(2 * gigabyte).shared_buffers).toBe('512MB')
    expect(serverSettings(64 * gigabyte).shared_buffers).toBe('1024MB')
    expect(serverSettings(gigabyte / 16).shared_buffers).toBe('32MB')
  })
})

describe('a connection string for another database', () => {
  test.each([
    ['postgresql://postgres@/guanxi?host=/data/pg&port=5432', 'postgresql://postgres@/other?host=/data/pg&port=5432'],
    ['postgres://me:secret@db.example:5433/guanxi?sslmode=require', 'postgres://me:secret@db.example:5433/other?sslmode=require'],
    ['postgresql://db.example', 'postgresql://db.example/other'],
  ])('%s keeps server, user and options', (url, expected) => {
    expect(databaseUrl(url, 'other')).toBe(expected)
  })

  test('something else than a connection string is refused by the name of the setting', () => {
    expect(() => databaseUrl('mysql://db', 'other')).toThrow(/DATABASE_URL/)
  })
})

describe.skipIf(process.platform === 'win32')('the embedded server', () => {
  /** A cluster made once; every test gets a copy. */
  const pristine = mkdtempSync(join(tmpdir(), 'guanxi-embedded-'))
  let folder: string
  let dataDir: string
  let started: EmbeddedDatabase[]
  let children: ChildProcess[]

  beforeAll(async () => {
    await (await startEmbedded({ dataDir: pristine })).stop()
  })
  afterAll(() => rmSync(pristine, { recursive: true, force: true }))
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guanxi-embedded-'))
    dataDir = folder
    cpSync(join(pristine, 'pg'), join(dataDir, 'pg'), { recursive: true })
    started = []
    children = []
  })
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL')
    for (const database of started) await database.stop()
    await serverIsGone()
    rmSync(folder, { recursive: true, force: true })
  })

  test('it keeps what was committed, stops with its last user, and finds Chinese words by trigrams', async () => {
    const first = await start()
    expect(first.launched).toBe(true)
    const [trigrams] = await query(first.url, `create extension pg_trgm; select show_trgm('北京') as found`)
    expect(trigrams?.found).not.toEqual([])
    await query(first.url, `create table kept as select '张三' as name`)
    const second = await start()
    expect(second.launched).toBe(false)
    expect(second.url).toBe(first.url)

    await first.stop()
    expect(await query(second.url, 'select name from kept')).toEqual([{ name: '张三' }])
    await second.stop()
    expect(findRunningEmbedded(dataDir)).toBeNull()

    const again = await start()
    expect(await query(again.url, 'select name from kept')).toEqual([{ name: '张三' }])
  })

  test('what its buffers held is read into them again after a start', async () => {
    const inBuffers = `select count(*)::int as pages from pg_buffercache where relfilenode = pg_relation_filenode('kept') and reldatabase = (select oid from pg_database where datname = current_database())`
    const first = await start()
    await query(first.url, `create extension pg_buffercache; create table kept as select repeat('张', 2000) as name from generate_series(1, 200)`)
    const [held] = await query(first.url, inBuffers)
    expect(held?.pages).toBeGreaterThan(0)
    await first.stop()

    const again = await start()
    // Nobody reads the table: pages of it come in by the server itself, a moment after it answers.
    await expect.poll(async () => (await query(again.url, inBuffers))[0]?.pages, { timeout: 20_000 }).toBe(held?.pages)
  })

  test('databases are cloned from a template and dropped with their connections', async () => {
    const { adminUrl } = await start()
    const template = await createDatabase(adminUrl, 'template_of_test')
    await query(template, 'create table planted as select 7 as number')
    const copy = await createDatabase(adminUrl, '副本 "1"', { template: 'template_of_test' })
    const open = new pg.Client({ connectionString: copy })
    open.on('error', () => {})
    await open.connect()
    expect((await open.query('select number from planted')).rows).toEqual([{ number: 7 }])
    await dropDatabase(adminUrl, '副本 "1"')
    await expect(query(copy, 'select 1')).rejects.toThrow(/does not exist/)
  })

  test('processes that start at once share one server, and one that is killed loses nothing that was answered', async () => {
    rmSync(join(dataDir, 'pg'), { recursive: true })
    const urls = await Promise.all([startInProcess(), startInProcess(), startInProcess()])
    expect(new Set(urls).size).toBe(1)
    const url = urls[0] ?? ''
    await query(url, 'create table kept as select 1 as number')
    for (const child of children) child.kill('SIGKILL')
    await serverIsGone()
    const again = await start()
    expect(again.launched).toBe(true)
    expect(await query(again.url, 'select number from kept')).toEqual([{ number: 1 }])
  })

  test('a server that is killed comes back at the same address with what was committed', async () => {
    const lines: string[] = []
    const { url } = await start({ log: (line) => lines.push(line) })
    await query(url, 'create table kept as select 1 as number')
    const before = readPostmaster(join(dataDir, 'pg'))!.pid
    process.kill(before, 'SIGKILL')
    await until(() => (readPostmaster(join(dataDir, 'pg'))?.pid ?? before) !== before && findRunningEmbedded(dataDir) !== null)
    expect(await query(url, 'select number from kept')).toEqual([{ number: 1 }])
    expect(lines.join()).toMatch(/starting it again/)
  })

  test('the lock of a dead server is not believed when its number belongs to another process now', async () => {
    await (await start()).stop()
    const file = join(dataDir, 'pg', 'postmaster.pid')
    writeFileSync(file, [process.pid, join(dataDir, 'pg'), 1, 5432, join(dataDir, 'pg'), '', '1 1', 'ready   ', ''].join('\n'))
    expect(findRunningEmbedded(dataDir)).toBeNull()
    expect((await start()).launched).toBe(true)
  })

  test('a server that cannot start says why', async () => {
    await expect(start({ settings: { work_mem: 'plenty' } })).rejects.toThrow(/work_mem/)
    expect(findRunningEmbedded(dataDir)).toBeNull()
  })

  test('a cluster of another major version is refused with the way out', async () => {
    await (await start()).stop()
    writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '17\n')
    await expect(start()).rejects.toThrow(/PostgreSQL 17.*backup/s)
  })

  test('a path that is too long for a socket gets a short one', async () => {
    dataDir = join(dataDir, '很长的路径'.repeat(8))
    cpSync(join(pristine, 'pg'), join(dataDir, 'pg'), { recursive: true })
    const database = await start()
    expect(database.url).not.toContain(dataDir)
    expect(await query(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await database.stop()
    expect(existsSync(/host=([^&]+)/.exec(database.url)?.[1] ?? '')).toBe(false)
  })

  async function start(options: { settings?: Record<string, string>; log?: (line: string) => void } = {}): Promise<EmbeddedDatabase> {
    const database = await startEmbedded({ dataDir, ...options })
    started.push(database)
    return database
  }

  /** Starts the server from a process of its own, which stays until it is killed. */
  function startInProcess(): Promise<string> {
    const script = `
      import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
      const { url } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)} })
      console.log(url)
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`exit ${code}`)))
      child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()))
    })
  }

  function serverIsGone(): Promise<void> {
    return until(() => readPostmaster(join(dataDir, 'pg')) === null)
  }
})

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const results = [await client.query(text)].flat()
    return results.at(-1)?.rows ?? []
  } finally {
    await client.end()
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 20) {
    if (waited > 20_000) throw new Error('waited 20 s in vain')
    await pause(20)
  }
}
