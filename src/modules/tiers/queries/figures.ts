/** The figures that the rules of a scheme look at, of customer `c` with values `v`. */
import { sql, type Sql } from '../../../platform/db/sql.ts'
import { verdictOf } from '../../../kernel/access/policy.ts'
import { readableField } from '../../../kernel/access/visible-fields.ts'
import { objectOf, type Context } from '../../../kernel/context.ts'
import { typeOf } from '../../../kernel/fields/index.ts'
import { columnOf } from '../../../kernel/projections/columns.ts'
import { pathsOf } from '../rules/conditions.ts'
import type { Scheme } from './schemes.ts'

/** So many are enough to understand a decision. */
const most = 12

/** An expression of type jsonb: by path, such as `value.monetary`, the figure as it is read; amounts are text on every way. */
export function figuresOf(ctx: Context, scheme: Scheme): Sql {
  const paths = [...new Set(scheme.levels.flatMap(({ condition }) => pathsOf(condition ?? {})))]
  const columns = paths.flatMap((path) => {
    const { object, name, row } = placeOf(path)
    const field = objectOf(ctx, object).fields.get(name)
    return field && !field.internal && !field.many ? [sql`${path}::text, ${typeOf(field).stored(columnOf(row, field), field)}`] : []
  })
  return sql`jsonb_build_object(${sql.join(columns.slice(0, most))})`
}

export interface Figure {
  object: 'customer' | 'customer_value'
  field: string
  value: unknown
}

/** Those of them that the caller may read. */
export function readableFigures(ctx: Context, figures: unknown): Figure[] {
  if (typeof figures !== 'object' || figures === null) return []
  return Object.entries(figures).flatMap(([path, value]) => {
    const { object, name } = placeOf(path)
    return isReadable(ctx, path) ? [{ object, field: name, value }] : []
  })
}

export function isReadable(ctx: Context, path: string): boolean {
  const { object, name } = placeOf(path)
  return verdictOf(ctx, object, 'see') !== false && readableField(ctx, objectOf(ctx, object), name) !== null
}

function placeOf(path: string): { object: 'customer' | 'customer_value'; name: string; row: 'c' | 'v' } {
  return path.startsWith('value.') ? { object: 'customer_value', name: path.slice('value.'.length), row: 'v' } : { object: 'customer', name: path, row: 'c' }
}
