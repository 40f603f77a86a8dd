/**
 * Looks at every statement that the application runs during the tests: each alias of a distributed table must have a
 * condition on its workspace of its own (docs: on a cluster a correlated one costs twenty times as much).
 */
import { observeStatements } from '../../src/platform/db/database.ts'

const seen = new Set<string>()

export function watchStatements(): void {
  observeStatements((text) => void seen.add(text))
}

/** @throws Error with the statements that break the rule; each is told of once. */
export function refuseLooseStatements(distributed: ReadonlySet<string>): void {
  const loose = [...seen].flatMap((text) => looseAliases(text, distributed).map((alias) => `${alias} in: ${text}`))
  seen.clear()
  if (loose.length > 0) throw new Error(`Without a workspace_id = $n of their own:\n  ${loose.join('\n  ')}`)
}

const notAnAlias = new Set(['set', 'where', 'on', 'cross', 'left', 'inner', 'join', 'order', 'limit', 'group', 'values', 'using', 'union', 'returning', 'from', 'for', 'select', 'and', 'or', 'default',
  // Columns of a recordset may be called like a table; what follows is their type.
  'jsonb'])

/** Aliases of distributed tables that have fewer conditions on the workspace than they are declared. */
export function looseAliases(statement: string, distributed: ReadonlySet<string>): string[] {
  const text = statement.toLowerCase().replaceAll('"', '').replace(/\s+/g, ' ')
  const declared = new Map<string, number>()
  for (const [, word, table = '', second = ''] of text.matchAll(/\b(from|join|update|into|,) ?(?:only )?([a-z_]+)(?: (?:as )?([a-z_][a-z0-9_]*))?/g)) {
    if (!distributed.has(table)) continue
    const alias = second === '' || notAnAlias.has(second) ? table : second
    // A column of the same name stands in a list, too; there it has no alias.
    if (word === ',' && alias === table) continue
    if (word === 'into') {
      if (!new RegExp(`into ${table}(?: as [a-z_]+| [a-z_]+)? ?\\([^)]*\\bworkspace_id\\b`).test(text)) declared.set(`${table} (insert)`, 1)
      continue
    }
    declared.set(alias, (declared.get(alias) ?? 0) + 1)
  }
  return [...declared].flatMap(([alias, times]) => {
    const own = new RegExp(`(?<![a-z0-9_.])${alias}\\.workspace_id = \\$\\d+`, 'g')
    const bare = /(?<![a-z0-9_.])workspace_id = \$\d+/g
    const found = (text.match(own)?.length ?? 0) + (declared.size === 1 ? (text.match(bare)?.length ?? 0) : 0)
    return found < times ? [alias] : []
  })
}
