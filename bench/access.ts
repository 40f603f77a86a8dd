/**
 * node bench/access.ts --data FOLDER: what rights cost at the million of bench/run.ts: the same filtered list as an administrator, as an account
 * manager with shares, and as the head of a tree of departments; a sign-in against argon2 alone; a changed role until it is felt.
 * Prints a table for bench/RESULTS.md; what it wrote is taken away again.
 */
import { parseArgs } from 'node:util'
import { hash, verify } from '@node-rs/argon2'
import pg from 'pg'
import { newId } from '../src/platform/ids.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { demoPassword, sessionFor } from './access-people.ts'
import { load, openLine, percentile, type Target } from './client.ts'
import { startProduct } from './processes.ts'
import { drawSamples } from './samples.ts'

const { values: words } = parseArgs({ options: { data: { type: 'string' }, seconds: { type: 'string' } } })
if (!words.data) throw new Error('--data FOLDER: the folder that bench/run.ts keeps')
const seconds = Number(words.seconds ?? 3)
const marker = 'bench-access'

const database = await startEmbedded({ dataDir: words.data })
await migrate(database.url)
const session = new pg.Client({ connectionString: database.url })
await session.connect()
const samples = await drawSamples(session)
const ws = samples.workspaceId

await clean()
const people = await enterPeople()
const product = await startProduct({ dataFolder: words.data })
try {
  const as = async (userId: string): Promise<Target> => ({ port: product.port, headers: `cookie: ${await sessionFor(session, ws, userId)}\r\n` })
  const sides = { administrator: await as(samples.actorId), 'account manager (own, 500 shares)': await as(people.manager), 'head of five levels (team and below)': await as(people.head) }
  await compareLists(sides)
  await compareSignIn(product.port)
  await measureEffect(sides.administrator, sides['account manager (own, 500 shares)'])
} finally {
  await product.stop()
  await clean()
  await session.end()
  await database.stop()
}

/** 200 people in a tree of five levels with one of 30 roles each, 100,000 shares. The customers keep their owners: those become the people. */
async function enterPeople(): Promise<{ manager: string; head: string }> {
  const levels = Array.from({ length: 31 }, () => newId())
  await session.query(
    `insert into departments (workspace_id, id, created_at, updated_at, name, parent_id)
     select $1, d.id, now(), now(), $3 || d.n, p.id from unnest($2::uuid[]) with ordinality d(id, n) left join unnest($2::uuid[]) with ordinality p(id, n) on p.n = d.n / 2 order by d.n`,
    [ws, levels, marker],
  )
  const scope = (see: string) => ({ '*': { see, create: see, change: see }, user: { see: 'all' }, department: { see: 'all' } })
  const roles = Array.from({ length: 30 }, (_, index) => ({ id: newId(), key: `${marker}-${index}`, grants: scope(index === 0 ? 'team_below' : 'own') }))
  await session.query(
    `insert into roles (workspace_id, id, created_at, updated_at, key, name, grants) select $1, r.id, now(), now(), r.key, r.key, r.grants from json_to_recordset($2) as r(id uuid, key text, grants jsonb)`,
    [ws, JSON.stringify(roles)],
  )
  const { rows } = await session.query<{ id: string }>(`select owner_id as id from customers where workspace_id = $1 and owner_id <> $2 group by owner_id order by count(*) desc limit 200`, [ws, samples.actorId])
  const owners = rows.map((row) => row.id)
  await session.query(
    `create table bench_people as select u.workspace_id, u.id, u.department_id, u.role_ids from users u where u.workspace_id = $1 and u.id = any($2)`, [ws, owners])
  await session.query(
    `update users u set department_id = ($3::uuid[])[1 + (o.n - 1) % 31], role_ids = array[($4::uuid[])[case when o.n = 1 then 1 else 2 + (o.n - 2) % 29 end]]
     from unnest($2::uuid[]) with ordinality o(id, n) where u.workspace_id = $1 and u.id = o.id`,
    [ws, owners, levels, roles.map((role) => role.id)],
  )
  await session.query(
    `insert into shares (workspace_id, id, object, record_id, person_id, access, note, created_at, created_by)
     select $1, gen_random_uuid(), 'customer', c.id, ($2::uuid[])[1 + c.n % 200], case when c.n % 3 = 0 then 'write' else 'read' end, $3, now(), $4
     from (select id, row_number() over (order by md5(id::text)) as n from customers where workspace_id = $1 limit 100000) c`,
    [ws, owners, marker, samples.actorId],
  )
  // As the database itself does a minute later.
  await session.query('vacuum (analyze) shares, customers')
  const [head = '', manager = ''] = owners
  return { head, manager }
}

