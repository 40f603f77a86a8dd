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

interface Slot {
  readonly slot: string
}

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
  /** The workspace of the handle that runs the statement. */
  workspace: build(['', ''], [workspaceMark]),
  /** A value that is only known when the statement runs: in statements that are kept (see `keep`). Cast it where it stands. */
  slot: (name: string): Sql => build(['', ''], [{ slot: name } satisfies Slot]),
  and: (items: readonly Sql[]): Sql =>
    items.length === 0 ? sql.raw('true') : items.length === 1 && items[0] ? items[0] : template`(${join(items, ' and ')})`,
  or: (items: readonly Sql[]): Sql =>
    items.length === 0 ? sql.raw('false') : items.length === 1 && items[0] ? items[0] : template`(${join(items, ' or ')})`,
})

/**
 * One text with numbered parameters. The workspace is bound once, at its first mention; so is each slot.
 * @param workspaceId of the handle that runs the statement; null for the local tables.
 */
export function compile(statement: Sql, workspaceId: string | null): CompiledSql {
  return assemble(statement, workspaceId)
}

function assemble(statement: Sql, workspace: unknown): CompiledSql {
  const values: unknown[] = []
  let text = ''
  let workspaceIndex = 0
  const slotIndexes = new Map<string, number>()
  const write = ({ texts, holes }: Sql): void => {
    text += texts[0] ?? ''
    for (let index = 0; index < holes.length; index++) {
      const hole = holes[index]
      if (isSql(hole)) write(hole)
      else if (hole === workspaceMark) {
        if (workspace === null) throw new Error('A statement about a workspace was run on a handle that has none')
        if (workspaceIndex === 0) workspaceIndex = values.push(workspace)
        text += `$${workspaceIndex}`
      } else if (isSlot(hole)) {
        const index = slotIndexes.get(hole.slot) ?? values.push(hole)
        slotIndexes.set(hole.slot, index)
        text += `$${index}`
      } else text += `$${values.push(hole)}`
      text += texts[index + 1] ?? ''
    }
  }
  write(statement)
  return { text, values }
}

/** The same fragment in one piece: for those that are kept and used again, such as the columns of an object. */
export function flatten(statement: Sql): Sql {
  const texts = ['']
  const flatHoles: unknown[] = []
  const write = ({ texts: own, holes }: Sql): void => {
    texts[texts.length - 1] += own[0] ?? ''
    for (let index = 0; index < holes.length; index++) {
      const hole = holes[index]
      if (isSql(hole)) write(hole)
      else {
        flatHoles.push(hole)
        texts.push('')
      }
      texts[texts.length - 1] += own[index + 1] ?? ''
    }
  }
  write(statement)
  return build(texts, flatHoles)
}

/** A statement that is put together once and run often: only the values of its slots differ from run to run. */
export interface KeptSql {
  readonly text: string
  /** Parameters in the order of their numbers. @throws Error for a slot without a value. */
  bind(workspaceId: string | null, slots: Readonly<Record<string, unknown>>): unknown[]
}

export function keep(statement: Sql): KeptSql {
  const { text, values } = assemble(statement, workspaceMark)
  return {
    text,
    bind: (workspaceId, slots) =>
      values.map((value) => {
        if (value === workspaceMark) return workspaceId
        if (!isSlot(value)) return value
        if (!(value.slot in slots)) throw new Error(`The statement has a slot ${value.slot} that was given no value`)
        return slots[value.slot]
      }),
  }
}

function isSlot(value: unknown): value is Slot {
  return typeof value === 'object' && value !== null && 'slot' in value
}
