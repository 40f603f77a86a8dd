/** What other modules know of a customer that values are computed from: declared by the module that owns the rows, read with the other inputs. */
import type { Sql } from '../../platform/db/sql.ts'
import type { Context } from '../../kernel/context.ts'
import type { Module } from '../../kernel/definitions/module.ts'
import type { Registry } from '../../kernel/definitions/registry.ts'
import type { Rule } from './objects/value-rule.ts'

/** Inputs that are told so, with their types. A new one is an entry here, a column, and the metric that reads it. */
export const toldInputs = { complaints: 'int', complaint_cost: 'numeric', field_cost: 'numeric' } as const
export type ToldInput = keyof typeof toldInputs

/** The window of the rule; its end is no longer in it. */
export interface ToldWindow {
  begin: Date
  end: Date
}

export interface ValueSource {
  tells: readonly ToldInput[]
  /** Answers `customer_id` and what it tells, of the customers asked for: one row each, amounts to the cent. Those of whom there is nothing may be left out. */
  statement(ctx: Context, asked: { window: ToldWindow; rule: Rule; isOf(id: Sql): Sql }): Sql
  /** Of a cost: the rows that it is made of. */
  rows: { of: ToldInput; object: string; filter(window: ToldWindow): Record<string, unknown> }
}

/** `export const complaints: DeclaresValueSources = { name: 'complaints', ..., value_sources: [costOfComplaints] }`. Whose rows changed is said by a listener of the module (`markCustomers`). */
export interface DeclaresValueSources extends Module {
  value_sources: readonly ValueSource[]
}

export function valueSourcesOf({ modules }: Pick<Registry, 'modules'>): readonly ValueSource[] {
  return modules.flatMap((module) => (declaresValueSources(module) ? module.value_sources : []))
}

function declaresValueSources(module: Module): module is DeclaresValueSources {
  return 'value_sources' in module
}