async function clean(): Promise<void> {
  await session.query(`delete from shares where note = $1`, [marker])
  const { rows } = await session.query(`select to_regclass('bench_people') is not null as there`)
  if (rows[0]?.there) {
    await session.query(`update users u set department_id = b.department_id, role_ids = b.role_ids from bench_people b where u.workspace_id = b.workspace_id and u.id = b.id`)
    await session.query(`drop table bench_people`)
  }
  await session.query(`delete from roles where key like $1`, [`${marker}%`])
  await session.query(`delete from departments where name like $1`, [`${marker}%`])
}

async function compareLists(sides: Record<string, Target>): Promise<void> {
  const kinds: Record<string, (city: string) => object> = { 'by city, amount descending': (city) => ({ city }), 'by tier and city': (city) => ({ tier: 'a', city }), 'all, amount descending': () => ({}) }
  for (const [kind, filter] of Object.entries(kinds)) {
    const latencies = new Map<string, number[]>()
    for (let turn = 0; turn <= 3; turn++) {
      for (const [name, target] of Object.entries(sides)) {
        const next = (number: number) => ({ method: 'GET', path: `/api/v1/customers?${new URLSearchParams({ filter: JSON.stringify(filter(samples.cities[number % samples.cities.length] ?? '')), sort: '-annual_amount', limit: '50' })}` })
        const one = await load(target, { connections: 1, milliseconds: seconds * 1000, next, expected: 200 })
        if (turn > 0) latencies.set(name, [...(latencies.get(name) ?? []), ...one.latencies])
      }
    }
    const medians = [...latencies].map(([name, list]) => [name, percentile(list.toSorted((a, b) => a - b), 0.5)] as const)
    const first = medians[0]?.[1] ?? Number.NaN
    console.log(`| list of 50 ${kind} | ${medians.map(([name, median]) => `${name} ${median.toFixed(2)} ms = ${(median / first).toFixed(2)}`).join('; ')} | ≤ 1.5 |`)
  }
}

async function compareSignIn(port: number): Promise<void> {
  const times = { whole: [] as number[], argon2: [] as number[] }
  const { rows } = await session.query<{ hash: string }>(`select password_hash as hash from accounts where email = 'admin@guanxi.example'`)
  const line = await openLine({ port, headers: '' })
  for (let turn = 0; turn < 15; turn++) {
    const begun = performance.now()
    await line.ask({ method: 'POST', path: '/api/v1/session', body: JSON.stringify({ login: 'admin@guanxi.example', password: demoPassword }) })
    const between = performance.now()
    await verify(rows[0]?.hash ?? (await hash(demoPassword)), demoPassword)
    times.whole.push(between - begun)
    times.argon2.push(performance.now() - between)
  }
  line.close()
  const [whole, alone] = [times.whole, times.argon2].map((list) => percentile(list.toSorted((a, b) => a - b), 0.5))
  console.log(`| sign-in | ${whole?.toFixed(1)} ms, argon2 alone ${alone?.toFixed(1)} ms | bounded by argon2 |`)
}

/** From the answer to the change of a role until the person's next request feels it. */
async function measureEffect(administrator: Target, person: Target): Promise<void> {
  const [admin, manager] = await Promise.all([openLine(administrator), openLine(person)])
  const { rows } = await session.query<{ id: string }>(`select r.id from roles r join users u on r.id = any(u.role_ids) where u.id = $1`, [people.manager])
  const delays: number[] = []
  for (const see of ['none', 'own', 'none', 'own']) {
    await admin.ask({ method: 'PATCH', path: `/api/v1/roles/${rows[0]?.id}`, body: JSON.stringify({ grants: { '*': { see } } }) })
    const begun = performance.now()
    while ((await manager.ask({ method: 'GET', path: '/api/v1/customers?limit=1' })).status !== (see === 'none' ? 403 : 200)) await new Promise((resolve) => setTimeout(resolve, 5))
    delays.push(performance.now() - begun)
  }
  admin.close()
  manager.close()
  console.log(`| a changed role is felt after | ${Math.max(...delays).toFixed(0)} ms at most of ${delays.length} | < 1 s |`)
}
