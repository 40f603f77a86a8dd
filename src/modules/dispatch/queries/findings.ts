import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { whereOf } from '../../../kernel/query/list.ts'

export type FindingCode = 'no_voucher' | 'not_settled' | 'not_billed' | 'amounts_differ' | 'no_signature' | 'no_visits' | 'never_begun'

export interface Finding {
  code: FindingCode
  /** YYYY-MM-DD. */
  day: string
  job: string
  subject: string
  voucher: string | null
  number: string | null
  customer_name: string | null
  engineer: string | null
  total: string | null
  collected_amount: string | null
}

/** Finance bills within so many days of the visit. */
const billedWithin = 7

export const mostFindings = 500

/**
 * The register against the visits (S30), as far as the caller may see them: what is done has a voucher, what is to be paid is settled, what
 * was collected is what it came to. A question, not a state: what was mended is found no more.
 * @param options.until the last day that is looked at; @param options.from the first
 */
export async function findings(ctx: Context, { from, until }: { from: string; until: string }): Promise<Finding[]> {
  return ctx.db.rows<Finding>(
    sql`with f as (
        select 'no_voucher' as code, (j.ended_at at time zone ${ctx.workspace.timeZone})::date as day, j.id as job_id, null::uuid as voucher_id
          from field_jobs j where ${whereOf(ctx, objectOf(ctx, 'field_job'), 'j', {})} and j.status = 'done' and not j.is_historic and j.ended_at >= (${from}::date - 1)::timestamptz
            and not exists (select 1 from service_vouchers v where v.workspace_id = ${sql.workspace} and v.job_id = j.id and v.deleted_at is null)
        union all
        select 'never_begun', (j.planned_start at time zone ${ctx.workspace.timeZone})::date, j.id, null
          from field_jobs j where ${whereOf(ctx, objectOf(ctx, 'field_job'), 'j', {})} and j.status = 'planned' and j.planned_start >= (${from}::date - 1)::timestamptz and j.planned_start < (${until}::date + 1)::timestamptz and j.planned_end < ${ctx.clock.now()}
        union all
        select c.code, v.done_on, v.job_id, v.id from service_vouchers v cross join lateral (values
            ('not_settled', v.settlement = 'open'),
            ('not_billed', v.settlement = 'to_bill' and v.done_on < ${until}::date - ${billedWithin}::int),
            ('amounts_differ', v.settlement = 'collected' and v.collected_amount is distinct from v.total),
            ('no_signature', v.signature is null and v.signed_by is null),
            ('no_visits', v.visit = 'none_left')) as c(code, holds)
          where ${whereOf(ctx, objectOf(ctx, 'service_voucher'), 'v', {})} and c.holds and v.done_on >= ${from}::date
      )
      select f.code, f.day::text as day, j.id::text as job, j.subject, v.id::text as voucher, v.number, c.name as customer_name, u.name as engineer, v.total::text as total, v.collected_amount::text as collected_amount
      from f join field_jobs j on j.workspace_id = ${sql.workspace} and j.id = f.job_id
        left join service_vouchers v on v.workspace_id = ${sql.workspace} and v.id = f.voucher_id
        left join customers c on c.workspace_id = ${sql.workspace} and c.id = j.customer_id
        left join users u on u.workspace_id = ${sql.workspace} and u.id = j.engineer_id
      where f.day between ${from}::date and ${until}::date
      order by array_position(array['no_voucher', 'amounts_differ', 'not_settled', 'never_begun', 'no_visits', 'not_billed', 'no_signature'], f.code), f.day, j.number limit ${mostFindings}`,
  )
}
