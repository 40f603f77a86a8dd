import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { PlainVerbs } from '../../../kernel/definitions/module.ts'
import { isPlainObject } from '../../../kernel/query/filter.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { linesOf } from './document-fields.ts'
import { fillDocument } from './fill-document.ts'

interface Saving {
  object: string
  /** Field with the other side; no prices are filled where that one sells to us. */
  customer: string
  /** Field with the day by which prices are looked up; today where left out. */
  day?: string
  isBought?: boolean
  /** What a new one has besides what was given. */
  completed?(ctx: Context, input: Record<string, unknown>): Promise<Record<string, unknown>>
}

/** Creating and changing a document: what follows from the products of its lines is filled in first. */
export function savesDocument(saving: Saving): Required<Pick<PlainVerbs, 'create' | 'update'>> {
  const { object: name, completed } = saving
  return {
    create: (ctx, input) => transaction(ctx, async (ctx) => {
      const whole = completed ? await completed(ctx, input) : input
      return (await createRecord(ctx, objectOf(ctx, name), await filled(ctx, saving, whole, null))).id
    }),
    update: (ctx, id, patch, options) => transaction(ctx, async (ctx) => {
      const object = objectOf(ctx, name)
      const { record: before } = await lockRecord(ctx, object, id, 'change')
      await updateRecord(ctx, object, id, await filled(ctx, saving, patch, before), options)
    }),
  }
}

async function filled(ctx: Context, { customer, day, isBought }: Saving, input: Record<string, unknown>, before: Stored | null): Promise<Record<string, unknown>> {
  const given = (name: string) => (name in input ? input[name] : before?.[name])
  const dated = day && given(day)
  return fillDocument(ctx, input, before, {
    customer: isBought ? null : await idOf(ctx, given(customer)),
    day: typeof dated === 'string' && dated !== '' ? dated : dayOf(ctx.clock.now(), ctx.workspace.timeZone),
    currency: typeof given('currency') === 'string' ? String(given('currency')) : ctx.workspace.currency,
    isBought,
    known: new Set(linesOf({ lines: (before?.lines ?? []) as Record<string, never>[] }).map((line) => String(line.product))),
  })
}

/** A customer named by id or by number. */
async function idOf(ctx: Context, given: unknown): Promise<string | null> {
  if (typeof given === 'string') return given
  if (!isPlainObject(given) || typeof given.number !== 'string') return null
  const [row] = await ctx.db.rows<{ id: string }>(sql`select c.id from customers c where c.workspace_id = ${sql.workspace} and c.number = ${given.number} and c.deleted_at is null`)
  return row?.id ?? null
}
