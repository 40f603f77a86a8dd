/** "Why can X see this?": the rules of the policy that reach one record, in words. The very conditions that lists are made of. */
import { sql } from '../../platform/db/sql.ts'
import type { Context } from '../context.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import type { Verb } from './actor.ts'
import { rulesOf } from './policy.ts'

const explained = ['see', 'change', 'delete', 'export'] as const satisfies Verb[]

export interface AccessAnswer {
  person: { id: string; name: string }
  rights: { verb: Verb; granted: boolean; reasons: string[] }[]
}

/** @param of the context of the person whose rights are asked for; sentences are in the language of `ctx`. */
export async function explainAccess(ctx: Context, of: Context, object: ObjectDefinition, id: string): Promise<AccessAnswer> {
  const rules = explained.flatMap((verb) => (object.is_append_only && verb !== 'see' && verb !== 'export' ? [] : rulesOf(of, object.name, verb).map((rule) => ({ verb, ...rule }))))
  const members = rules.map(({ where }) => (where ? sql`coalesce(${where('c')}, false)` : sql.raw('true')))
  const [row] = await of.db.rows<{ holds: boolean[] }>(
    sql`select array[${sql.join(members)}]::boolean[] as holds from ${sql.id(object.table)} c where c.workspace_id = ${sql.workspace} and c.id = ${id}::uuid`,
  )
  const holding = rules.filter((_, index) => row?.holds[index])
  const isSeen = holding.some(({ verb }) => verb === 'see')
  return {
    person: { id: of.actor.id, name: of.actor.name },
    rights: explained.map((verb) => {
      const reasons = holding.filter((rule) => rule.verb === verb).map(({ why }) => why[ctx.language])
      // What may not be seen may not be changed either, whatever the role says of changing.
      return { verb, granted: isSeen && reasons.length > 0, reasons: isSeen ? [...new Set(reasons)] : [] }
    }),
  }
}
