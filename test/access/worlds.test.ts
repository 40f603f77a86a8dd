/**
 * Exactly the right people see exactly the right rows: generated companies against a plain model of the rules (world.ts).
 * GUANXI_WORLDS sets how many companies the conditions are tried on, GUANXI_SURFACE_WORLDS on how many every surface is.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allowed } from '../../src/kernel/access/policy.ts'
import { rightOn } from '../../src/kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../src/kernel/context.ts'
import { dayOf } from '../../src/platform/calendar/zones.ts'
import { compile, sql } from '../../src/platform/db/sql.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { plantWorlds, type Planted } from './plant.ts'
import { checkSurfaces } from './surfaces.ts'
import { fieldRight, may, mayPair, verbs, withScopes, world as anyWorld, type ObjectName } from './world.ts'

const worlds = Number(process.env.GUANXI_WORLDS ?? 200)
const surfaceWorlds = Number(process.env.GUANXI_SURFACE_WORLDS ?? 4)
const objects: ObjectName[] = ['customer', 'contact', 'preference', 'task', 'comment', 'notification', 'archive_clock', 'approval', 'layout', 'lead', 'opportunity', 'quote', 'order', 'request', 'request_message', 'complaint', 'asset', 'field_job', 'customer_value', 'call', 'call_back', 'portal_access', 'quota', 'x_thing', 'x_piece']
type TriedVerb = (typeof verbs)[number]
const today = dayOf(new Date(), 'Asia/Shanghai')

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

test(`in ${worlds} generated companies the policies reach what the rules say, and nothing else`, { timeout: 1_800_000 }, async () => {
  const atOnce = 50
  await fc.assert(
    fc.asyncProperty(fc.array(anyWorld, { minLength: atOnce, maxLength: atOnce }), async (some) => {
      for (const planted of await plantWorlds(app, some, today)) {
        // Everybody in turn, one person a company: a company more says more than a person more.
        await checkPerson(planted, Math.abs(hash(planted.workspaceId)) % planted.people.length)
      }
    }),
    { numRuns: Math.ceil(worlds / atOnce), endOnFailure: true },
  )
})

test(`in ${surfaceWorlds} generated companies every surface answers what the rules say, and nothing else`, { timeout: 1_800_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyWorld, async (one) => {
      const [planted] = await plantWorlds(app, [one], today)
      for (const person of planted!.people.keys()) await checkSurfaces(app, planted!, person)
    }),
    { numRuns: surfaceWorlds, endOnFailure: true },
  )
})

/** What keys are given, one after the other. */
const keys = [['read'], ['write'], ['read:customer'], ['write:customer', 'read:contact'], ['write:task'], ['read:order', 'read:customer'], ['write:opportunity'], ['read:comment', 'write:customer'], ['read:notification', 'read:customer'], ['write:x_thing', 'read:x_piece'], ['read:field_job', 'read:request'], ['write:request', 'read:field_job', 'read:request_message'], ['read:customer', 'read:transaction', 'read:customer_value'], ['read:customer_value'], ['write:call', 'read:call_back'], ['write:portal_access', 'read:customer'], ['write:quota'], ['read:quota', 'write:customer'], ['scim']]

async function checkPerson(planted: Planted, person: number): Promise<void> {
  const who = { workspaceId: planted.workspaceId, userId: planted.people[person]!, language: 'zh' } as const
  const ctx = await app.app.runtime.userContext(who)
  expect(ctx).not.toBeNull()
  await checkRecords(ctx!, planted, person)
  await checkPairs(ctx!, planted, person)
  const scopes = keys[Math.abs(hash(planted.workspaceId) >> 3) % keys.length]!
  const key = await app.app.runtime.userContext({ ...who, scopes })
  await checkRecords(key!, planted, person, scopes)
  for (const name of ['phones', 'wechat', 'remark', 'name']) {
    const object = objectOf(ctx!, 'customer')
    expect([name, rightOn(ctx!, object, object.fields.get(name)!)]).toEqual([name, fieldRight(planted.world, person, 'customer', name)])
  }
}

async function checkRecords(ctx: Context, planted: Planted, person: number, scopes: readonly string[] | null = null): Promise<void> {
  for (const asked of ['many', 'one'] as const) await checkAsked(ctx, planted, { person, scopes, asked })
}

async function checkAsked(ctx: Context, planted: Planted, { person, scopes, asked }: { person: number; scopes: readonly string[] | null; asked: 'many' | 'one' }): Promise<void> {
  const model = scopes ? withScopes(planted.world, scopes) : may.bind(null, planted.world)
  const rows = await ctx.db.rows<{ object: ObjectName; id: string; verdicts: boolean[] }>(sql.join(objects.map((object) => reached(ctx, object, asked)), ' union all '))
  for (const { object, id, verdicts } of rows) {
    const record = planted.records[object].indexOf(id)
    const wanted = verbs.map((verb) => model(person, verb, object, record))
    if (JSON.stringify(verdicts) !== JSON.stringify(wanted)) expect({ person, scopes, asked, object, record, verbs, verdicts }).toEqual({ person, scopes, asked, object, record, verbs, verdicts: wanted })
  }
  expect(rows).toHaveLength(objects.reduce((sum, object) => sum + planted.records[object].length, 0))
}

async function checkPairs(ctx: Context, { world, pairs }: Planted, person: number): Promise<void> {
  const see = allowed(ctx, 'duplicate_pair', 'see', 'c')
  const rows = await ctx.db.rows<{ id: string; see: boolean; change: boolean }>(
    sql`select c.id, coalesce(${see}, false) as see, coalesce(${see} and ${allowed(ctx, 'duplicate_pair', 'change', 'c')}, false) as change from duplicate_pairs c where c.workspace_id = ${sql.workspace}`,
  )
  const wanted = pairs.map(({ id, left, right }) => ({ id, see: mayPair(world, person, 'see', [left, right]), change: mayPair(world, person, 'change', [left, right]) }))
  expect(rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(wanted)
}

/**
 * Every verb presupposes the right to see but creating, of which there is nothing to see yet. Each condition is asked once: of comments
 * most verbs have the same, and it is long.
 */
function reached(ctx: Context, object: ObjectName, asked: 'many' | 'one') {
  const conditions = new Map(verbs.map((verb) => [verb, allowed(ctx, object, verb, 'c', asked)]))
  const textOf = (verb: TriedVerb) => JSON.stringify(compile(conditions.get(verb)!, ctx.workspace.id))
  const first = (verb: TriedVerb) => verbs.find((one) => textOf(one) === textOf(verb))!
  const distinct = verbs.filter((verb) => first(verb) === verb)
  const verdicts = verbs.map((verb) => (verb === 'see' || verb === 'create' ? sql.id('v', first(verb)) : sql`(${sql.id('v', first('see'))} and ${sql.id('v', first(verb))})`))
  return sql`select ${object}::text as object, v.id, array[${sql.join(verdicts)}]::boolean[] as verdicts
    from (select c.id, ${sql.join(distinct.map((verb) => sql`coalesce(${conditions.get(verb)!}, false) as ${sql.id(verb)}`))}
      from ${sql.id(objectOf(ctx, object).table)} c where c.workspace_id = ${sql.workspace} offset 0) v`
}

function hash(text: string): number {
  return Array.from(text).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7)
}
