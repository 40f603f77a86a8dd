import { sql, type Sql } from '../../../platform/db/sql.ts'

/** Whether each field that a rule may require is filled: `c` is the customer, `p` its primary contact. */
const filled: Record<string, string> = {
  name: "btrim(c.name) <> ''",
  addresses: "c.addresses <> '[]'::jsonb",
  phones: 'cardinality(c.phones) > 0',
  emails: 'cardinality(c.emails) > 0',
  wechat: 'c.wechat is not null',
  source: 'c.source is not null',
  owner: 'c.owner_id is not null',
  credit_code: 'c.credit_code is not null',
  industry: 'c.industry is not null',
  size_band: 'c.size_band is not null',
  legal_person: 'c.legal_person is not null',
  gender: 'c.gender is not null',
  birthday: 'c.birthday is not null',
  best_time: 'c.best_time is not null',
  contact_name: 'p.id is not null',
  contact_position: 'p.position is not null',
  contact_phone: 'cardinality(p.phones) > 0',
  contact_mail: 'cardinality(p.emails) > 0',
  contact_gender: 'p.gender is not null',
  contact_birthday: 'p.birthday is not null',
  contact_best_time: 'p.best_time is not null',
}

export const knownFields: readonly string[] = Object.keys(filled)

/** As a lateral table `m(names)`: the names of all fields that are not filled in the file of customer `c`. */
export const missingNames: Sql = sql`
  left join lateral (select k.id, k.position, k.phones, k.emails, k.gender, k.birthday, k.best_time from contacts k
    where k.workspace_id = ${sql.workspace} and k.customer_id = c.id and k.deleted_at is null order by k.is_primary desc, k.created_at limit 1) p on true
  cross join lateral (select array_remove(array[${sql.join(Object.entries(filled).map(([name, condition]) => sql.raw(`case when (${condition}) is not true then '${name}' end`)))}], null) as names) m`
