import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCustomer } from '../../../../test/support/builders.ts'
import { startTestApp, type TestApp } from '../../../../test/support/test-app.ts'
import type { Context } from '../../../kernel/context.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { sealEvents } from './seal-events.ts'
import { verifyChain } from './verify-chain.ts'

let world: TestApp
let ctx: Context
beforeAll(async () => {
  world = await startTestApp()
  ctx = await world.contextOf('admin')
})
afterAll(() => world.close())

const verify = async () => (await verifyChain(ctx.db))!
const faults = async () => (await verify()).faults.map(({ sequence, event, kind }) => [sequence, event, kind])
const inWorkspace = (rest: string, values: unknown[] = []) => world.query(rest.replace('@ws', `'${ctx.workspace.id}'`), values)
const sealed = async () => (await inWorkspace('select sequence, events, total from event_seals where workspace_id = @ws order by sequence')).map((row) => ({ ...row }))

/** @returns how many events were sealed. */
async function seal(): Promise<number> {
  await world.untilTold()
  return sealEvents(ctx)
}

/** Some customers and a seal over them; answers the events under the newest seal, in their order. */
async function someSealed(count = 4): Promise<{ sequence: number; ids: string[] }> {
  const lin = await world.asUser('lin')
  for (let made = 0; made < count; made++) await aCustomer(lin, { name: `链 ${made}` })
  await seal()
  const [newest] = await inWorkspace('select sequence::int, events from event_seals where workspace_id = @ws order by sequence desc limit 1')
  const rows = await inWorkspace('select id from events where workspace_id = @ws order by tx desc, id desc limit $1', [count])
  return { sequence: newest.sequence, ids: rows.map(({ id }) => id).toReversed() }
}

