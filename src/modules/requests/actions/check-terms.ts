import { z } from 'zod'
import { dayOf } from '../../../platform/calendar/zones.ts'
import { transaction } from '../../../platform/db/database.ts'
import { sql } from '../../../platform/db/sql.ts'
import { invalid, issue, notFound } from '../../../platform/problems.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { defineAction } from '../../../kernel/definitions/module.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import { lockRecord } from '../../../kernel/records/update.ts'
import { termsOf, type Entitlement, type Miss, type Terms } from '../rules/terms.ts'
import { mayChange, moveRequest } from './move-request.ts'

/** Which class the terms give, and why: what `check-terms` will write unless it is overruled. */
export const showTerms = defineAction({
  name: 'terms',
  object: 'request',
  on: 'record',
  label: { zh: '条款建议', en: 'Terms proposed' },
  is_query: true,
  input: z.strictObject({}),
  guard: mayChange,
  run: async (ctx, { id }) => {
    if (!id) throw notFound()
    return transaction(ctx, async (ctx) => {
      const { record } = await lockRecord(ctx, objectOf(ctx, 'request'), id, 'change')
      const terms = await proposed(ctx, record)
      return { service_class: terms.service_class, entitlement: terms.entitlement?.id ? { id: terms.entitlement.id, name: terms.entitlement.name } : null, reason: reasonOf(ctx, terms) }
    })
  },
})

/** 查验条款: the class by what the customer is entitled to. Another class needs a reason. */
export const checkTerms = defineAction({
  name: 'check-terms',
  object: 'request',
  on: 'record',
  label: { zh: '查验条款', en: 'Check the terms' },
  input: z.strictObject({ service_class: z.enum(['a', 'b', 'c', 'd']).nullish(), reason: z.string().trim().max(400).nullish() }),
  guard: mayChange,
  run: (ctx, { id, input }) => moveRequest(ctx, id, async (ctx, record) => {
    const terms = await proposed(ctx, record)
    const isOverruled = Boolean(input.service_class) && input.service_class !== terms.service_class
    if (isOverruled && !input.reason) throw invalid([issue('reason', 'required', '改变建议的服务类别须说明理由', 'Another class than the one proposed needs a reason')])
    const service_class = input.service_class ?? terms.service_class
    // Overruled, it is served under nothing but that decision.
    const patch: Stored = isOverruled ? { service_class, entitlement: null, class_reason: input.reason ?? null } : { service_class, entitlement: terms.entitlement?.id ?? null, class_reason: reasonOf(ctx, terms) }
    return { from: ['received'], to: 'terms_checked', verb: 'terms_checked', patch }
  }),
})

async function proposed(ctx: Context, record: Stored): Promise<Terms> {
  const rows = typeof record.customer !== 'string' ? [] : await ctx.db.rows<Entitlement>(
    sql`select e.id::text as id, e.name, e.source, e.product_id::text as product, e.kinds, e.valid_from::text as valid_from, e.valid_until::text as valid_until, e.visits_left
      from entitlements e where e.workspace_id = ${sql.workspace} and e.customer_id = ${record.customer}::uuid and e.deleted_at is null order by e.valid_until, e.id`,
  )
  const asset = await assetOf(ctx, record)
  // What held when it was reported holds for it.
  return termsOf(asset ? [...rows, ...warrantyOf(ctx, asset)] : rows, { product: typeof record.product === 'string' ? record.product : (asset?.product ?? null), of_asset: asset?.entitlement ?? null, kind: String(record.kind), day: dayOf(new Date(String(record.received_at)), ctx.workspace.timeZone) })
}

interface AssetTerms {
  name: string
  product: string | null
  entitlement: string | null
  installed_on: string | null
  warranty_until: string | null
}

/** Of the customer of the request: somebody else's device promises nothing. */
async function assetOf(ctx: Context, record: Stored): Promise<AssetTerms | null> {
  if (typeof record.asset !== 'string' || typeof record.customer !== 'string') return null
  const [row] = await ctx.db.rows<AssetTerms>(
    sql`select a.name, a.product_id::text as product, a.entitlement_id::text as entitlement, a.installed_on::text as installed_on, a.warranty_until::text as warranty_until
      from assets a where a.workspace_id = ${sql.workspace} and a.id = ${record.asset}::uuid and a.customer_id = ${record.customer}::uuid and a.deleted_at is null`,
  )
  return row ?? null
}

/** The warranty of the device stands beside what the customer is entitled to, whatever the kind of request. */
function warrantyOf(ctx: Context, { name, installed_on, warranty_until }: AssetTerms): Entitlement[] {
  if (warranty_until === null) return []
  const words = ctx.language === 'zh' ? `${name} 保修至 ${warranty_until}` : `${name}, warranty until ${warranty_until}`
  return [{ id: null, name: words, source: 'warranty', product: null, kinds: [], valid_from: installed_on ?? '0001-01-01', valid_until: warranty_until, visits_left: null }]
}

const misses: Record<Miss, { zh: string; en: string }> = {
  expired: { zh: '权益已到期', en: 'the entitlement has ended' },
  not_yet: { zh: '权益尚未生效', en: 'the entitlement does not hold yet' },
  other_product: { zh: '权益不含此产品', en: 'the entitlement is for another product' },
  other_kind: { zh: '权益不含此类型', en: 'the entitlement does not cover this kind' },
  no_visits: { zh: '上门次数已用完', en: 'no visits are left' },
}

function reasonOf(ctx: Context, { service_class, entitlement, missed }: Terms): string {
  const isChinese = ctx.language === 'zh'
  if (entitlement) {
    const by = { b: { zh: '合同内', en: 'under contract' }, c: { zh: '保修或免费', en: 'under warranty or free' }, a: { zh: '', en: '' } }[service_class]
    return isChinese ? `${by.zh}：${entitlement.name}` : `${by.en}: ${entitlement.name}`
  }
  const why = missed ? misses[missed] : { zh: '没有合同或保修', en: 'neither contract nor warranty' }
  return isChinese ? `有偿：${why.zh}` : `paid: ${why.en}`
}
