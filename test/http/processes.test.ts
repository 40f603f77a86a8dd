/** Two server processes on one database: what one changes is known in the open pages of the other within a second. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import type { Client } from '../support/client.ts'
import { listenTo, type LiveStream } from '../support/live-stream.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let other: ChildProcess
let address: string
let page: LiveStream | null = null
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  other = spawn(process.execPath, [join(import.meta.dirname, '../support/server-process.ts'), world.databaseUrl, world.dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(other.stdout!, 'data')
  address = `http://127.0.0.1:${Number(String(line))}`
}, 60_000)
afterEach(() => page?.stop())
afterAll(async () => {
  const gone = once(other, 'exit')
  other.kill('SIGKILL')
  await gone
  await world.close()
})

/** A page of chen's that the other process serves. */
async function open(): Promise<LiveStream> {
  page = await listenTo(address, { login: 'chen' })
  await page.next('event: layouts')
  return page
}

/** Asks the other process as chen. */
async function chenThere(path: string): Promise<{ status: number; body: any }> {
  const session = await fetch(`${address}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: 'chen', password: castPassword }) })
  const reply = await fetch(`${address}${path}`, { headers: { cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '' } })
  return { status: reply.status, body: await reply.json() }
}

/** Milliseconds from the end of the change until the page hears the word. */
async function heardAfter(stream: LiveStream, word: string, change: () => Promise<unknown>): Promise<number> {
  const heard = stream.next(word).then(() => Date.now())
  await change()
  const begin = Date.now()
  return (await heard) - begin
}

describe('what another process changes reaches an open page within a second', () => {
  test('a share, and its end', async () => {
    const customer = await aCustomer(lin)
    const there = async () => (await chenThere(`/api/v1/customers/${customer.id}`)).status
    expect(await there()).toBe(404)
    let share = ''
    expect(await heardAfter(await open(), 'event: rights', async () => {
      share = (await lin.post(`/api/v1/customers/${customer.id}/share`, { person: world.ids.chen, right: 'read' })).body.id
    })).toBeLessThan(1000)
    expect(await there()).toBe(200)
    expect(await heardAfter(await open(), 'event: rights', () => lin.post(`/api/v1/customers/${customer.id}/unshare`, { share }))).toBeLessThan(1000)
    expect(await there()).toBe(404)
  })

  test('a share with a department above the own one', async () => {
    const customer = await aCustomer(lin)
    const [sales] = await admin.list('departments', { filter: { name: '销售部' } })
    expect(await heardAfter(await open(), 'event: rights', () => lin.post(`/api/v1/customers/${customer.id}/share`, { department: sales.id, right: 'write' }))).toBeLessThan(1000)
  })

  test('rights of a role, and who has it', async () => {
    const [staff] = await admin.list('roles', { filter: { key: 'staff' } })
    const grants = { ...staff.grants, product: { ...staff.grants['*'], see: 'all', fields: { remark: 'hidden' } } }
    expect(await heardAfter(await open(), 'event: rights', () => admin.patch(`/api/v1/roles/${staff.id}`, { grants }))).toBeLessThan(1000)
    const product = (await chenThere('/api/v1/metadata')).body.objects.find(({ name }: any) => name === 'product')
    expect(product.fields.map(({ name }: any) => name)).not.toContain('remark')
    expect(await heardAfter(await open(), 'event: rights', () => admin.patch(`/api/v1/users/${world.ids.chen}`, { roles: [] }))).toBeLessThan(1000)
    expect((await chenThere('/api/v1/customers')).status).toBe(403)
    await admin.patch(`/api/v1/users/${world.ids.chen}`, { roles: [staff.id] })
    await admin.patch(`/api/v1/roles/${staff.id}`, { grants: staff.grants })
  })

  test('a custom field, an object and a layout; and the metadata has them by then', async () => {
    const objectThere = async (name: string) => (await chenThere('/api/v1/metadata')).body.objects.find((one: any) => one.name === name)
    expect((await objectThere('product')).fields.map(({ name }: any) => name)).not.toContain('grade')
    const stream = await open()
    expect(await heardAfter(stream, 'team.custom_field.created', () => create(admin, 'custom-fields', { object: 'product', key: 'grade', type: 'text', label_zh: '等级', label_en: 'Grade' }))).toBeLessThan(1000)
    expect((await objectThere('product')).fields.map(({ name }: any) => name)).toContain('grade')
    expect(await heardAfter(stream, 'custom.custom_object.created', () => create(admin, 'custom-objects', { key: 'ship', label_zh: '船', label_en: 'Ship', plural_en: 'Ships' }))).toBeLessThan(1000)
    expect((await chenThere('/api/v1/x-ship')).status).not.toBe(404)
    const { fields } = (await admin.post('/api/v1/layouts/outline', { object: 'product' })).body
    const panels = [{ key: 'main', label: { zh: '要点', en: 'Main' }, fields: ['name', 'price'] }]
    expect(await heardAfter(stream, 'event: layouts', () => create(admin, 'layouts', { object: 'product', role: null, panels, left_out: fields.filter((name: string) => !['name', 'price'].includes(name)) }))).toBeLessThan(1000)
    expect((await objectThere('product')).panels[0].label.zh).toBe('要点')
  })

  test('a record', async () => {
    const customer = await aCustomer(await world.asUser('chen'))
    expect(await heardAfter(await open(), customer.id, () => admin.patch(`/api/v1/customers/${customer.id}`, { remark: '改' }))).toBeLessThan(1000)
  })

  test('after the connection between the processes was lost: rights are asked for anew', async () => {
    const stream = await open()
    const [{ n }] = await world.query("select count(pg_terminate_backend(pid))::int as n from pg_stat_activity where datname = current_database() and application_name = 'guanxi broadcast'")
    expect(n).toBeGreaterThan(0)
    // While nobody hears it.
    await world.query('insert into shares (workspace_id, id, object, record_id, person_id, access, created_at, created_by) select c.workspace_id, gen_random_uuid(), $1::text, c.id, $2::uuid, $3::text, now(), $2::uuid from customers c where c.id = $4', ['customer', world.ids.chen, 'read', (await aCustomer(lin)).id])
    await stream.next('event: rights')
  })
})
