import { transaction } from '../../../platform/db/database.ts'
import type { Language } from '../../../platform/label.ts'
import { conflict } from '../../../platform/problems.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord, updateRecord } from '../../../kernel/records/update.ts'
import { queueNotices } from './notice-mail.ts'

export interface Telling {
  to: string[]
  message: string | null
  language: Language
}

/**
 * Tells the customer by mail that a shipment left the house: carrier, number, day, what is in it, as far as the caller may read them. When and where is kept with the shipment.
 * @returns the shipment as the caller reads it
 * @throws Problem 404, 403; 409 where no mail can be sent, or it has arrived already.
 */
export async function tellCustomer(ctx: Context, id: string, { to, message, language }: Telling, { hasMail }: { hasMail: boolean }): Promise<unknown> {
  if (!hasMail) throw conflict('no-mail', { zh: '本系统没有设置邮件，无法发送发货通知', en: 'This installation sends no mail: the customer cannot be told by it' })
  return transaction(ctx, async (ctx) => {
    const shipment = objectOf(ctx, 'shipment')
    const order = objectOf(ctx, 'order')
    const { record } = await lockRecord(ctx, shipment, id, 'change')
    if (record.arrived_at) throw conflict('arrived', { zh: '货物已到，无需再通知', en: 'It has arrived: there is nothing to tell of' })
    const sent = readable(ctx, shipment, record)
    const ordered = readable(ctx, order, (await lockRecord(ctx, order, String(record.order), 'see')).record)
    await queueNotices(ctx, to, {
      message, language, order: textOf(ordered.number), carrier: textOf(sent.carrier), tracking_number: textOf(sent.tracking_number), expected_on: textOf(sent.expected_on),
      ship_to: textOf(ordered.ship_to), goods: goodsOf(ordered),
    })
    const { json } = await updateRecord(ctx, shipment, id, { notified_at: ctx.clock.now().toISOString(), notified_to: to }, { asSystem: true, verb: 'customer_told' })
    return JSON.parse(json)
  })
}

/** Nobody mails away what is hidden from them. */
function readable(ctx: Context, object: ObjectDefinition, record: Stored): Stored {
  return Object.fromEntries(Object.entries(record).filter(([name]) => readableField(ctx, object, name)))
}

function goodsOf(order: Stored): { name: string; quantity: string }[] {
  const lines = Array.isArray(order.lines) ? order.lines : []
  return lines.flatMap((line) => (typeof line === 'object' && line !== null && 'name' in line && line.name ? [{ name: String(line.name), quantity: [line.quantity, line.unit].filter(Boolean).map(String).join(' ') }] : []))
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
