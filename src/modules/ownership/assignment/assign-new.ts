import { transaction } from '../../../platform/db/database.ts'
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { systemActor } from '../../../kernel/access/actor.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Listener } from '../../../kernel/definitions/module.ts'
import { changeOwners } from '../change-owners.ts'
import { assign, type Assigned } from './assign.ts'
import { fieldOf, newcomersOf, storedRules, type StoredRule } from './rules.ts'

/** Whoever made them and however: page, batch, import, API; and what comes back from the recycle bin without an owner. What was given back to the pool is for the pool. */
export const assignmentListener: Listener = {
  name: 'ownership.assignment',
  kinds: ['customers.customer', 'leads.lead'].flatMap((object) => [`${object}.created`, `${object}.restored`]),
  handle: async (ctx, events) => {
    for (const object of ['customer', 'lead'] as const) {
      const ids = events.filter((event) => event.object === object && !event.after?.owner).map((event) => event.record_id)
      const rules = ids.length > 0 ? await storedRules(ctx, { object }) : []
      if (rules.length > 0) await assignNew({ ...ctx, actor: systemActor('assignment') }, rules, sql`c.id = any(${ids}::uuid[])`)
    }
  },
}

/**
 * Gives those that nobody owns to people by the rules, and keeps why.
 * @param rules all for the same object. @param where on the alias `c`
 */
export async function assignNew(ctx: Context, rules: readonly StoredRule[], where: Sql): Promise<Assigned[]> {
  return transaction(ctx, async (ctx) => {
    // What is given at once by somebody else counts for the load, too: one after the other.
    await ctx.db.rows(sql`select pg_advisory_xact_lock(hashtextextended('assignment ' || ${sql.workspace}::text, 0))`)
    const newcomers = await newcomersOf(ctx, rules, sql`c.owner_id is null and ${where}`, { lock: true })
    if (newcomers.every((newcomer) => newcomer.rules.length === 0)) return []
    const field = await fieldOf(ctx, rules)
    const { assigned } = assign(newcomers, field.rules, field.candidates)
    await changeOwners(ctx, assigned.map((one) => ({ customer: one.customer, owner: one.owner, from: null, cause: causeOf(one) })), { verb: 'assigned', object: rules[0]?.object })
    const turns = field.candidates.filter(({ turn }) => turn > 0).map(({ id, turn }) => ({ id, turn }))
    await ctx.db.rows(sql`insert into assignment_turns (workspace_id, user_id, turn)
      select ${sql.workspace}, r.id, r.turn from json_to_recordset(${JSON.stringify(turns)}::json) as r(id uuid, turn bigint)
      on conflict (workspace_id, user_id) do update set turn = excluded.turn`)
    return assigned
  })
}

function causeOf({ rule, rule_name, held, weight, able, is_turn }: Assigned): Record<string, string> {
  return { assignment_rule: rule, rule_name, reason: is_turn ? 'turn' : 'load', held: String(held), weight: String(weight / 100), able: String(able) }
}
