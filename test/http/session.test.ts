import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
beforeAll(async () => {
  world = await startTestApp()
})
afterAll(() => world.close())

test('a person who is signed in is told who', async () => {
  const lin = await world.asUser('lin')
  const { status, body } = await lin.get('/api/v1/session')
  expect(status).toBe(200)
  expect(body.person).toMatchObject({ id: world.ids.lin, name: '林晓', department: { name: '一组' } })
})
