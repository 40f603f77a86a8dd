import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { exportFile, importFile } from '../support/upload.ts'

let world: TestApp
let admin: Client
let lin: Client
let mei: Client
let ma: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  mei = await world.asUser('mei')
  ma = await world.asUser('ma')
  await grant({ x_vehicle: { see: 'own', create: 'own', change: 'own', delete: 'own', export: 'own', import: 'own' }, x_certificate: { see: 'own', create: 'own', change: 'own', delete: 'own' }, x_sample: {} })
  await create(admin, 'custom-objects', { key: 'vehicle', label_zh: '车辆', label_en: 'Vehicle', plural_en: 'Vehicles' })
  await create(admin, 'custom-objects', { key: 'certificate', label_zh: '证照', label_en: 'Certificate', plural_en: 'Certificates', belonging: 'part' })
  await create(admin, 'custom-objects', { key: 'sample', label_zh: '样品', label_en: 'Sample', plural_en: 'Samples', belonging: 'none' })
  await create(admin, 'custom-fields', { object: 'x_vehicle', key: 'seats', type: 'number', label_zh: '座位', label_en: 'Seats' })
})
afterAll(() => world.close())

/** To the role of lin, mei and chen. */
async function grant(grants: Record<string, object>): Promise<void> {
  const [role] = await admin.list('roles', { filter: { key: 'staff' } })
  const reply = await admin.patch(`/api/v1/roles/${role.id}`, { grants: { ...role.grants, ...grants } })
  if (reply.status !== 200) throw new Error(reply.text)
}

const metadataOf = async (client: Client, name: string) => (await client.get('/api/v1/metadata')).body.objects.find((object: any) => object.name === name)

