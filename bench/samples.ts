/** What the requests ask for: the same values for the product and for the floor, drawn from the database itself. */
import type pg from 'pg'

export interface Samples {
  workspaceId: string
  actorId: string
  ids: string[]
  cities: string[]
  /** Two Chinese characters out of names. */
  words: string[]
  customers: number
  transactions: number
  interactions: number
  contacts: number
}

export async function drawSamples(connection: pg.ClientBase): Promise<Samples> {
  const one = async <Row extends object>(text: string, values: unknown[] = []) => (await connection.query<Row>(text, values)).rows
  const [workspace] = await one<{ id: string }>('select id from workspaces order by created_at limit 1')
  const workspaceId = workspace?.id ?? ''
  const [actor] = await one<{ id: string }>(`select u.id from users u join accounts a on a.id = u.account_id where u.workspace_id = $1 order by a.created_at limit 1`, [workspaceId])
  const [counts] = await one<{ customers: string; transactions: string; interactions: string; contacts: string }>(
    `select (select count(*) from customers) as customers, (select count(*) from transactions) as transactions,
      (select count(*) from interactions) as interactions, (select count(*) from contacts) as contacts`,
  )
  const customers = Number(counts?.customers)
  const step = Math.max(1, Math.floor(customers / 4000))
  const ids = await one<{ id: string; name: string }>(
    `select id, name from (select id, name, row_number() over (order by number) as n from customers where workspace_id = $1 and deleted_at is null) t where n % $2 = 0 order by md5(id::text)`,
    [workspaceId, step],
  )
  const cities = await one<{ city: string }>(`select city from customers where workspace_id = $1 and city is not null group by city order by count(*) desc limit 40`, [workspaceId])
  return {
    workspaceId,
    actorId: actor?.id ?? '',
    ids: ids.map((row) => row.id),
    cities: cities.map((row) => row.city),
    words: ids.slice(0, 400).flatMap(({ name }) => (name.length >= 4 ? [name.slice(2, 4)] : [name.slice(0, 2)])),
    customers,
    transactions: Number(counts?.transactions),
    interactions: Number(counts?.interactions),
    contacts: Number(counts?.contacts),
  }
}
