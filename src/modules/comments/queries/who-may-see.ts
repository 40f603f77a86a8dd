/** Who may be mentioned: colleagues who see the record. */
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { listRecords } from '../../../kernel/query/list.ts'
import { getRecord } from '../../../kernel/records/get.ts'
import { isLiving } from '../../../kernel/records/living.ts'
import { sql } from '../../../platform/db/sql.ts'
import { loadActor } from '../../team/index.ts'

export interface Mentionable {
  id: string
  name: string
  title: string | null
  may_see: boolean
}

/** As many as a picker shows and as may be mentioned in one comment: each is asked of the policy with that person's rights. */
export const mostMentioned = 20

const onlyId = new Map([['id', null]])

/** Which of these people may see the record: their rights are loaded together, the record is asked for once. */
export async function whoMaySee(ctx: Context, object: ObjectDefinition, id: string, people: readonly string[]): Promise<Set<string>> {
  const actors = (await Promise.all(people.slice(0, mostMentioned).map((one) => loadActor(ctx.db, one, ctx.clock.now())))).filter((actor) => actor !== null)
  if (actors.length === 0) return new Set()
  const verdicts = actors.map((actor) => verdictOf({ ...ctx, actor }, object.name, 'see'))
  const members = verdicts.map((verdict) => (typeof verdict === 'boolean' ? sql.raw(String(verdict)) : sql`coalesce(${verdict('c')}, false)`))
  const [row] = await ctx.db.rows<{ may: boolean[] }>(
    sql`select array[${sql.join(members)}]::boolean[] as may from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid and ${isLiving(ctx, object, 'c')}`,
  )
  return new Set(actors.filter((_, index) => row?.may[index]).map((actor) => actor.id))
}

/** People by name, those who may see the record first. @throws Problem 404 for a record that the caller may not see. */
export async function mentionable(ctx: Context, object: ObjectDefinition, id: string, words: string): Promise<Mentionable[]> {
  await getRecord(ctx, object, id, onlyId)
  const { rows } = await listRecords(ctx, objectOf(ctx, 'user'), { ...(words ? { q: words } : {}), filter: { is_active: true }, sort: 'name', fields: 'id,name,title', limit: 12 })
  const people = rows.map((json): Omit<Mentionable, 'may_see'> => JSON.parse(json)).filter((person) => person.id !== ctx.actor.id)
  const seers = await whoMaySee(ctx, object, id, people.map((person) => person.id))
  return people.map((person) => ({ ...person, may_see: seers.has(person.id) })).sort((a, b) => Number(b.may_see) - Number(a.may_see))
}
