import { sql } from '../../platform/db/sql.ts'
import { Problem, type Issue } from '../../platform/problems.ts'
import { actorOf } from '../access/system-actors.ts'
import { readableField } from '../access/visible-fields.ts'
import type { Context } from '../context.ts'
import type { Value } from '../definitions/field.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import type { Stored } from './input.ts'
import { lastRead } from './reads.ts'

interface Attempt {
  id: string
  patch: Record<string, unknown>
  current: Stored
  version: number
  /** The version the caller names; null when it names none. */
  seen: number | null
}

/**
 * A stale version is answered 412 with the fields that collide, both values, who and when. Without a version only a field that
 * somebody else changed since the caller last received the record is refused.
 */
export async function refuseCollisions(ctx: Context, object: ObjectDefinition, attempt: Attempt): Promise<void> {
  const known = attempt.seen ?? lastRead(ctx, attempt.id)
  if (known === null || known === attempt.version) return
  const changes = await ctx.db.rows<{ after: Record<string, Value> | null; actor_id: string; actor_name: string; at: Date }>(
    // Deleted and restored since: its fields are as they were.
    sql`select e.after, e.actor_id, e.actor_name, e.at from events e
      where e.workspace_id = ${sql.workspace} and e.object = ${object.name} and e.record_id = ${attempt.id}::uuid and e.version > ${known}
        and e.before is not null
      order by e.version`,
  )
  const collisions = new Map<string, Issue>()
  for (const change of changes) {
    for (const name of Object.keys(change.after ?? {})) {
      if (!(name in attempt.patch) || !readableField(ctx, object, name)) continue
      if (attempt.seen === null && change.actor_id === ctx.actor.id) continue
      collisions.set(name, collision(object, name, attempt, { by: actorOf(ctx, change), at: change.at }))
    }
  }
  if (attempt.seen === null && collisions.size === 0) return
  throw new Problem({
    status: 412,
    code: 'stale',
    title: { zh: '记录已被他人修改，请核对后再保存', en: 'The record has changed since you opened it; compare before saving' },
    issues: [...collisions.values()],
    extra: { current_version: attempt.version },
  })
}

function collision(object: ObjectDefinition, name: string, attempt: Attempt, { by, at }: { by: { id: string; name: string }; at: Date }): Issue {
  const label = object.fields.get(name)?.label ?? { zh: name, en: name }
  return {
    path: name,
    code: 'collision',
    message: { zh: `${label.zh}已由${by.name}修改`, en: `${label.en} was changed by ${by.name}` },
    extra: {
      yours: attempt.patch[name],
      theirs: attempt.current[name] ?? null,
      changed_by: by,
      changed_at: at.toISOString(),
    },
  }
}
