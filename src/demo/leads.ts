/**
 * Leads of the last half year: some became customers that are in the file today, more became nothing, and some lie on desks. They are
 * entered by the same acts as by people, so that the score has something true to learn from.
 */
import { objectOf, type Context } from '../kernel/context.ts'
import type { Action } from '../kernel/definitions/module.ts'
import { createRecord } from '../kernel/records/create.ts'
import { convertLead, disqualifyLead, logContact, qualifyLead, setContactDue, train } from '../modules/leads/index.ts'
import { sql } from '../platform/db/sql.ts'
import { campaignsOf } from './campaigns.ts'
import { randomOf, weighted, type Random } from './random.ts'
import { coldWords, details, firstWords, laterWords, openLeads, wishes, type OpenLead } from './words/leads.ts'
import { dayLength, type Person, type World } from './world.ts'

const hour = 3_600_000
const [wonCount, lostCount] = [48, 62]

/** One lead and what was done about it, ready to be entered at its time. */
interface Story {
  at: number
  by: Person
  input: Record<string, unknown>
  steps: { at: number; action: Action; input: object }[]
}

export async function plantLeads(ctx: Context, world: World): Promise<void> {
  const random = randomOf(`${world.seed} leads`)
  const stories = [...(await wonStories(ctx, world, random)), ...lostStories(world, random), ...(await openStories(ctx, world, random))].toSorted((one, other) => one.at - other.at)
  const campaigns = await campaignsOf(ctx)
  const entered: { id: string; at: string }[] = []
  for (const { at, by, input, steps } of stories) {
    const { id } = await createRecord(actingAs(ctx, by, at), objectOf(ctx, 'lead'), { ...input, campaign: campaigns.get(String(input.source_detail)) ?? null }, { asSystem: true })
    entered.push({ id, at: new Date(at).toISOString() })
    for (const step of steps) await step.action.run(actingAs(ctx, by, step.at), { id, input: step.input })
  }
  await setContactDue(ctx, entered)
  await train(ctx)
}

/** Every right, at that moment: the world is made, not used. */
function actingAs(ctx: Context, { id, name }: Person, at: number): Context {
  return { ...ctx, actor: { ...ctx.actor, id, name, kind: 'user' }, clock: { now: () => new Date(at) } }
}

interface Known {
  id: string
  name: string
  kind: 'organisation' | 'person'
  created_at: Date
  owner: string
  city: string | null
  industry: string | null
  size_band: string | null
  contact: { id: string; name: string; position: string | null; phones: string[] } | null
  phones: string[]
}

const wonSource = weighted<string>([['referral', 24], ['hot_line', 25], ['form', 20], ['campaign', 15], ['social', 9], ['batch', 7]])
const lostSource = weighted<string>([['batch', 30], ['social', 18], ['form', 17], ['campaign', 14], ['hot_line', 14], ['referral', 7]])

/** Customers of the last half year came from somewhere: these, from leads. */
async function wonStories(ctx: Context, world: World, random: Random): Promise<Story[]> {
  const customers = await ctx.db.rows<Known>(
    sql`select c.id, c.name, c.kind, c.created_at, c.owner_id as owner, c.city, c.industry, c.size_band, c.phones,
        (select json_build_object('id', k.id, 'name', k.name, 'position', k.position, 'phones', k.phones) from contacts k
          where k.workspace_id = ${sql.workspace} and k.customer_id = c.id and k.deleted_at is null order by k.is_primary desc, k.id limit 1) as contact
      from customers c where c.workspace_id = ${sql.workspace} and c.deleted_at is null and c.owner_id is not null
        and c.created_at between ${new Date(world.startOfToday - 165 * dayLength)} and ${new Date(world.startOfToday - 3 * dayLength)}
      order by md5(c.number) limit ${wonCount}`,
  )
  return customers.flatMap((customer): Story[] => {
    const by = world.people.find(({ id }) => id === customer.owner)
    if (!by) return []
    const contact = customer.kind === 'organisation' ? customer.contact : null
    const end = new Date(customer.created_at).getTime()
    const at = end - random.int(3, 12) * dayLength - random.int(0, 5) * hour
    const source = wonSource(random)
    return [{
      at,
      by,
      input: {
        name: contact?.name ?? customer.name, company: customer.kind === 'organisation' ? customer.name : null, position: contact?.position ?? null,
        phones: contact?.phones.length ? contact.phones : customer.phones, city: random.chance(0.8) ? customer.city : null, industry: random.chance(0.8) ? customer.industry : null, size_band: random.chance(0.5) ? customer.size_band : null,
        ...asked(random, source, customer.kind, 0.6), owner: by.id,
      },
      steps: [
        { at: at + random.int(8, 150) * 60_000, action: logContact, input: { content: random.pick(firstWords) } },
        { at: at + random.int(24, 60) * hour, action: logContact, input: { channel: random.pick(['wechat', 'call', 'visit_in']), content: random.pick(laterWords) } },
        { at: end - hour, action: qualifyLead, input: {} },
        { at: end + random.int(1, 30) * 60_000, action: convertLead, input: { customer: { id: customer.id }, contact: contact ? { id: contact.id } : 'none' } },
      ],
    }]
  })
}

