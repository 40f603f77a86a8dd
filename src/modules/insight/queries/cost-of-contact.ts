/** What a contact costs, told in one place: the cost to serve and the indicators must come to the same. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { literal } from '../metrics/shapes.ts'
import { ratesOf, type Rule } from '../objects/value-rule.ts'

export type Rates = Pick<Rule, 'visit_rate' | 'call_rate' | 'message_rate' | 'person_rates'>

/** Of interactions `i`: minutes at the rate of whoever logged it, or else of its channel, and its own expenses. Needs `ratesOfPeople`. */
export function costOfContact(rule: Rates): Sql {
  return sql`coalesce(i.cost, 0) + coalesce(i.minutes, 0) * case when p.rate is not null then p.rate when i.channel in ('visit_out', 'visit_in', 'meeting') then ${literal(rule.visit_rate)}
    when i.channel = 'call' then ${literal(rule.call_rate)} else ${literal(rule.message_rate)} end`
}

/** Stands after `interactions i`. */
export function ratesOfPeople(rule: Rates): Sql {
  const rates = ratesOf(rule.person_rates)
  return sql`left join unnest(${rates.map(({ person }) => person)}::uuid[], ${rates.map(({ rate }) => rate)}::numeric[]) p(person, rate) on p.person = i.owner_id`
}
