/** The filter of a list as a tree that people edit, and as the JSON of the filter language that the server takes. */
import type { Operator } from '../../../kernel/definitions/field.ts'
import type { Filter } from '../../client/records.ts'

/** `path` leads over references: `['owner', 'name']`. `operand` undefined: not filled in yet. */
export interface Condition {
  kind: 'condition'
  id: string
  path: string[]
  operator: Operator
  operand: unknown
}

export interface Group {
  kind: 'group'
  id: string
  join: 'and' | 'or'
  isNegated: boolean
  items: FilterNode[]
}

/** Has records of another object that point here (`some`), or has none; of those that fulfil `inner`. */
export interface Related {
  kind: 'related'
  id: string
  /** As filters call it: `tasks`. */
  collection: string
  word: 'some' | 'none'
  inner: Group
}

/** What the editor has no words for; kept as it came. */
export interface Raw {
  kind: 'raw'
  id: string
  filter: Filter
}

export type FilterNode = Condition | Group | Related | Raw

const operators = new Set<string>([
  'eq', 'ne', 'in', 'nin', 'gt', 'gte', 'lt', 'lte', 'contains', 'starts_with', 'is_empty', 'between', 'in_last', 'in_next', 'on',
] satisfies Operator[])

let lastId = 0

/** A new id for a node; only for keys of drawing, never stored. */
export function nodeId(): string {
  lastId += 1
  return `node-${lastId}`
}

export function emptyGroup(join: 'and' | 'or' = 'and'): Group {
  return { kind: 'group', id: nodeId(), join, isNegated: false, items: [] }
}

/** The tree of a filter. Any JSON of the filter language is understood; what has no editor becomes `raw`. */
export function treeOf(filter: Filter | undefined): Group {
  const node = groupOf(filter ?? {})
  // One inner group needs no frame around it.
  const only = node.items.length === 1 ? node.items[0] : undefined
  return only?.kind === 'group' && !only.isNegated ? only : node
}

/** The JSON of a tree, without conditions that are not filled in; undefined when nothing is left. */
export function filterOf(node: FilterNode): Filter | undefined {
  if (node.kind === 'raw') return node.filter
  if (node.kind === 'related') return { [node.collection]: { [node.word]: filterOf(node.inner) ?? {} } }
  if (node.kind === 'condition') return isComplete(node) ? conditionFilter(node) : undefined
  const parts = node.items.map(filterOf).filter((part) => part !== undefined)
  const [first] = parts
  if (!first) return undefined
  const joined: Filter = parts.length === 1 ? first : { [node.join]: parts }
  return node.isNegated ? { not: joined } : joined
}

/** Whether the condition says something: an operand is there, and is no empty text or list. */
export function isComplete(condition: Condition): boolean {
  const { operand } = condition
  if (condition.path.length === 0 || operand === undefined || operand === null || operand === '') return false
  if (!Array.isArray(operand)) return true
  if (condition.operator !== 'between') return operand.length > 0
  return operand.length === 2 && operand.every((end) => end !== undefined && end !== null && end !== '')
}

/** All of the filters; undefined when there are none. */
export function allOf(...filters: (Filter | undefined)[]): Filter | undefined {
  const given = filters.filter((filter) => filter !== undefined && Object.keys(filter).length > 0)
  return given.length > 1 ? { and: given } : given[0]
}

/** Number of complete conditions, for the badge on the filter button. */
export function countConditions(node: FilterNode): number {
  if (node.kind === 'raw' || node.kind === 'related') return 1
  if (node.kind === 'condition') return isComplete(node) ? 1 : 0
  return node.items.reduce((sum, item) => sum + countConditions(item), 0)
}

/** The tree with one node replaced (or taken out, by `undefined`). */
export function replaceNode(group: Group, id: string, replacement: FilterNode | undefined): Group {
  const items = group.items.flatMap((item): FilterNode[] => {
    if (item.id === id) return replacement ? [replacement] : []
    return [item.kind === 'group' ? replaceNode(item, id, replacement) : item]
  })
  return { ...group, items }
}

function conditionFilter(condition: Condition): Filter {
  const innermost: unknown = condition.operator === 'eq' ? condition.operand : { [condition.operator]: condition.operand }
  const filter = condition.path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), innermost)
  return isObject(filter) ? filter : {}
}

function groupOf(filter: Filter): Group {
  return { kind: 'group', id: nodeId(), join: 'and', isNegated: false, items: Object.entries(filter).flatMap(([key, value]) => nodesOf(key, value)) }
}

function nodesOf(key: string, value: unknown): FilterNode[] {
  if ((key === 'and' || key === 'or') && Array.isArray(value)) {
    const items = value.filter(isObject).map(memberOf)
    return key === 'and' ? [{ ...emptyGroup('and'), items }] : [{ ...emptyGroup('or'), items }]
  }
  if (key === 'not' && isObject(value)) {
    const inner = treeOf(value)
    return [inner.isNegated ? { ...emptyGroup(), isNegated: true, items: [inner] } : { ...inner, isNegated: true }]
  }
  return conditionsOf(key.split('.'), value)
}

/** A member of `and`/`or`: one condition stays one, several become a group. */
function memberOf(filter: Filter): FilterNode {
  const group = groupOf(filter)
  const only = group.items.length === 1 ? group.items[0] : undefined
  return only ?? group
}

function conditionsOf(path: string[], value: unknown): FilterNode[] {
  if (value === null) return [{ kind: 'condition', id: nodeId(), path, operator: 'is_empty', operand: true }]
  if (!isObject(value)) return [{ kind: 'condition', id: nodeId(), path, operator: 'eq', operand: value }]
  return Object.entries(value).flatMap(([key, inner]): FilterNode[] => {
    if (isOperator(key)) return [{ kind: 'condition', id: nodeId(), path, operator: key, operand: inner }]
    const [collection] = path
    if ((key === 'some' || key === 'none') && path.length === 1 && collection !== undefined && isObject(inner)) return [{ kind: 'related', id: nodeId(), collection, word: key, inner: treeOf(inner) }]
    if (key === 'some' || key === 'none' || key === 'and' || key === 'or' || key === 'not') return [rawOf(path, { [key]: inner })]
    return conditionsOf([...path, ...key.split('.')], inner)
  })
}

function rawOf(path: string[], inner: unknown): Raw {
  const filter = path.reduceRight<unknown>((value, name) => ({ [name]: value }), inner)
  return { kind: 'raw', id: nodeId(), filter: isObject(filter) ? filter : {} }
}

function isOperator(key: string): key is Operator {
  return operators.has(key)
}

function isObject(value: unknown): value is Filter {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