describe('an object that an administrator makes', () => {
  test('is there at once: in the metadata, with its words, rights and relations', async () => {
    expect(await metadataOf(lin, 'x_vehicle')).toMatchObject({
      path: 'x-vehicle', module: 'custom', label: { zh: '车辆', en: 'Vehicle' }, plural_label: { zh: '车辆', en: 'Vehicles' },
      in_navigation: true, is_shareable: true, is_searchable: true, can: { see: true, create: true, change: true, delete: true, export: true, import: true },
    })
    expect((await metadataOf(lin, 'x_vehicle')).fields.map((field: any) => field.name)).toEqual(expect.arrayContaining(['number', 'name', 'customer', 'owner', 'seats']))
    expect((await metadataOf(lin, 'customer')).related).toContainEqual(expect.objectContaining({ object: 'x_vehicle', field: 'customer' }))
    expect((await metadataOf(lin, 'customer')).timeline_kinds).toContain('x_vehicle')
    // What the role says of samples is nothing.
    expect(await metadataOf(lin, 'x_sample')).toBeUndefined()
    expect((await metadataOf(admin, 'x_sample')).fields.some((field: any) => field.name === 'customer')).toBe(false)
  })

  test('has records that are made, read, changed, listed, counted, searched, deleted and brought back', async () => {
    const { id: customer } = await aCustomer(lin, { name: '有车的客户' })
    const made = await create(lin, 'x-vehicle', { name: '沪A12345 商务车', customer, seats: 7 })
    expect(made).toMatchObject({ number: expect.stringMatching(/^VEH-\d{6}$/), customer: { id: customer, name: '有车的客户' }, owner: { name: '林晓' }, seats: 7 })
    const changed = await lin.patch(`/api/v1/x-vehicle/${made.id}`, { seats: 9, version: made.version })
    expect([changed.status, changed.body.seats, changed.body.version]).toEqual([200, 9, 2])
    expect((await lin.list('x-vehicle', { filter: { seats: { gt: 8 }, 'customer.name': { contains: '有车' } } })).map((row: any) => row.id)).toEqual([made.id])
    expect((await lin.list('customers', { filter: { x_vehicle: { some: { seats: 9 } } } })).map((row: any) => row.id)).toEqual([customer])
    const counted = await lin.post('/api/v1/query', { object: 'x_vehicle', measures: [{ fn: 'count', as: 'count' }, { fn: 'sum', field: 'seats', as: 'seats' }] })
    expect([counted.status, counted.body.data]).toEqual([200, [{ count: 1, seats: 9 }]])
    expect((await lin.get('/api/v1/search?q=沪A12345')).body.data[0]).toMatchObject({ object: 'x_vehicle', id: made.id })
    const { body: timeline } = await lin.get(`/api/v1/customers/${customer}/timeline`)
    expect(timeline.data.some((entry: any) => entry.kind === 'x_vehicle')).toBe(true)
    const { body: history } = await lin.get(`/api/v1/x-vehicle/${made.id}/history`)
    expect(history.data[0]).toMatchObject({ fields: [{ field: 'seats', before: 7, after: 9 }] })
    expect((await lin.del(`/api/v1/x-vehicle/${made.id}`)).status).toBe(204)
    expect(await lin.list('x-vehicle', {})).toEqual([])
    expect((await lin.get('/api/v1/recycle-bin')).body.data).toContainEqual(expect.objectContaining({ object: 'x_vehicle', id: made.id }))
    expect((await lin.post(`/api/v1/x-vehicle/${made.id}/restore`)).status).toBe(200)
    const batch = await lin.post('/api/v1/x-vehicle/batch', { update: [{ id: made.id, seats: 5 }], create: [{ name: '第二辆' }] })
    expect(batch.status).toBe(200)
    expect((await lin.list('x-vehicle', { sort: 'name' })).length).toBe(2)
  })

  test('is reached by its owner, by whom it is shared with, and by nobody else', async () => {
    const { id, number } = await create(lin, 'x-vehicle', { name: '林的车' })
    expect((await mei.get(`/api/v1/x-vehicle/${id}`)).status).toBe(404)
    expect((await mei.list('x-vehicle', { filter: { number } })).length).toBe(0)
    expect((await mei.get('/api/v1/search?q=林的车')).body.data).toEqual([])
    // A manager reaches what the own people have; a role that names no right has none.
    expect((await ma.get(`/api/v1/x-vehicle/${id}`)).status).toBe(200)
    expect((await lin.get('/api/v1/x-sample')).status).toBe(403)
    const shared = await lin.post(`/api/v1/x-vehicle/${id}/share`, { person: world.ids.mei, right: 'read' })
    expect(shared.status).toBe(201)
    expect((await mei.get(`/api/v1/x-vehicle/${id}`)).body).toMatchObject({ id, can: { change: false } })
    expect((await mei.get(`/api/v1/x-vehicle/${id}/access`)).body.rights[0]).toMatchObject({ verb: 'see', granted: true, reasons: ['共享给本人或所在部门'] })
    await world.settle()
    expect((await mei.get('/api/v1/notifications')).body.data).toContainEqual(expect.objectContaining({ kind: 'record_shared', object: 'x_vehicle' }))
  })

  test('keeps its records apart from those of other objects', async () => {
    const vehicle = await create(lin, 'x-vehicle', { name: '只是车' })
    for (const path of ['x-sample', 'x-certificate', 'customers']) expect([path, (await admin.get(`/api/v1/${path}/${vehicle.id}`)).status]).toEqual([path, 404])
    const stranger = await world.asUser('stranger')
    expect((await stranger.get('/api/v1/x-vehicle')).status).toBe(404)
    expect((await stranger.get('/api/v1/metadata')).body.objects.some((object: any) => object.name.startsWith('x_'))).toBe(false)
  })

  test('goes with its customer where it is a part of customers', async () => {
    const own = await aCustomer(lin)
    const hidden = await aCustomer(admin, { owner: world.ids.admin })
    expect((await lin.post('/api/v1/x-certificate', { name: '没有客户' })).status).toBe(422)
    expect((await lin.post('/api/v1/x-certificate', { name: '别人的', customer: hidden.id })).status).toBe(422)
    const { id } = await create(admin, 'x-certificate', { name: '营业执照', customer: own.id })
    expect((await lin.get(`/api/v1/x-certificate/${id}`)).status).toBe(200)
    const other = await create(admin, 'x-certificate', { name: '别家执照', customer: hidden.id })
    expect((await lin.get(`/api/v1/x-certificate/${other.id}`)).status).toBe(404)
    expect((await lin.del(`/api/v1/customers/${own.id}`)).status).toBe(204)
    expect((await lin.get(`/api/v1/x-certificate/${id}`)).status).toBe(404)
  })

  test('moves along when its customer is merged, and back', async () => {
    const survivor = await aCustomer(admin, { name: '合并留下' })
    const loser = await aCustomer(admin, { name: '合并并入' })
    const { id } = await create(admin, 'x-vehicle', { name: '并过去的车', customer: loser.id })
    const merged = await admin.post(`/api/v1/customers/${survivor.id}/merge`, { with: loser.id, take: {} })
    expect([merged.status, merged.text]).toEqual([200, expect.any(String)])
    expect((await admin.get(`/api/v1/x-vehicle/${id}`)).body.customer.id).toBe(survivor.id)
    expect((await admin.post(`/api/v1/merges/${merged.body.merge ?? merged.body.id}/undo`)).status).toBe(200)
    expect((await admin.get(`/api/v1/x-vehicle/${id}`)).body.customer.id).toBe(loser.id)
  })

  test('comes from files and goes into files', async () => {
    const { number } = await aCustomer(lin, { name: '车队客户' })
    const { result } = await importFile(lin, { object: 'x_vehicle', file: `名称,客户,座位\n甲车,${number},4\n乙车,,12\n` })
    expect(result).toMatchObject({ created: 2, failed: 0 })
    const { reply } = await exportFile(lin, { object: 'x_vehicle', format: 'csv', filter: { seats: 12 } })
    expect(reply.text).toContain('乙车')
  })

  test('takes numbers by the format that the company gives', async () => {
    await create(admin, 'number-formats', { object: 'x_sample', format: '样-{0000}' })
    expect((await create(admin, 'x-sample', { name: '布样' })).number).toBe('样-0001')
  })
})

