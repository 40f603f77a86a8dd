import { z } from 'zod'
import { conflict, notFound } from '../../../platform/problems.ts'
import { transaction } from '../../../platform/db/database.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction, type Action } from '../../../kernel/definitions/module.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import type { Label } from '../../../platform/label.ts'

interface Moving<Shape extends z.ZodRawShape> {
  object: string
  name: string
  label: Label
  from: readonly string[]
  to: string
  /** Of the event. */
  verb: string
  input: Shape
  /** What else is written with the new state. @throws Problem where it may not move. */
  patch?(ctx: Context, record: Stored, input: z.infer<z.ZodObject<Shape>>): Promise<Record<string, unknown>> | Record<string, unknown>
  moved?(ctx: Context, id: string, record: Stored): Promise<void>
}

/** An act that takes a record from one state to another, with its event, in one transaction. */
export function movesRecord<Shape extends z.ZodRawShape>({ object: name, from, to, verb, input: shape, patch, moved, ...action }: Moving<Shape>): Action {
  return defineAction({
    ...action,
    object: name,
    on: 'record',
    input: z.strictObject(shape),
    guard: (ctx) => verdictOf(ctx, name, 'change') !== false,
    run: async (ctx, { id, input }) => {
      if (!id) throw notFound()
      return transaction(ctx, async (ctx) => {
        const object = objectOf(ctx, name)
        const { record } = await lockRecord(ctx, object, id, 'change')
        if (!from.includes(String(record.status))) throw conflict('wrong-state', { zh: '当前状态不允许此操作', en: 'Its state does not allow this' })
        const more = patch ? await patch(ctx, record, input) : {}
        const { json } = await updateRecord(ctx, object, id, { status: to, ...more }, { asSystem: true, verb })
        if (moved) await moved(ctx, id, { ...record, ...more } as Stored)
        return JSON.parse(json)
      })
    },
  })
}
