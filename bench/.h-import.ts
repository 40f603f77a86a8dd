/**
 * 100,000 customers from a CSV file, against COPY of the same rows and events into the same indexed tables, on the same server in the
 * same run. Prints seconds, the ratio, and the resident memory of the importing process.
 * Run: node scripts/run.mjs bench/import.ts [rows]
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { createReadStream } from 'node:fs'
import { openApp } from '/work/main/src/app.ts'
import { firstAdministrator } from '/work/main/src/commands/first-administrator.ts'
import { importHere } from '/work/main/src/kernel/exchange/local-import.ts'
import { createWorkspace } from '/work/main/src/modules/team/index.ts'
import { createDatabase } from '/work/main/src/platform/db/create-database.ts'
import { startEmbedded } from '/work/main/src/platform/db/embedded.ts'
import { migrate } from '/work/main/src/platform/db/migrate.ts'
import { keepMemoryLow } from '/work/main/src/platform/memory.ts'

keepMemoryLow()
const count = Number(process.argv[2] ?? 100_000)
const rounds = Number(process.argv[3] ?? 2)
const folder = mkdtempSync(join(tmpdir(), 'guanxi-bench-'))
const server = await startEmbedded({ dataDir: join(folder, 'server') })
try {
  const template = await prepare(server.url)
  const file = join(folder, 'customers.csv')
  await writeCsv(file, count)
  for (let round = 1; round <= rounds; round++) {
    const imported = await timeImport(await createDatabase(server.url, `import_${round}`, { template }), file)
    const dumps = await dump(imported.url)
    const floor = await timeCopy(await createDatabase(server.url, `floor_${round}`, { template }), dumps)
    console.log(
      `round ${round}: import ${imported.seconds.toFixed(1)} s (${Math.round(count / imported.seconds)} rows/s), COPY ${floor.toFixed(1)} s, ratio ${(imported.seconds / floor).toFixed(2)}, resident ${imported.megabytes} MB at most`,
    )
  }
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function prepare(url: string): Promise<string> {
  const name = 'bench_template'
  const database = await createDatabase(url, name)
  await migrate(database)
  const app = await openApp({ databaseUrl: database, dataFolder: folder })
  await createWorkspace(app.runtime, { name: 'Bench', administrator: { name: '管理员', email: 'admin@bench.example', user_name: 'admin', password: 'bench-password' } })
  await app.close()
  return name
}

async function timeImport(url: string, file: string): Promise<{ url: string; seconds: number; megabytes: number }> {
  const app = await openApp({ databaseUrl: url, dataFolder: folder })
  const ctx = await firstAdministrator(app.runtime)
  if (process.env.BENCH_TRACE) console.log('before', process.memoryUsage())
  let resident = 0
  const watch = setInterval(() => (resident = Math.max(resident, process.memoryUsage.rss())), 50)
  const cpu = process.cpuUsage()
  const began = performance.now()
  const { row } = await importHere(ctx, { path: file, fileName: 'customers.csv', objectName: 'customer', dataFolder: folder, mapping: {}, options: {}, dryRun: false })
  const seconds = (performance.now() - began) / 1000
  clearInterval(watch)
  if (process.env.BENCH_TRACE) console.log('after', process.memoryUsage(), process.cpuUsage(cpu))
  await app.close()
  if (row.result?.created !== count) throw new Error(`The import did not take all rows: ${JSON.stringify(row.result).slice(0, 500)}`)
  return { url, seconds, megabytes: Math.round(resident / 1024 ** 2) }
}

interface Dump {
  table: string
  columns: string
  path: string
}

async function dump(url: string): Promise<Dump[]> {
  const connection = new pg.Client({ connectionString: url })
  await connection.connect()
  const dumps: Dump[] = []
  for (const { table, where } of [{ table: 'customers', where: 'true' }, { table: 'events', where: "object = 'customer'" }]) {
    const { rows } = await connection.query<{ columns: string }>(
      "select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> 'tx'",
      [table],
    )
    const columns = rows[0]?.columns ?? ''
    const path = join(folder, `${table}.copy`)
    await pipeline(connection.query(copyTo(`copy (select ${columns} from ${table} where ${where} order by id) to stdout`)), createWriteStream(path))
    dumps.push({ table, columns, path })
  }
  await connection.end()
  return dumps
}

async function timeCopy(url: string, dumps: Dump[]): Promise<number> {
  const connection = new pg.Client({ connectionString: url })
  await connection.connect()
  await connection.query('set jit = off')
  const began = performance.now()
  await connection.query('begin')
  for (const { table, columns, path } of dumps) {
    await pipeline(createReadStream(path), connection.query(copyFrom(`copy ${table} (${columns}) from stdin`)))
  }
  await connection.query('commit')
  const seconds = (performance.now() - began) / 1000
  await connection.end()
  return seconds
}

async function writeCsv(path: string, rows: number): Promise<void> {
  const out = createWriteStream(path)
  const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item
  const cities = ['浙江省杭州市西湖区', '上海市浦东新区', '广东省深圳市南山区', '江苏省苏州市吴中区', '四川省成都市武侯区', '湖北省武汉市洪山区']
  const syllables = [...'华远中恒天宇博达鼎盛金瑞海泰利通信安康嘉禾新兴德隆万方明远']
  out.write('客户编号,名称,性质,类别,电话,邮箱,地址,行业,来源,级别,客户经理,标签,备注\n')
  for (let n = 1; n <= rows; n++) {
    const isPerson = n % 3 === 0
    const name = isPerson
      ? `${pick([...'王李张刘陈杨赵黄周吴'], n)}${pick(syllables, n * 7)}${pick(syllables, n * 13 + 5)}`
      : `${pick(['杭州', '上海', '深圳', '苏州', '成都', '武汉'], n)}${pick(syllables, n * 3)}${pick(syllables, n * 11 + 1)}${pick(syllables, n * 17 + 3)}${pick(['科技', '贸易', '机械', '食品', '酒店管理'], n)}有限公司`
    const line = [
      `B-${n}`, name, isPerson ? '个人' : '单位', isPerson ? '消费者' : '企业', `1${30 + (n % 60)}${String(n * 7919).padStart(8, '0').slice(-8)}`, `c${n}@example.com`,
      `${pick(cities, n)}文三路${n % 900}号`, pick(['制造', '零售', '酒店', '教育', '医疗'], n), pick(['转介绍', '活动', '热线', '走访'], n), pick(['A', 'B', 'C', '潜力'], n), 'admin@bench.example', pick(['重点;华东', '老客户', ''], n), `第 ${n} 位客户`,
    ]
    if (!out.write(`${line.join(',')}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}
