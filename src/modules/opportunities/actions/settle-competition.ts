/** What the end of an opportunity means for those who wanted it too. Each change is one of its record, with its event. */
import { sql } from '../../../platform/db/sql.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { createRecord } from '../../../kernel/records/create.ts'
import { updateRecord } from '../../../kernel/records/update.ts'

type Outcome = 'open' | 'won_against' | 'lost_to' | 'withdrew'

export async function winAgainstAll(ctx: Context, opportunity: string): Promise<void> {
  await settle(ctx, opportunity, ['open'], 'won_against')
}

export async function reopenCompetition(ctx: Context, opportunity: string): Promise<void> {
  await settle(ctx, opportunity, ['won_against', 'lost_to'], 'open')
}

/** Who won it instead, also where nobody had noticed them before. */
export async function loseTo(ctx: Context, { opportunity, competitor }: { opportunity: string; competitor: string }): Promise<void> {
  const object = objectOf(ctx, 'opportunity_competitor')
  const known = (await competition(ctx, opportunity)).find((one) => one.competitor === competitor.toLowerCase())
  if (known) await updateRecord(ctx, object, known.id, { outcome: 'lost_to' }, { asSystem: true })
  else await createRecord(ctx, object, { opportunity, competitor, threat: 'high', outcome: 'lost_to' }, { asSystem: true })
}

async function settle(ctx: Context, opportunity: string, from: readonly Outcome[], outcome: Outcome): Promise<void> {
  const object = objectOf(ctx, 'opportunity_competitor')
  for (const one of await competition(ctx, opportunity)) {
    if (from.includes(one.outcome)) await updateRecord(ctx, object, one.id, { outcome }, { asSystem: true })
  }
}

async function competition(ctx: Context, opportunity: string): Promise<{ id: string; competitor: string; outcome: Outcome }[]> {
  return ctx.db.rows(
    sql`select c.id::text as id, c.competitor_id::text as competitor, c.outcome from opportunity_competitors c
      where c.workspace_id = ${sql.workspace} and c.opportunity_id = ${opportunity}::uuid and c.deleted_at is null order by c.id`,
  )
}
