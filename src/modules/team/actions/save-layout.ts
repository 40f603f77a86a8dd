/** Layouts are looked at when they are kept: they name fields that are there, each once, and leave out none that nobody can do without. */
import { z } from 'zod'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { invalid, issue } from '../../../platform/problems.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { visibleFields } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { Field } from '../../../kernel/definitions/field.ts'
import { isNeeded, layoutShape, standardPanels } from '../../../kernel/definitions/layouts.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { layoutFaults } from '../rules/layout-faults.ts'

/** The plain create of a layout. Where nobody says so it counts after those that are there. */
export async function createLayout(ctx: Context, input: Record<string, unknown>): Promise<string> {
  return transaction(ctx, async (ctx) => {
    const position = input.position ?? (await nextPosition(ctx, input.object))
    const { id } = await createRecord(ctx, objectOf(ctx, 'layout'), { ...input, position })
    await refuseWrongFields(ctx, id)
    return id
  })
}

export async function changeLayout(ctx: Context, id: string, patch: Record<string, unknown>, options: { version: number | null }): Promise<void> {
  await transaction(ctx, async (ctx) => {
    await updateRecord(ctx, objectOf(ctx, 'layout'), id, patch, options)
    // A new place in the order is no reason to look at fields that may have gone meanwhile.
    if ('panels' in patch || 'left_out' in patch) await refuseWrongFields(ctx, id)
  })
}

const lastPosition = 10_000

async function nextPosition(ctx: Context, object: unknown): Promise<number> {
  if (typeof object !== 'string' || !ctx.objects.has(object)) return 1
  const [row] = await ctx.db.rows<{ next: number }>(
    sql`select least(coalesce(max(l.position), 0) + 1, ${lastPosition})::int as next from layouts l where l.workspace_id = ${sql.workspace} and l.object = ${object} and l.deleted_at is null`,
  )
  return row?.next ?? 1
}

async function refuseWrongFields(ctx: Context, id: string): Promise<void> {
  const { record } = await lockRecord(ctx, objectOf(ctx, 'layout'), id, 'see')
  const object = seenObject(ctx, String(record.object))
  const faults = layoutFaults(layoutShape.parse(record), placeable(ctx, object))
  if (faults.length > 0) throw invalid(faults)
}

/** @throws Problem 422 for one that is not there, or that the caller may not see. */
function seenObject(ctx: Context, name: string): ObjectDefinition {
  const object = ctx.objects.get(name)
  if (!object || verdictOf(ctx, name, 'see') === false) throw invalid([issue('object', 'unknown_object', '没有这个对象', 'There is no such object')])
  return object
}

function placeable(ctx: Context, object: ObjectDefinition): Map<string, Field> {
  return new Map(visibleFields(ctx, object).filter((field) => !field.internal && !field.is_system).map((field) => [field.name, field]))
}

export const outlineLayout = defineAction({
  name: 'outline',
  object: 'layout',
  on: 'collection',
  label: { zh: '可安排的字段', en: 'What can be laid out' },
  is_query: true,
  input: z.strictObject({ object: z.string().max(60) }),
  guard: (ctx) => verdictOf(ctx, 'layout', 'see') !== false,
  /** The panels without any layout, the fields that a layout may place, and those of them that it cannot leave out. */
  run: async (ctx, { input }) => {
    const object = seenObject(ctx, input.object)
    const fields = placeable(ctx, object)
    const panels = standardPanels(object).map((panel) => ({ ...panel, fields: panel.fields.filter((name) => fields.has(name)) }))
    return { panels: panels.filter((panel) => panel.fields.length > 0), fields: [...fields.keys()], needed: [...fields.values()].filter(isNeeded).map(({ name }) => name) }
  },
})