describe('the definition', () => {
  test('is for administrators only, and what is wrong is refused with nothing written', async () => {
    const good = { key: 'tool', label_zh: '工具', label_en: 'Tool', plural_en: 'Tools' }
    expect((await lin.post('/api/v1/custom-objects', good)).status).toBe(403)
    const wrong: [object, number][] = [
      [{ ...good, key: 'Tool' }, 422], [{ ...good, key: '工具' }, 422], [{ ...good, key: '' }, 422], [{ ...good, key: 'x'.repeat(40) }, 422], [{ ...good, label_zh: '' }, 422],
      [{ ...good, belonging: 'all' }, 422], [{ ...good, place: 3 }, 422], [{ ...good, key: 'vehicle' }, 409], [{ ...good, key: null }, 422], [{ ...good, key: 7 }, 422],
    ]
    for (const [input, status] of wrong) expect([input, (await admin.post('/api/v1/custom-objects', input)).status]).toEqual([input, status])
    expect((await admin.list('custom-objects', {})).length).toBe(3)
    for (const path of ['x-tool', 'x-', 'x-__proto__', 'x-vehicle%00']) expect([path, (await admin.get(`/api/v1/${encodeURI(path)}`)).status]).toEqual([path, expect.toSatisfy((status: number) => status === 404 || status === 400)])
  })

  test('changes in words, not in key or belonging', async () => {
    const [vehicle] = await admin.list('custom-objects', { filter: { key: 'vehicle' } })
    expect((await admin.patch(`/api/v1/custom-objects/${vehicle.id}`, { label_zh: '车', version: vehicle.version })).status).toBe(200)
    expect((await metadataOf(lin, 'x_vehicle')).label.zh).toBe('车')
    for (const patch of [{ key: 'car' }, { belonging: 'none' }, { place: 9 }]) expect([patch, (await admin.patch(`/api/v1/custom-objects/${vehicle.id}`, patch)).status]).toEqual([patch, 422])
  })

  test('is deleted and brought back with everything it had', async () => {
    const { id: record } = await create(admin, 'x-sample', { name: '要回来的' })
    const [sample] = await admin.list('custom-objects', { filter: { key: 'sample' } })
    expect((await admin.del(`/api/v1/custom-objects/${sample.id}`)).status).toBe(204)
    expect((await admin.get('/api/v1/x-sample')).status).toBe(404)
    expect(await metadataOf(admin, 'x_sample')).toBeUndefined()
    // The key stays taken, so that what comes back finds its place.
    expect((await admin.post('/api/v1/custom-objects', { key: 'sample', label_zh: '样', label_en: 'S', plural_en: 'S' })).status).toBe(409)
    expect((await admin.post(`/api/v1/custom-objects/${sample.id}/restore`)).status).toBe(200)
    expect((await admin.get(`/api/v1/x-sample/${record}`)).body.name).toBe('要回来的')
  })

  test('there is room for thirty, also when many are made at once', async () => {
    const replies = await Promise.all(Array.from({ length: 29 }, (_, at) => admin.post('/api/v1/custom-objects', { key: `many_${at}`, label_zh: `第${at}`, label_en: `No ${at}`, plural_en: `No ${at}` })))
    expect(replies.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 27 }, () => 201), 409, 409])
    const places = await world.query<{ place: string }>('select place from custom_objects')
    expect(new Set(places.map(({ place }) => place)).size).toBe(30)
  })
})