describe('the chain', () => {
  test('seals every committed event once, in the order of commit, each seal upon the one before', async () => {
    const first = await someSealed()
    const second = await someSealed()
    expect(second.sequence).toBe(first.sequence + 1)
    const [{ count }] = await inWorkspace('select count(*)::int as count from events where workspace_id = @ws')
    expect((await sealed()).at(-1)!.total).toBe(String(count))
    expect(await verify()).toMatchObject({ events: count, seals: second.sequence, faultCount: 0, erased: 0, waiting: { events: 0 } })
    expect(await seal()).toBe(0)
  })

  test('leaves what is behind a running transaction until it has ended, so that nothing is committed behind a seal', async () => {
    await seal()
    await transaction(ctx, async (inside) => {
      const { createRecord } = await import('../../../kernel/records/create.ts')
      await createRecord(inside, inside.objects.get('tag')!, { name: '早开' })
      await aCustomer(await world.asUser('lin'))
      expect(await sealEvents(ctx)).toBe(0)
      expect((await verify()).waiting.events).toBe(1)
    })
    expect(await seal()).toBe(2)
    expect(await verify()).toMatchObject({ faultCount: 0, waiting: { events: 0 } })
  })

  test('is sealed by many at once without a double, a gap or an error, and writers do not wait', async () => {
    const before = await sealed()
    const lin = await world.asUser('lin')
    await Promise.all([
      ...Array.from({ length: 40 }, () => aCustomer(lin)),
      ...Array.from({ length: 8 }, async () => {
        for (let time = 0; time < 10; time++) await sealEvents(ctx)
      }),
    ])
    await seal()
    expect(await verify()).toMatchObject({ faultCount: 0, waiting: { events: 0 } })
    expect((await sealed()).length).toBeGreaterThan(before.length)
  })

  test('holds whenever the sealing process is killed', async () => {
    const lin = await world.asUser('lin')
    for (let time = 0; time < 4; time++) {
      const worker = spawn(process.execPath, [join(import.meta.dirname, '../../../../test/support/seal-process.ts'), world.databaseUrl, ctx.workspace.id], { stdio: ['ignore', 'inherit', 'inherit'] })
      const gone = once(worker, 'exit')
      const before = (await sealed()).length
      while ((await sealed()).length < before + 3) await aCustomer(lin)
      await Promise.all([aCustomer(lin), aCustomer(lin), pause(time * 3).then(() => worker.kill('SIGKILL')), gone])
      expect((await verify()).faults).toEqual([])
    }
    await seal()
    expect(await verify()).toMatchObject({ faultCount: 0, waiting: { events: 0 } })
  }, 60_000)

  test('cannot be written by the application itself', async () => {
    await someSealed()
    for (const statement of [
      sql`update event_seals s set hash = '' where s.workspace_id = ${sql.workspace}`,
      sql`delete from event_seals s where s.workspace_id = ${sql.workspace}`,
      sql`insert into event_seals (workspace_id, sequence) values (${sql.workspace}, 99)`,
      sql`insert into event_erasures (workspace_id, erasure_id) values (${sql.workspace}, ${ctx.workspace.id})`,
      sql`update events e set actor_name = '' where e.workspace_id = ${sql.workspace}`,
      sql`delete from events e where e.workspace_id = ${sql.workspace}`,
      sql`truncate events`,
    ]) await expect(ctx.db.rows(statement)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('by the chain is found', () => {
  /** Everything is put back, so that the next fault stands alone. */
  const copies = ['events', 'event_seals', 'event_erasures']
  beforeEach(async () => {
    await seal()
    for (const table of copies) await world.query(`drop table if exists kept_${table}; create table kept_${table} as select * from ${table}`)
    return async () => {
      for (const table of copies.toReversed()) await world.query(`delete from ${table}`)
      for (const table of copies) await world.query(`insert into ${table} select * from kept_${table}; drop table kept_${table}`)
      expect((await verify()).faults).toEqual([])
    }
  })

  test.each([
    ["at = at + interval '1 microsecond'"], ["kind = kind || 'x'"], ["actor_id = workspace_id"], ["actor_name = 'x'"], ["after = after || '{\"name\": \"x\"}'"], ["before = '{}'"],
    ["cause = '{\"job\": \"x\"}'"], ["request_id = null"], ["address = '10.0.0.1'"], ["program = null"], ['version = version + 1'], ['about_id = null'], ['on_timeline = not on_timeline'], ['object = \'x\''], ['record_id = workspace_id'],
  ])('an event of which somebody set %s', async (change) => {
    const { sequence, ids } = await someSealed()
    await world.query(`update events set ${change} where id = $1`, [ids[2]])
    expect(await faults()).toEqual([[sequence, ids[2], 'event_changed']])
  })

  test('an event that was removed, at the beginning, in the middle and at the end', async () => {
    const { sequence, ids } = await someSealed()
    const gone = [ids[0], ids[2], ids[3]]
    await world.query('delete from events where id = any($1)', [gone])
    expect((await faults()).sort()).toEqual(gone.map((id) => [sequence, id, 'event_removed']).sort())
  })

  test('an event that was put between others', async () => {
    const { sequence, ids } = await someSealed()
    const [{ id }] = await world.query(
      `insert into events select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* from events e where e.id = $1 returning id`, [ids[1]])
    expect(await faults()).toEqual([[sequence, id, 'event_inserted']])
  })

  test('two events of which each stands in the place of the other', async () => {
    const { sequence, ids } = await someSealed()
    await world.query("update events e set tx = o.tx from events o where (e.id = $1 and o.id = $2) or (e.id = $2 and o.id = $1)", [ids[1], ids[2]])
    expect(await faults()).toEqual([[sequence, ids[2], 'events_reordered']])
  })

  test('an event that was moved behind the last seal', async () => {
    const { sequence, ids } = await someSealed()
    await world.query("update events set tx = (tx::text::bigint + 1000000)::text::xid8 where id = $1", [ids[1]])
    expect(await faults()).toEqual([[sequence, ids[1], 'event_moved']])
  })

  test('a seal that was removed, made anew, or cut off with its events', async () => {
    const { sequence } = await someSealed()
    await someSealed()
    await world.query('delete from event_seals where sequence = $1 and workspace_id = $2', [sequence, ctx.workspace.id])
    expect(await faults()).toEqual([[sequence, null, 'seal_removed']])
  })

  test('an event changed together with the hash in its seal, and with the hash of its seal', async () => {
    const { sequence, ids } = await someSealed()
    await someSealed()
    await world.query("update events set actor_name = 'x' where id = $1", [ids[0]])
    const hashes = `(select string_agg(event_hash(e), '' order by e.tx, e.id) from events e where e.workspace_id = s.workspace_id and (e.tx, e.id) between (s.first_tx, s.first_id) and (s.last_tx, s.last_id))`
    await inWorkspace(`update event_seals s set hashes = ${hashes} where workspace_id = @ws and sequence = $1`, [sequence])
    expect(await faults()).toEqual([[sequence, null, 'seal_changed']])
    await inWorkspace('update event_seals s set hash = sha256(previous || hashes) where workspace_id = @ws and sequence = $1', [sequence])
    expect(await faults()).toEqual([[sequence + 1, null, 'seal_unlinked']])
  })

  test('a change that hides behind an erasure that never was', async () => {
    const { sequence, ids } = await someSealed()
    const [{ hash }] = await world.query('select event_hash(e) as hash from events e where id = $1', [ids[1]])
    await world.query("update events set actor_name = 'x' where id = $1", [ids[1]])
    await world.query('insert into event_erasures select workspace_id, $2::uuid, id, $3, event_hash(e) from events e where id = $1', [ids[1], ids[0], hash])
    expect(await faults()).toEqual([[sequence, ids[1], 'event_changed']])
  })
})

describe('an erasure', () => {
  test('blanks the fields in every event of the record, is logged itself, and the chain still holds', async () => {
    const lin = await world.asUser('lin')
    const { id } = await aCustomer(lin, { name: '要被忘记', remark: '住在河边' })
    await lin.patch(`/api/v1/customers/${id}`, { name: '也要被忘记' })
    await seal()
    const [row] = await ctx.db.rows<{ blanked: number }>(sql`select erase_events('customer', ${id}::uuid, ${['name', 'remark']}::text[]) as blanked`)
    expect(row).toEqual({ blanked: 2 })
    const rows = await world.query('select kind, before, after from events where record_id = $1 order by id', [id])
    expect(JSON.stringify(rows)).not.toMatch(/要被忘记|住在河边/)
    expect(rows[1]).toMatchObject({ before: { name: null }, after: { name: null } })
    expect(rows[2]).toMatchObject({ kind: 'customers.customer.erased', after: { fields: ['name', 'remark'], events: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/) } })
    expect(await verify()).toMatchObject({ faultCount: 0, erased: 2, waiting: { events: 1 } })
    await seal()
    expect(await verify()).toMatchObject({ faultCount: 0, erased: 2, waiting: { events: 0 } })
    const entry = (await (await world.asUser('admin')).get(`/api/v1/audit?object=customer&record=${id}`)).body.data[0]
    expect(entry).toMatchObject({ act: 'erased', details: { events: 2 } })
  })

  test('twice and in turn holds as well, and with nothing left to blank it logs nothing', async () => {
    const lin = await world.asUser('lin')
    const { id } = await aCustomer(lin, { name: '一次', remark: '两次' })
    await seal()
    const erase = (fields: string[]) => ctx.db.rows(sql`select erase_events('customer', ${id}::uuid, ${fields}::text[]) as blanked`)
    expect(await erase(['name'])).toEqual([{ blanked: 1 }])
    expect(await erase(['remark', 'name'])).toEqual([{ blanked: 1 }])
    const { faultCount } = await verify()
    expect(faultCount).toBe(0)
    expect(await erase(['remark'])).toEqual([{ blanked: 0 }])
    await seal()
    expect((await verify()).faults).toEqual([])
  })

  test('of another workspace is none', async () => {
    const { id } = await aCustomer(await world.asUser('lin'), { name: '不归你管' })
    const stranger = await world.contextOf('stranger')
    expect(await stranger.db.rows(sql`select erase_events('customer', ${id}::uuid, ${['name']}::text[]) as blanked`)).toEqual([{ blanked: 0 }])
    expect((await world.query('select after from events where record_id = $1', [id]))[0].after.name).toBe('不归你管')
  })

  test('changed afterwards is found', async () => {
    const { id } = await aCustomer(await world.asUser('lin'), { name: '先忘后改' })
    await seal()
    await ctx.db.rows(sql`select erase_events('customer', ${id}::uuid, ${['name']}::text[]) as blanked`)
    const [{ id: event }] = await world.query("update events set after = after || '{\"name\": \"假\"}' where record_id = $1 and kind like '%created' returning id", [id])
    expect((await verify()).faults.map(({ event, kind }) => [event, kind])).toEqual([[event, 'event_changed']])
  })
})
