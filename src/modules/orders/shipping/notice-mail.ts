/** The mail that tells a customer of a shipment, sent by the work queue after the commit. */
import { z } from 'zod'
import { sql } from '../../../platform/db/sql.ts'
import { RefusedMail, type Mail, type Mailer } from '../../../platform/mail/mailer.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Runtime } from '../../../kernel/runtime.ts'

const shape = z.object({
  company: z.string(), by: z.string(), to: z.string(), message: z.string().nullable(), language: z.enum(['zh', 'en']),
  order: z.string().nullable(), carrier: z.string().nullable(), tracking_number: z.string().nullable(), expected_on: z.string().nullable(), ship_to: z.string().nullable(),
  goods: z.array(z.object({ name: z.string(), quantity: z.string() })),
})

export type ShippingNotice = z.infer<typeof shape>

/** A job for each address: one that has to be tried again sends nothing to the others again. */
export async function queueNotices(ctx: Context, to: readonly string[], notice: Omit<ShippingNotice, 'company' | 'by' | 'to'>): Promise<void> {
  const said = { ...notice, company: ctx.workspace.name, by: ctx.actor.name }
  await ctx.db.rows(sql`select add_job('orders.shipping-notice', (${JSON.stringify(said)}::jsonb || jsonb_build_object('to', a.address))::json) from unnest(${[...new Set(to)]}::text[]) as a(address)`)
}

export function orderTasks(runtime: Runtime, { mailer }: { mailer: Mailer | null }): Record<string, (payload: unknown) => Promise<void>> {
  return {
    'orders.shipping-notice': async (payload) => {
      const notice = shape.parse(payload)
      if (!mailer) return
      await mailer.send({ to: notice.to, ...wordsOf(notice) }).catch((error: unknown) => {
        if (!(error instanceof RefusedMail)) throw error
        runtime.log.warn({ err: error }, 'the notice of a shipment was refused')
      })
    },
  }
}

const words = {
  zh: { subject: '已发货', hello: '您好：', usual: '您的订单已经发货。', order: '订单', carrier: '承运商', tracking_number: '运单号', expected_on: '预计到货', ship_to: '收货地址', goods: '货物', colon: '：', ask: '收到后请核对数量和外观；如有破损或短少，请拍照回复本人。' },
  en: { subject: 'shipped', hello: 'Hello,', usual: 'your order is on its way.', order: 'Order', carrier: 'Carrier', tracking_number: 'Tracking number', expected_on: 'Expected on', ship_to: 'Ship to', goods: 'Goods', colon: ': ', ask: 'Please check quantities and packing when it arrives; if anything is broken or missing, send us a photo.' },
}

function wordsOf(notice: ShippingNotice): Pick<Mail, 'subject' | 'text'> {
  const say = words[notice.language]
  const facts = (['order', 'carrier', 'tracking_number', 'expected_on', 'ship_to'] as const).flatMap((name) => (notice[name] ? [`${say[name]}${say.colon}${notice[name]}`] : []))
  const goods = notice.goods.length === 0 ? [] : [`${say.goods}${say.colon.trim()}`, ...notice.goods.map(({ name, quantity }) => `  ${name} × ${quantity}`)]
  const number = notice.tracking_number ? ` ${[notice.carrier, notice.tracking_number].filter(Boolean).join(' ')}` : ''
  const order = notice.order ? `${notice.order} ` : ''
  return {
    subject: notice.language === 'en' ? `${notice.company}: order ${order}${say.subject}${number && `,${number}`}` : `${notice.company}：订单 ${order}${say.subject}${number}`,
    text: [say.hello, '', notice.message ?? say.usual, '', ...facts, ...goods, '', say.ask, '', notice.by, notice.company, ''].join('\n'),
  }
}
