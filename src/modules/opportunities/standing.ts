/** Whether what a customer agreed to still stands: declared by the module that owns the documents, in its manifest. */
import { sql, type Sql } from '../../platform/db/sql.ts'
import type { Context } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import type { Agreement } from './rules/agreements.ts'

export interface StandingAgreement {
  of: Agreement
  /** A condition: one stands for the opportunity of this id. */
  stands(opportunity: Sql): Sql
}

/** `export const orders: DeclaresAgreements = { name: 'orders', ..., agreements: [confirmedOrders] }` */
export interface DeclaresAgreements extends Module {
  agreements: readonly StandingAgreement[]
}

/** By any of the acts that count for the pipeline. */
export async function standsAgreement(ctx: Context, opportunity: string): Promise<boolean> {
  const declared = ctx.registry.modules.flatMap((module) => (declaresAgreements(module) ? module.agreements : []))
  const standing = declared.map(({ of, stands }) => sql`(${of} = any(w.won_by) and ${stands(sql`p.id`)})`)
  const rows = await ctx.db.rows(
    sql`select 1 from opportunities p join pipelines w on w.workspace_id = ${sql.workspace} and w.id = p.pipeline_id
      where p.workspace_id = ${sql.workspace} and p.id = ${opportunity}::uuid and ${sql.or(standing)}`,
  )
  return rows.length > 0
}

function declaresAgreements(module: Module): module is DeclaresAgreements {
  return 'agreements' in module
}
