import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCustomer, create } from '../support/builders.ts'
import { castPassword } from '../support/cast.ts'
import { signIn, type Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
let admin: Client
let lin: Client
let ma: Client
let staff: string
let manager: string
beforeAll(async () => {
  world = await startTestApp()
  admin = await world.asUser('admin')
  lin = await world.asUser('lin')
  ma = await world.asUser('ma')
  const roles = await admin.list('roles')
  staff = roles.find(({ key }) => key === 'staff').id
  manager = roles.find(({ key }) => key === 'manager').id
})
afterAll(() => world.close())

const label = { zh: '分组', en: 'Panel' }
const panel = (key: string, ...fields: string[]) => ({ key, label: { zh: `组${key}`, en: `Panel ${key}` }, fields })
/** Fields of products that the tests are not about. */
const others = ['kind', 'cost', 'tax_rate', 'components', 'stock', 'risk_level']
const aLayout = (object: string, role: string | null, panels: object[], more: { left_out?: string[] } & object = {}) =>
  create(admin, 'layouts', { object, role, panels, ...more, left_out: [...(more.left_out ?? []), ...(object === 'product' ? others : [])] })
const bin = async (...layouts: { id: string }[]) => {
  for (const { id } of layouts) expect((await admin.del(`/api/v1/layouts/${id}`)).status).toBe(204)
}
const objectOf = async (client: Client, name: string) => (await client.get('/api/v1/metadata')).body.objects.find((one: any) => one.name === name)
/** `key: field field` of each panel that somebody sees. */
const seen = async (client: Client, name: string): Promise<string[]> => (await objectOf(client, name)).panels.map(({ key, fields }: any) => `${key}: ${fields.join(' ')}`)
const whole = 'code name category unit kind price cost tax_rate components stock risk_level is_active remark'

describe('the panels of a form', () => {
  test('are those of the definition, until there is a layout', async () => {
    expect(await seen(lin, 'product')).toEqual([`main: ${whole}`])
  })

  test('are those of the layout for the role, else of the one for everybody; in the administrator’s words', async () => {
    const layouts = [await aLayout('product', null, [panel('all', 'name', 'price')], { left_out: ['remark', 'unit', 'category', 'code', 'is_active'] }), await aLayout('product', staff, [panel('a', 'price', 'name'), panel('b', 'code')], { left_out: ['remark', 'unit', 'category', 'is_active'] })]
    expect([await seen(lin, 'product'), await seen(ma, 'product'), await seen(admin, 'product')]).toEqual([['a: price name', 'b: code'], ['all: name price'], ['all: name price']])
    expect((await objectOf(lin, 'product')).panels[0].label).toEqual({ zh: '组a', en: 'Panel a' })
    await bin(layouts[1])
    expect(await seen(lin, 'product')).toEqual(['all: name price'])
    expect((await admin.post(`/api/v1/layouts/${layouts[1].id}/restore`)).status).toBe(200)
    expect(await seen(lin, 'product')).toEqual(['a: price name', 'b: code'])
    await bin(...layouts)
    expect(await seen(lin, 'product')).toEqual([`main: ${whole}`])
  })

  test('are, for somebody with several roles, those of the first layout in the order of the layouts', async () => {
    await create(admin, 'users', { name: '双', user_name: 'two-roles', password: castPassword, roles: [staff, manager] })
    const both = await signIn(world.app.server, { login: 'two-roles', password: castPassword })
    const everybody = await aLayout('tag', null, [panel('all', 'name')])
    const ofManagers = await aLayout('tag', manager, [panel('manager', 'name')])
    const ofStaff = await aLayout('tag', staff, [panel('staff', 'name')])
    expect([everybody.position, ofManagers.position, ofStaff.position]).toEqual([1, 2, 3])
    const first = async () => (await seen(both, 'tag'))[0]
    expect(await first()).toBe('manager: name')
    const moved = await admin.post('/api/v1/layouts/batch', { update: [{ id: ofStaff.id, position: 1 }, { id: ofManagers.id, position: 2 }], atomic: true })
    expect(moved.status).toBe(200)
    expect(await first()).toBe('staff: name')
    await bin(everybody, ofManagers, ofStaff)
  })

  test('end with what no layout has placed: fields that came later, and what has become required since', async () => {
    const one = await aLayout('product', staff, [panel('a', 'name')], { left_out: ['remark', 'code'] })
    expect(await seen(lin, 'product')).toEqual(['a: name', '_rest: category unit price is_active'])
    expect((await objectOf(lin, 'product')).panels[1].label).toEqual({ zh: '更多', en: 'More' })
    const field = await create(admin, 'custom-fields', { object: 'product', key: 'origin', type: 'text', label_zh: '产地', label_en: 'Origin' })
    expect((await seen(lin, 'product'))[1]).toBe('_rest: category unit price is_active origin')
    await admin.patch(`/api/v1/layouts/${one.id}`, { left_out: ['remark', 'code', 'origin', ...others] })
    expect((await seen(lin, 'product'))[1]).toBe('_rest: category unit price is_active')
    await admin.patch(`/api/v1/custom-fields/${field.id}`, { required: true })
    expect((await seen(lin, 'product'))[1]).toBe('_rest: category unit price is_active origin')
    await admin.del(`/api/v1/custom-fields/${field.id}`)
    await bin(one)
  })

  test('lose a field that is removed, and have it in its place when it comes back', async () => {
    const field = await create(admin, 'custom-fields', { object: 'product', key: 'weight', type: 'number', label_zh: '重量', label_en: 'Weight' })
    const one = await aLayout('product', staff, [panel('a', 'name', 'weight', 'code')], { left_out: ['category', 'unit', 'price', 'is_active', 'remark'] })
    await admin.del(`/api/v1/custom-fields/${field.id}`)
    expect(await seen(lin, 'product')).toEqual(['a: name code'])
    // What still names it may be moved in the order, and written without it, but not with it.
    expect((await admin.patch(`/api/v1/layouts/${one.id}`, { position: 4 })).status).toBe(200)
    expect((await admin.patch(`/api/v1/layouts/${one.id}`, { panels: [panel('a', 'name', 'weight')] })).status).toBe(422)
    await admin.post(`/api/v1/custom-fields/${field.id}/restore`)
    expect(await seen(lin, 'product')).toEqual(['a: name weight code'])
    await admin.del(`/api/v1/custom-fields/${field.id}`)
    await bin(one)
  })

  test('show nobody a field that the role hides', async () => {
    const role = await create(admin, 'roles', { key: 'blind', name: '盲', grants: { product: { see: 'all', change: 'all', fields: { price: 'hidden' } } } })
    await create(admin, 'users', { name: '盲', user_name: 'blind', password: castPassword, roles: [role.id] })
    const blind = await signIn(world.app.server, { login: 'blind', password: castPassword })
    const one = await aLayout('product', role.id, [panel('money', 'price'), panel('b', 'name')])
    expect((await seen(blind, 'product'))[0]).toBe('b: name')
    await bin(one)
  })

  test('go with the role: in the bin with it, and back with it', async () => {
    const role = await create(admin, 'roles', { key: 'passing', name: '暂时', grants: { product: { see: 'all' } } })
    await create(admin, 'users', { name: '暂', user_name: 'passing', password: castPassword, roles: [role.id, staff] })
    const passing = await signIn(world.app.server, { login: 'passing', password: castPassword })
    const one = await aLayout('product', role.id, [panel('p', 'name')])
    expect((await seen(passing, 'product'))[0]).toBe('p: name')
    await admin.del(`/api/v1/roles/${role.id}`)
    expect((await seen(passing, 'product'))[0]).toBe(`main: ${whole}`)
    expect((await admin.get(`/api/v1/layouts/${one.id}`)).status).toBe(404)
    await admin.post(`/api/v1/roles/${role.id}/restore`)
    expect((await seen(passing, 'product'))[0]).toBe('p: name')
    await bin(one)
  })

  test('are those of the person an administrator looks as', async () => {
    const one = await aLayout('product', staff, [panel('a', 'name')])
    const own = await signIn(world.app.server, { login: 'admin', password: castPassword })
    await own.post(`/api/v1/users/${world.ids.lin}/look-as`)
    expect((await seen(own, 'product'))[0]).toBe('a: name')
    await own.del('/api/v1/session/look-as')
    expect((await seen(own, 'product'))[0]).toBe(`main: ${whole}`)
    await bin(one)
  })

  test('are no permission: what is left out is still written, listed, filtered and merged', async () => {
    const one = await aLayout('customer', staff, [panel('a', 'name')], { left_out: ['industry'] })
    const customer = await aCustomer(lin, { industry: '航运' })
    expect((await lin.list('customers', { filter: { industry: '航运' }, fields: 'industry' })).map(({ industry }) => industry)).toEqual(['航运'])
    expect((await lin.patch(`/api/v1/customers/${customer.id}`, { industry: '港口' })).body.industry).toBe('港口')
    const { fields, views } = await objectOf(lin, 'customer')
    expect(fields.map(({ name }: any) => name)).toContain('industry')
    expect(views).toEqual((await objectOf(admin, 'customer')).views)
    await bin(one)
  })
})

describe('a layout that does not fit', () => {
  const good = { object: 'product', panels: [panel('a', 'name')] }
  test.each<[what: string, input: object, path: string, zh: RegExp, en: RegExp]>([
    ['an object that is not there', { ...good, object: 'planet' }, 'object', /没有这个对象/, /no such object/],
    ['no object', { panels: good.panels }, 'object', /对象/, /required/],
    ['a role that is not there', { ...good, role: '0190a000-0000-7000-8000-000000000001' }, 'role', /没有找到/, /not there/],
    ['no panel at all', { ...good, panels: [] }, 'panels', /分组/, /required/],
    ['panels that are no list', { ...good, panels: { key: 'a' } }, 'panels', /不正确/, /not written correctly/],
    ['a panel without an English name', { ...good, panels: [{ key: 'a', label: { zh: '组' }, fields: [] }] }, 'panels[0].label.en', /中文和英文/, /both languages/],
    ['a panel whose Chinese name is blank', { ...good, panels: [{ key: 'a', label: { zh: ' ', en: 'A' }, fields: [] }] }, 'panels[0].label.zh', /中文和英文/, /both languages/],
    ['two panels with one key', { ...good, panels: [panel('a'), panel('a')] }, 'panels', /不能重复/, /differ/],
    ['a key in other letters', { ...good, panels: [panel('一')] }, 'panels[0].key', /不正确/, /not written correctly/],
    ['a field of another object', { ...good, panels: [panel('a', 'name', 'industry')] }, 'panels[0].fields[1]', /industry/, /no field industry/],
    ['a field of the system', { ...good, panels: [panel('a', 'id')] }, 'panels[0].fields[0]', /id/, /no field id/],
    ['a field that is a word of the language', { ...good, panels: [panel('a', 'constructor')] }, 'panels[0].fields[0]', /constructor/, /constructor/],
    ['a field that is no text', { ...good, panels: [{ key: 'a', label, fields: [5] }] }, 'panels[0].fields[0]', /不正确/, /not written correctly/],
    ['a field twice in panels', { ...good, panels: [panel('a', 'name'), panel('b', 'name')] }, 'panels[1].fields[0]', /“名称”放了两次|“产品名称”放了两次/, /twice/],
    ['a field placed and left out', { ...good, panels: [panel('a', 'code')], left_out: ['code'] }, 'left_out[0]', /两次/, /twice/],
    ['a required field that is left out', { ...good, panels: [panel('a', 'code')], left_out: ['name'] }, 'left_out[0]', /必填且没有默认值/, /required and has no default/],
    ['left out what is no list', { ...good, left_out: 'code' }, 'left_out', /不正确/, /not written correctly/],
    ['more panels than anybody reads', { ...good, panels: Array.from({ length: 51 }, (_, index) => panel(`p${index}`)) }, 'panels', /不正确/, /not written correctly/],
    ['a place that is none', { ...good, position: 0 }, 'position', /./, /./],
  ])('for %s is refused in words, in both languages, and nothing is written', async (_what, input, path, zh, en) => {
    const count = async () => (await world.query("select (select count(*) from layouts)::int as layouts, (select count(*) from events where object = 'layout')::int as events"))[0]
    const before = await count()
    for (const [language, words] of [['zh', zh], ['en', en]] as const) {
      const reply = await (await world.asUser('admin', { language })).post('/api/v1/layouts', input)
      expect([reply.status, reply.body.errors?.[0]]).toEqual([422, { path, code: expect.stringMatching(/./), message: expect.stringMatching(words) }])
    }
    expect(await count()).toEqual(before)
  })

  test('is refused as a change, too: the layout stays as it was', async () => {
    const one = await aLayout('product', staff, [panel('a', 'name', 'code')])
    for (const patch of [{ panels: [panel('a', 'name', 'planet')] }, { left_out: ['name'] }, { left_out: ['code'] }, { panels: [] }, { object: 'tag' }, { role: manager }, { role: null }]) {
      expect([patch, (await admin.patch(`/api/v1/layouts/${one.id}`, patch)).status]).toEqual([patch, 422])
    }
    expect((await admin.get(`/api/v1/layouts/${one.id}`)).body).toEqual(one)
    await bin(one)
  })

  test('for a role that has one is refused, also from the recycle bin', async () => {
    for (const role of [staff, null]) {
      const first = await aLayout('product', role, [panel('a', 'name')])
      const again = await admin.post('/api/v1/layouts', { object: 'product', role, panels: [panel('b', 'name')] })
      expect([again.status, again.body.errors[0].path]).toEqual([409, 'role'])
      await bin(first)
      const second = await aLayout('product', role, [panel('b', 'name')])
      expect((await admin.post(`/api/v1/layouts/${first.id}/restore`)).status).toBe(409)
      await bin(second)
    }
  })
})

describe('a layout', () => {
  test('is for administrators to see and to make', async () => {
    await world.untilTold()
    const { next_cursor: after } = (await lin.get('/api/v1/changes?after=now')).body
    const one = await aLayout('product', staff, [panel('a', 'name')])
    for (const client of [lin, ma]) {
      expect((await client.get('/api/v1/layouts')).status).toBe(403)
      expect((await client.get(`/api/v1/layouts/${one.id}`)).status).toBe(404)
      expect((await client.post('/api/v1/layouts', { object: 'product', panels: [panel('b', 'name')] })).status).toBe(403)
      expect((await client.patch(`/api/v1/layouts/${one.id}`, { position: 2 })).status).toBe(404)
      expect((await client.post('/api/v1/layouts/outline', { object: 'product' })).status).toBe(403)
      expect((await client.get('/api/v1/metadata')).body.objects.map(({ name }: any) => name)).not.toContain('layout')
    }
    await world.untilTold()
    expect((await lin.get(`/api/v1/changes?after=${after}`)).body.data).toEqual([])
    await bin(one)
  })

  test('of another company concerns nobody here', async () => {
    const stranger = await world.asUser('stranger')
    await create(stranger, 'layouts', { object: 'product', panels: [panel('foreign', 'name')] })
    expect(await seen(lin, 'product')).toEqual([`main: ${whole}`])
    expect((await stranger.post('/api/v1/layouts', { object: 'tag', role: staff, panels: [panel('a', 'name')] })).status).toBe(422)
  })

  test('has a history, and each change is taken back', async () => {
    const one = await aLayout('product', staff, [panel('a', 'name')])
    await admin.patch(`/api/v1/layouts/${one.id}`, { panels: [panel('a', 'name'), panel('b', 'code')] })
    const { data } = (await admin.get(`/api/v1/layouts/${one.id}/history`)).body
    expect(data.map(({ kind }: any) => kind)).toEqual(['team.layout.updated', 'team.layout.created'])
    expect((await admin.post(`/api/v1/layouts/${one.id}/undo`, { event: data[0].id })).status).toBe(200)
    expect((await seen(lin, 'product'))[0]).toBe('a: name')
    expect((await seen(lin, 'product')).join()).not.toContain('b:')
    await bin(one)
  })

  test('begins with what there is to lay out', async () => {
    const field = await create(admin, 'custom-fields', { object: 'product', key: 'batch_no', type: 'text', label_zh: '批号', label_en: 'Batch', required: true })
    expect((await admin.post('/api/v1/layouts/outline', { object: 'product' })).body).toEqual({
      panels: [{ key: 'main', label: { zh: '产品', en: 'Product' }, fields: whole.split(' ') }, { key: 'custom', label: { zh: '自定义', en: 'Custom' }, fields: ['batch_no'] }],
      fields: [...whole.split(' '), 'batch_no'],
      needed: ['name', 'batch_no'],
    })
    expect((await admin.post('/api/v1/layouts/outline', { object: 'planet' })).status).toBe(422)
    await admin.del(`/api/v1/custom-fields/${field.id}`)
  })

  test('is told to the open pages of whom it concerns, and to nobody else', async () => {
    const address = await world.app.server.listen({ port: 0, host: '127.0.0.1' })
    const follow = async (login: string) => {
      const session = await fetch(`${address}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password: castPassword }) })
      const stopper = new AbortController()
      const reply = await fetch(`${address}/api/v1/stream`, { headers: { cookie: session.headers.get('set-cookie')!.split(';')[0]! }, signal: stopper.signal })
      const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      const marks = () => [...text.matchAll(/^event: layouts\ndata: (.*)$/gm)].map(([, mark]) => mark)
      return {
        marks,
        until: async (count: number) => {
          while (marks().length < count) text += (await reader.read()).value ?? ''
        },
        stop: () => stopper.abort(),
      }
    }
    const [one, other] = [await follow('lin'), await follow('ma')]
    await Promise.all([one.until(1), other.until(1)])
    const layouts = [await aLayout('product', staff, [panel('a', 'name')])]
    await one.until(2)
    layouts.push(await aLayout('tag', manager, [panel('a', 'name')]))
    await other.until(2)
    await bin(...layouts)
    await Promise.all([one.until(3), other.until(3)])
    for (const { marks } of [one, other]) {
      expect(marks()).toHaveLength(3)
      // What was made and removed again leaves nothing behind.
      expect(marks()[2]).toBe(marks()[0])
    }
    one.stop()
    other.stop()
  })
})
