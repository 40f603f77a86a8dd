import { afterAll, beforeAll, expect, test } from 'vitest'
import { create } from '../support/builders.ts'
import { changeMany, undoMany } from '../support/bulk.ts'
import type { Client } from '../support/client.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { importFile } from '../support/upload.ts'

let world: TestApp
let admin: Client
beforeAll(async () => {
  world = await startTestApp({ background: true })
  admin = await world.asUser('admin')
})
afterAll(() => world.close())

const aRequest = (input: object) => create(admin, 'service-requests', { kind: 'fault', ...input })
const read = async (id: string) => (await admin.get(`/api/v1/service-requests/${id}`)).body
const eventsOf = (id: string) => world.query("select kind, before, after from events where record_id = $1 and kind = 'requests.request.updated' order by id", [id])

test('its team goes along with its assignee on every way: form, edit, batch, bulk change and file; said beside, it is what is said; undone together', async () => {
  const teamOf = async (login: 'lin' | 'chen') => (await world.query('select department_id as id from users where id = $1', [world.ids[login]]))[0].id as string
  const [one, two] = [await teamOf('lin'), await teamOf('chen')]
  expect(one).not.toBe(two)
  const stands = async (id: string) => { const { owner, team } = await read(id); return [owner?.id ?? null, team?.id ?? null] }
  const { id } = await aRequest({ owner: world.ids.lin, subject: '换人换部门' })
  expect(await stands(id)).toEqual([world.ids.lin, one])
  const patch = async (input: object) => expect((await admin.patch(`/api/v1/service-requests/${id}`, { version: (await read(id)).version, ...input })).status).toBe(200)
  await patch({ owner: world.ids.chen })
  expect(await stands(id)).toEqual([world.ids.chen, two])
  // One event, so that history, undo and the watch see the two together.
  expect((await eventsOf(id)).at(-1)).toMatchObject({ after: { owner: world.ids.chen, team: two }, before: { owner: world.ids.lin, team: one } })
  await patch({ owner: world.ids.lin, team: two })
  expect(await stands(id)).toEqual([world.ids.lin, two])
  // The same person once more, or nobody: what was said on purpose stays.
  await patch({ owner: world.ids.lin, priority: 'high' })
  await patch({ owner: null })
  expect(await stands(id)).toEqual([null, two])
  expect((await admin.post('/api/v1/service-requests/batch', { update: [{ id, owner: world.ids.lin }] })).status).toBe(200)
  expect(await stands(id)).toEqual([world.ids.lin, one])

  const other = await aRequest({ owner: world.ids.chen, subject: '换人换部门二' })
  const change = await changeMany(admin, 'service-requests', { ids: [id, other.id], change: { owner: world.ids.chen } })
  expect(change.result).toMatchObject({ changed: 1, unchanged: 1 })
  expect([await stands(id), await stands(other.id)]).toEqual([[world.ids.chen, two], [world.ids.chen, two]])
  await undoMany(admin, change.id)
  expect(await stands(id)).toEqual([world.ids.lin, one])
  await changeMany(admin, 'service-requests', { ids: [id], change: { owner: world.ids.chen, team: one } })
  expect(await stands(id)).toEqual([world.ids.chen, one])

  const [{ number }, { number: third }] = [await read(id), await aRequest({ subject: '换人换部门三' })]
  const file = `请求编号,主题,处理人\n${number},换人换部门,林晓\n${third},换人换部门三,陈宇\nWX-1,来自文件,陈宇\n`
  expect((await importFile(admin, { object: 'request', file, options: { duplicates: 'update', match_by: ['number'] } })).result).toMatchObject({ created: 1, updated: 2, failed: 0 })
  const rows = await admin.list('service-requests', { filter: { number: { in: [number, third, 'WX-1'] } }, sort: 'number', fields: 'owner,team' })
  expect(rows.map(({ owner, team }) => [owner.id, team.id])).toEqual([[world.ids.lin, one], [world.ids.chen, two], [world.ids.chen, two]])
})
