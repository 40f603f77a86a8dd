import { newId } from '../../../platform/ids.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { announceAfterCommit, type StoredEvent } from '../../../kernel/history/events.ts'
import { missingNames } from '../queries/missing-fields.ts'
import { dueAt, rulesOf } from '../queries/rules.ts'
import { startOf, starts } from '../rules/starts.ts'

/** Events that start clocks, and those by which a file may have become complete. */
export const clockEvents = [
  ...new Set([
    ...Object.values(starts).flatMap((start): string[] => [...start.kinds]),
    ...['created', 'updated', 'restored'].map((verb) => `customers.customer.${verb}`),
    ...['created', 'updated', 'deleted', 'restored'].map((verb) => `customers.contact.${verb}`),
  ]),
]

/**
 * Clocks follow from the log, so that pages, batches, imports and programs count alike. A bulk path for what is computed: a few
 * statements for a thousand events, neither version nor event; heard twice, an event starts nothing twice.
 */
export async function keepClocks(ctx: Context, events: StoredEvent[]): Promise<void> {
  const rules = await rulesOf(ctx)
  const begun = rules.flatMap((rule) => {
    const start = startOf(rule.start)
    if (!start) return []
    return events.flatMap((event) => {
      const beginning = start.kinds.includes(event.kind) ? start.beginningOf(event) : null
      if (!beginning || Date.parse(beginning.started_at) < Date.parse(rule.since)) return []
      const due_at = dueAt(rule, beginning.started_at)
      return due_at ? [{ id: newId(), rule: rule.id, kind: start.kind, ...beginning, due_at }] : []
    })
  })
  if (begun.length > 0) await startClocks(ctx, begun)
  await checkFiles(ctx, changedFiles(events))
}

async function startClocks(ctx: Context, begun: object[]): Promise<void> {
  await ctx.db.rows(sql`
    insert into archive_clocks (workspace_id, id, created_at, updated_at, rule_id, kind, customer_id, source_id, owner_id, department_id, started_at, due_at, done_at, is_on_time)
    select ${sql.workspace}, b.id, ${ctx.clock.now()}, ${ctx.clock.now()}, b.rule, b.kind, c.id, b.source, u.id, u.department_id, b.started_at, b.due_at, b.done_at, b.done_at <= b.due_at
    from json_to_recordset(${JSON.stringify(begun)}::json)
        as b(id uuid, rule uuid, kind text, customer uuid, source uuid, owner uuid, started_at timestamptz, due_at timestamptz, done_at timestamptz)
      join customers c on c.workspace_id = ${sql.workspace} and c.id = b.customer
      left join users u on u.workspace_id = ${sql.workspace} and u.id = coalesce(b.owner, c.owner_id)
    on conflict (workspace_id, rule_id, source_id) do nothing`)
  announceAfterCommit(ctx, objectOf(ctx, 'archive_clock'))
}

/** Files that events may have changed, each with the time of the last of them. */
function changedFiles(events: StoredEvent[]): { customer: string; at: string }[] {
  const files = new Map<string, string>()
  for (const { object, record_id: id, about_id: about, before, at } of events) {
    const moved = object === 'contact' ? before?.customer : null
    for (const customer of object === 'customer' ? [id] : object === 'contact' ? [about, moved] : []) {
      if (typeof customer === 'string') files.set(customer, new Date(at).toISOString())
    }
  }
  return [...files].map(([customer, at]) => ({ customer, at }))
}

/**
 * Says of the open clocks of these files what is missing and whom they count for, and ends those of complete files. A clock that
 * has ended does not begin again when something is taken out later.
 */
export async function checkFiles(ctx: Context, files: readonly { customer: string; at: string }[]): Promise<void> {
  if (files.length === 0) return
  const changed = await ctx.db.rows(sql`
    update archive_clocks k set missing = n.missing, owner_id = n.owner_id, department_id = n.department_id, updated_at = ${ctx.clock.now()},
      done_at = case when n.missing = '{}' then greatest(n.at, k.started_at) end, is_on_time = case when n.missing = '{}' then n.at <= k.due_at end
    from (
      select o.id, f.at, u.id as owner_id, u.department_id,
        array(select x from unnest(m.names) x where x = any(case when c.kind = 'person' then r.required_person else r.required_organisation end)) as missing
      from json_to_recordset(${JSON.stringify(files)}::json) as f(customer uuid, at timestamptz)
        join archive_clocks o on o.workspace_id = ${sql.workspace} and o.customer_id = f.customer and o.kind = 'filing' and o.done_at is null
        join archive_rules r on r.workspace_id = ${sql.workspace} and r.id = o.rule_id
        join customers c on c.workspace_id = ${sql.workspace} and c.id = f.customer
        left join users u on u.workspace_id = ${sql.workspace} and u.id = c.owner_id
        ${missingNames}) n
    where k.workspace_id = ${sql.workspace} and k.id = n.id
      and (n.missing = '{}' or (k.missing, k.owner_id, k.department_id) is distinct from (n.missing, n.owner_id, n.department_id))
    returning 1`, { prepared: true })
  if (changed.length > 0) announceAfterCommit(ctx, objectOf(ctx, 'archive_clock'))
}