function lostStories(world: World, random: Random): Story[] {
  const keepers = world.people.filter(({ share, portfolio }) => share > 0 && portfolio !== 'none')
  const reasons = weighted<string>([['no_need', 26], ['unreachable', 20], ['no_budget', 16], ['competitor', 14], ['wrong_time', 10], ['not_ours', 8], ['junk', 6]])
  return Array.from({ length: lostCount }, (_, index): Story => {
    const by = random.pick(keepers)
    const kind = random.chance(0.6) ? 'organisation' : 'person'
    const at = world.startOfToday - random.int(4, 172) * dayLength + random.int(8, 19) * hour
    const source = lostSource(random)
    const reason = reasons(random)
    const outcome = reason === 'unreachable' ? 'no_answer' : 'reached'
    const { city } = world.cityOf(random)
    return {
      at,
      by,
      input: {
        name: `${random.pick([...'王李张刘陈杨赵黄周吴徐孙'])}${random.pick(['先生', '女士', '经理', '总'])}`, company: kind === 'organisation' ? `${city.replace('市', '')}${random.pick(['鼎盛', '万象', '同创', '新锐', '百川', '立信'])}${random.pick(['贸易', '科技', '广告', '装饰', '食品'])}有限公司` : null,
        phones: random.chance(0.75) ? [`137${String(50_000_000 + index * 7919).padStart(8, '0')}`] : [], city: random.chance(0.7) ? city : null, industry: kind === 'organisation' && random.chance(0.8) ? random.pick(['贸易', '信息技术', '文化传媒', '制造业', '交通物流', '医疗健康', '能源', '建筑地产']) : null,
        size_band: kind === 'organisation' && random.chance(0.45) ? random.pick(['micro', 'small', 'medium', 'large']) : null,
        ...asked(random, source, kind, 0.38), owner: by.id,
      },
      steps: [
        { at: at + random.int(15, 150) * 60_000, action: logContact, input: { outcome, content: outcome === 'reached' ? random.pick(coldWords) : null } },
        { at: at + random.int(24, 70) * hour, action: disqualifyLead, input: { reason } },
      ],
    }
  })
}

/** Whoever means it says more of what is wanted. */
function asked(random: Random, source: string, kind: 'organisation' | 'person', clarity: number): Record<string, unknown> {
  return {
    source,
    source_detail: random.pick(details[source] ?? ['']),
    wants: random.chance(clarity + 0.2) ? random.pick(wishes[kind]) : null,
    budget: random.chance(clarity) ? String(random.pick([8000, 20_000, 45_000, 80_000, 150_000, 260_000])) : null,
  }
}

async function openStories(ctx: Context, world: World, random: Random): Promise<Story[]> {
  const products = await ctx.db.rows<{ id: string; category: string }>(sql`select p.id, p.category from products p where p.workspace_id = ${sql.workspace} and p.is_active and p.deleted_at is null order by p.code`)
  const now = ctx.clock.now().getTime()
  const clerk = world.people.find(({ spec }) => spec?.login === 'wu')
  return openLeads.flatMap((one): Story[] => {
    const owner = world.people.find(({ spec }) => (one.owner === 'admin' ? spec === null : spec?.login === one.owner))
    const by = owner ?? clerk
    if (!by) return []
    const at = now - one.hoursAgo * hour
    const { name, company, position, phone, mail, source, detail, wants, city, industry, size_band, budget } = one
    const product = one.product ? products.find(({ category }) => category.includes('会议')) : undefined
    return [{
      at,
      by,
      input: {
        name, company, position, phones: [phone], emails: mail ? [mail] : [], source, source_detail: detail, wants: wants || null, city, industry, size_band, budget: budget === undefined ? null : String(budget),
        products: product ? [product.id] : [], owner: one.owner && owner ? owner.id : null,
      },
      steps: stepsOf(one, at, random),
    }]
  })
}

function stepsOf({ step, hoursAgo }: OpenLead, at: number, random: Random): Story['steps'] {
  const later = (part: number) => at + part * hoursAgo * hour
  if (step === 'new') return []
  if (step === 'tried') return [{ at: later(0.3), action: logContact, input: { outcome: 'no_answer' } }]
  const spoken = { at: later(0.1), action: logContact, input: { content: random.pick(firstWords) } }
  if (step === 'working') return [spoken]
  return [spoken, { at: later(0.5), action: logContact, input: { channel: 'visit_in', content: random.pick(laterWords) } }, { at: later(0.6), action: qualifyLead, input: {} }]
}
