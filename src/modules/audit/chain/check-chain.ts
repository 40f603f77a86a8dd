import { sql } from '../../../platform/db/sql.ts'
import type { Context } from '../../../kernel/context.ts'
import { sealEvents } from './seal-events.ts'
import { verifyChain, type ChainReport, type VerifyOptions } from './verify-chain.ts'

/** Seals what waits, compares the whole log with its seals, and writes down what was found. @returns null when it was stopped. */
export async function checkChain(ctx: Context, options: VerifyOptions = {}): Promise<ChainReport | null> {
  await sealEvents(ctx)
  const report = await verifyChain(ctx.db, { ...options, mostFaults: 20 })
  if (!report) return null
  if (report.faultCount > 0) ctx.log.error({ workspace: ctx.workspace.name, faults: report.faults }, 'the chain of the audit log is broken')
  await ctx.db.rows(
    sql`insert into event_checks (workspace_id, checked_at, sequence, events, erased, faults, fault_count)
      values (${sql.workspace}, ${ctx.clock.now()}, ${report.newest?.sequence ?? 0}, ${report.events}, ${report.erased}, ${JSON.stringify(report.faults)}, ${report.faultCount})
      on conflict (workspace_id) do update set checked_at = excluded.checked_at, sequence = excluded.sequence, events = excluded.events,
        erased = excluded.erased, faults = excluded.faults, fault_count = excluded.fault_count`,
  )
  return report
}
