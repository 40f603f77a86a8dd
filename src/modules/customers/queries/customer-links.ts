/** Who a customer hangs together with: relationships, the group above and below, and referrals, two steps far. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { allowed, verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { columnOf, titleOf } from '../../../kernel/projections/columns.ts'
import { isLiving } from '../../../kernel/records/living.ts'

export interface NetworkNode {
  id: string
  name: string
  /** organisation | person; null where the caller may not read it. */
  kind: string | null
  tier: string | null
  /** From the customer that was asked for: 0, 1 or 2. */
  steps: number
}

/** Read from `from` to `to`: A is the parent of B, A was referred by B. */
export interface NetworkEdge {
  from: string
  to: string
  kind: string
}

export interface CustomerNetwork {
  nodes: NetworkNode[]
  edges: NetworkEdge[]
  /** There are more than were asked for. */
  has_more: boolean
}

interface LinkRow {
  source: string
  target: string
  kind: string
  far: string
  name: string
  customer_kind: string | null
  tier: string | null
}

/**
 * Every step is one statement. A customer that the caller may not see is no way to those behind it: the second step starts from what the
 * first one found.
 * @param options.limit of customers, the one asked for included.
 */
export async function customerNetwork(ctx: Context, options: { id: string; limit: number }): Promise<CustomerNetwork> {
  const { id, limit } = options
  const nodes = new Map<string, NetworkNode>([[id, await centreOf(ctx, id)]])
  const edges = new Map<string, NetworkEdge>()
  let hasMore = false
  let reached = [id]
  for (const steps of [1, 2]) {
    const rows = reached.length > 0 ? await linksOf(ctx, reached, linkLimit(limit)) : []
    hasMore ||= rows.length > linkLimit(limit)
    const before = new Set(nodes.keys())
    for (const row of rows.slice(0, linkLimit(limit))) {
      if (!nodes.has(row.far)) {
        if (nodes.size >= limit) {
          hasMore = true
          continue
        }
        nodes.set(row.far, { id: row.far, name: row.name, kind: row.customer_kind, tier: row.tier, steps })
      }
      const edge = { from: row.source, to: row.target, kind: row.kind }
      edges.set(`${edge.from} ${edge.kind} ${edge.to}`, edge)
    }
    reached = [...nodes.keys()].filter((each) => !before.has(each))
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], has_more: hasMore }
}

/** Two customers may be linked in several ways, and each link is found from both of its ends. */
function linkLimit(limit: number): number {
  return limit * 4
}

async function centreOf(ctx: Context, id: string): Promise<NetworkNode> {
  const customer = objectOf(ctx, 'customer')
  const [row] = await ctx.db.rows<{ name: string; customer_kind: string | null; tier: string | null }>(
    sql`select ${titleOf(ctx, customer, 'o')} as name, ${facts(ctx)} from customers o where o.workspace_id = ${sql.workspace} and o.id = ${id}::uuid`,
  )
  return { id, name: row?.name ?? '', kind: row?.customer_kind ?? null, tier: row?.tier ?? null, steps: 0 }
}

/** Links of these customers to customers that the caller may see, in a fixed order. */
async function linksOf(ctx: Context, ids: readonly string[], limit: number): Promise<LinkRow[]> {
  const branches = [...relationshipLinks(ctx, ids), ...referenceLinks(ctx, ids, 'parent'), ...referenceLinks(ctx, ids, 'referrer')]
  if (branches.length === 0) return []
  const customer = objectOf(ctx, 'customer')
  return ctx.db.rows<LinkRow>(
    sql`select l.source, l.target, l.kind, l.far, ${titleOf(ctx, customer, 'o')} as name, ${facts(ctx)}
      from (${sql.join(branches, ' union ')}) l join customers o on o.workspace_id = ${sql.workspace} and o.id = l.far
      where ${isLiving(ctx, customer, 'o')} and ${allowed(ctx, 'customer', 'see', 'o')}
      order by l.far, l.kind, l.source, l.target limit ${sql.raw(String(limit + 1))}`,
  )
}

/** Relationships from and to these customers. */
function relationshipLinks(ctx: Context, ids: readonly string[]): Sql[] {
  const relationship = objectOf(ctx, 'relationship')
  const isReadable = ['customer', 'kind', 'other'].every((name) => readableField(ctx, relationship, name))
  if (!isReadable || verdictOf(ctx, 'relationship', 'see') === false) return []
  const links = (near: string, far: string) => sql`select r.customer_id as source, r.other_id as target, r.kind, ${sql.id('r', far)} as far from relationships r
    where r.workspace_id = ${sql.workspace} and ${sql.id('r', near)} = any(${ids}::uuid[]) and ${isLiving(ctx, relationship, 'r')} and ${allowed(ctx, 'relationship', 'see', 'r')}`
  return [links('customer_id', 'other_id'), links('other_id', 'customer_id')]
}

/** What the files themselves say: the group above, and who referred the customer. Both ends are read, so both must be the caller's to see. */
function referenceLinks(ctx: Context, ids: readonly string[], name: 'parent' | 'referrer'): Sql[] {
  const customer = objectOf(ctx, 'customer')
  const field = readableField(ctx, customer, name)
  if (!field) return []
  const other = columnOf('c', field)
  const ends = name === 'parent' ? sql`${other} as source, c.id as target, 'parent' as kind` : sql`c.id as source, ${other} as target, 'referred_by' as kind`
  const links = (near: Sql, far: Sql) => sql`select ${ends}, ${far} as far from customers c
    where c.workspace_id = ${sql.workspace} and ${near} = any(${ids}::uuid[]) and ${other} is not null and ${isLiving(ctx, customer, 'c')} and ${allowed(ctx, 'customer', 'see', 'c')}`
  return [links(sql`c.id`, other), links(other, sql`c.id`)]
}

function facts(ctx: Context): Sql {
  const customer = objectOf(ctx, 'customer')
  const known = (name: string) => {
    const field = readableField(ctx, customer, name)
    return field ? columnOf('o', field) : sql.raw('null::text')
  }
  return sql`${known('kind')} as customer_kind, ${known('tier')} as tier`
}
