/**
 * SQL as fragments: a template literal keeps text and values apart, fragments nest, values become
 * numbered parameters only when the whole statement is compiled. Nothing a caller sends can become text.
 */

const fragment = Symbol('sql')

export interface Sql {
  readonly [fragment]: true
  readonly texts: readonly string[]
  /** One fewer than texts: values to bind, fragments, or the workspace mark. */
  readonly holes: readonly unknown[]
}

export interface CompiledSql {
  text: string
  values: unknown[]
}

const workspaceMark = Symbol('workspace')

function build(texts: readonly string[], holes: readonly unknown[]): Sql {
  return { [fragment]: true, texts, holes }
}

export function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && fragment in value
}

function template(texts: TemplateStringsArray, ...holes: unknown[]): Sql {
  return build(texts, holes)
}

/** Quotes a name of a table or column. Names come from definitions, never from callers; quoted all the same. */
function identifier(...path: string[]): Sql {
  return build([path.map((part) => `"${part.replaceAll('"', '""')}"`).join('.')], [])
}

function join(items: readonly Sql[], separator = ', '): Sql {
  if (items.length === 0) return empty
  const texts = ['', ...items.slice(1).map(() => separator), '']
  return build(texts, items)
}

const empty = build([''], [])

export const sql = Object.assign(template, {
  id: identifier,
  join,
  empty,
  /** Text of our own making that is known to be safe, such as a cached select list or `desc`. */
  raw: (text: string): Sql => build([text], []),
  /** The workspace of the handle that runs the statement; always parameter $1, so cached text can name it. */
  workspace: build(['', ''], [workspaceMark]),
  and: (items: readonly Sql[]): Sql =>
    items.length === 0 ? sql.raw('true') : items.length === 1 && items[0] ? items[0] : template`(${join(items, ' and ')})`,
  or: (items: readonly Sql[]): Sql =>
    items.length === 0 ? sql.raw('false') : items.length === 1 && items[0] ? items[0] : template`(${join(items, ' or ')})`,
})

/**
 * Text and values of a statement. `$1` is the workspace in every statement of a workspace's handle, whether used
 * or not, so that the same fragment means the same text everywhere.
 */
export function compile(statement: Sql, workspaceId: string | null): CompiledSql {
  const values: unknown[] = []
  if (workspaceId !== null && mentionsWorkspace(statement)) values.push(workspaceId)
  const parts: string[] = []
  write(statement, parts, values, workspaceId)
  return { text: parts.join(''), values }
}

function write(statement: Sql, parts: string[], values: unknown[], workspaceId: string | null): void {
  const { texts, holes } = statement
  for (let index = 0; index < texts.length; index++) {
    parts.push(texts[index] ?? '')
    if (index >= holes.length) continue
    const hole = holes[index]
    if (isSql(hole)) write(hole, parts, values, workspaceId)
    else if (hole === workspaceMark) {
      if (workspaceId === null) throw new Error('A statement about a workspace was run on a handle that has none')
      parts.push('$1')
    } else {
      values.push(hole)
      parts.push(`$${values.length}`)
    }
  }
}

function mentionsWorkspace(statement: Sql): boolean {
  for (const text of statement.texts) if (text.includes('$1')) return true
  for (const hole of statement.holes) {
    if (hole === workspaceMark) return true
    if (isSql(hole) && mentionsWorkspace(hole)) return true
  }
  return false
}
