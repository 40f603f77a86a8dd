import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { allOf, countConditions, emptyGroup, filterOf, nodeId, replaceNode, treeOf } from './filter-model.ts'

import type { FilterNode } from './filter-model.ts'

const condition: fc.Arbitrary<FilterNode> = fc.record({
  path: fc.constantFrom('tier', 'owner.name', 'amount').map((path) => path.split('.')),
  operator: fc.constantFrom('eq', 'ne', 'gte', 'contains', 'in_last'),
  operand: fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean()),
}).map(({ path, operator, operand }): FilterNode => ({ kind: 'condition', id: nodeId(), path, operator: operator === 'eq' ? 'eq' : 'gte', operand }))

const tree = fc.letrec<{ node: FilterNode; related: FilterNode; group: FilterNode }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, condition, tie('group'), tie('related')),
  related: fc.record({ collection: fc.constantFrom('tasks', 'contacts'), word: fc.constantFrom<'some' | 'none'>('some', 'none'), inner: tie('group') })
    .map(({ inner, ...related }): FilterNode => ({ kind: 'related', id: nodeId(), ...related, inner: inner.kind === 'group' ? inner : emptyGroup() })),
  group: fc.record({ join: fc.constantFrom<'and' | 'or'>('and', 'or'), isNegated: fc.boolean(), items: fc.array(tie('node'), { maxLength: 3 }) })
    .map((group): FilterNode => ({ kind: 'group', id: nodeId(), ...group })),
})).group

describe('the filter as a tree', () => {
  test('equality, operators and relations are read', () => {
    const read = treeOf({ tier: 'vip', amount: { gte: 10, lt: 20 }, owner: { name: { contains: '林' } } })
    expect(read.items.map((item) => item.kind === 'condition' && [item.path.join('.'), item.operator, item.operand])).toEqual([
      ['tier', 'eq', 'vip'],
      ['amount', 'gte', 10],
      ['amount', 'lt', 20],
      ['owner.name', 'contains', '林'],
    ])
  })

  test('a dotted name is the path that it is short for', () => {
    const [city, number] = treeOf({ 'customer.city': '宁波', and: [{ owner: { 'department.name': { contains: '一' } } }] }).items
    expect(city).toMatchObject({ kind: 'condition', path: ['customer', 'city'], operator: 'eq', operand: '宁波' })
    expect(number).toMatchObject({ items: [{ kind: 'condition', path: ['owner', 'department', 'name'] }] })
    expect(filterOf(treeOf({ 'customer.city': '宁波' }))).toEqual({ customer: { city: '宁波' } })
  })

  test('reading and writing again is the identity on what was written', () => {
    fc.assert(fc.property(tree, (node) => {
      const once = filterOf(node)
      expect(filterOf(treeOf(once))).toEqual(once)
    }))
  })

  test('conditions that are not filled in say nothing', () => {
    const group = { ...emptyGroup(), items: [{ kind: 'condition', id: 'a', path: ['tier'], operator: 'in', operand: [] } satisfies FilterNode] }
    expect(filterOf(group)).toBeUndefined()
    expect(countConditions(group)).toBe(0)
  })

  test('records that point here are one node, with what is asked of them', () => {
    const [node] = treeOf({ tasks: { none: { status: 'open', due_on: { lt: 'today' } } } }).items
    expect(node).toMatchObject({ kind: 'related', collection: 'tasks', word: 'none', inner: { items: [{ path: ['status'] }, { path: ['due_on'], operator: 'lt' }] } })
    expect(filterOf(treeOf({ contacts: { none: {} } }))).toEqual({ contacts: { none: {} } })
  })

  test('what has no editor is kept as it came', () => {
    const filter = { and: [{ owner: { tasks: { some: { name: 'x' } } } }, { tier: 'a' }] }
    expect(filterOf(treeOf(filter))).toEqual(filter)
  })

  test('a nothing is an is_empty', () => {
    expect(filterOf(treeOf({ owner: null }))).toEqual({ owner: { is_empty: true } })
  })

  test('a node is found at any depth', () => {
    const group = treeOf({ or: [{ tier: 'a' }, { and: [{ tier: 'b' }, { status: 'active' }] }] })
    const inner = group.items.find((item) => item.kind === 'group')
    const target = inner?.kind === 'group' ? inner.items[0] : undefined
    expect(filterOf(replaceNode(group, target?.id ?? '', undefined))).toEqual({ or: [{ tier: 'a' }, { status: 'active' }] })
  })

  test('joining leaves out what is empty', () => {
    expect(allOf(undefined, {}, { tier: 'a' })).toEqual({ tier: 'a' })
    expect(allOf({ status: 'b' }, { tier: 'a' })).toEqual({ and: [{ status: 'b' }, { tier: 'a' }] })
  })
})
