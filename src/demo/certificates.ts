/** An object that the company made for itself: certificates of its customers, with the day on which each ends. */
import { objectOf, type Context } from '../kernel/context.ts'
import { withCustomFields } from '../kernel/definitions/custom-fields.ts'
import { withMadeObjects } from '../kernel/definitions/registry.ts'
import { createRecord } from '../kernel/records/create.ts'
import { createCustomObject } from '../modules/custom/index.ts'
import { sql } from '../platform/db/sql.ts'

const kinds = [
  { key: 'licence', label: { zh: '营业执照', en: 'Business licence' }, days: 3650 },
  { key: 'food', label: { zh: '食品经营许可证', en: 'Food licence' }, days: 1825 },
  { key: 'quality', label: { zh: '质量体系认证', en: 'Quality certificate' }, days: 1095 },
]
const most = 60

export async function plantCertificates(ctx: Context): Promise<void> {
  await createCustomObject(ctx, { key: 'certificate', label_zh: '资质证照', label_en: 'Certificate', plural_en: 'Certificates', belonging: 'part', hint_zh: '客户的证照与到期日。', hint_en: 'Licences of customers and when they end.' })
  const field = (input: Record<string, unknown>) => createRecord(ctx, objectOf(ctx, 'custom_field'), { object: 'x_certificate', ...input }, { asSystem: true })
  await field({ key: 'kind', type: 'choice', label_zh: '种类', label_en: 'Kind', required: true, settings: { options: kinds.map(({ key, label }) => ({ key, label })) } })
  await field({ key: 'ends_on', type: 'date', label_zh: '有效期至', label_en: 'Valid until', settings: {} })
  await field({ key: 'handled_by', type: 'reference', label_zh: '经办人', label_en: 'Handled by', settings: { target: 'user' } })
  const registry = await withMadeObjects(ctx.db, ctx.registry)
  const own: Context = { ...ctx, registry, objects: await withCustomFields(ctx.db, registry.objects) }
  const customers = await ctx.db.rows<{ id: string; name: string; owner: string | null }>(
    sql`select c.id, c.name, c.owner_id as owner from customers c where c.workspace_id = ${sql.workspace} and c.kind = 'organisation' and c.deleted_at is null
      order by c.annual_amount desc, c.id limit ${most}`,
  )
  for (const [index, { id, name, owner }] of customers.entries()) {
    const kind = kinds[index % kinds.length]
    if (!kind) continue
    // Some have ended already, some end within weeks.
    const ends = new Date(ctx.clock.now().getTime() + ((index * 37) % kind.days - 60) * 86_400_000)
    await createRecord(own, objectOf(own, 'x_certificate'), { name: `${name} ${kind.label.zh}`.slice(0, 300), customer: id, owner, kind: kind.key, handled_by: owner, ends_on: ends.toISOString().slice(0, 10) }, { asSystem: true })
  }
}
