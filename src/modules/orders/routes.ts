/** What needs more than the record: telling a customer of a shipment. */
import { z } from 'zod'
import { defineRoute, type Answer, type Route } from '../../platform/http/route.ts'
import { idOf } from '../../kernel/api/record-routes.ts'
import type { Context } from '../../kernel/context.ts'
import { tellCustomer } from './shipping/tell-customer.ts'

export function orderRoutes(options: { hasMail: boolean }): Route<Context>[] {
  return [
    defineRoute({
      method: 'POST', path: '/api/v1/shipments/:id/tell-customer', guard: 'signed_in', tag: 'Shipments', summary: 'Shipping notice 发货通知: carrier, number and goods by mail to the customer',
      body: z.strictObject({ to: z.array(z.email().max(254)).min(1).max(10), message: z.string().trim().max(2000).nullish(), language: z.enum(['zh', 'en']).optional() }),
      handle: async (ctx: Context, { params, body }): Promise<Answer> => ({ body: await tellCustomer(ctx, idOf(params), { to: body.to, message: body.message || null, language: body.language ?? ctx.language }, options) }),
    }),
  ]
}
