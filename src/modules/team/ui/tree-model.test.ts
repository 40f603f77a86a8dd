import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flatten, placesFor, treeOf } from './tree-model.ts'
import type { RecordData } from '../../../web/client/records.ts'

const record = (id: string, parent: string | null): RecordData => ({
  id, name: id, parent: parent && { id: parent, name: parent }, version: 1, created_at: '', created_by: null, updated_at: '', updated_by: null, can: { change: true, delete: true },
})

describe('a tree of records', () => {
  test('children stand below their parents, in order', () => {
    const tree = treeOf([record('group', null), record('sales', 'group'), record('service', 'group'), record('sales 1', 'sales')])
    expect(flatten(tree).map(({ name, depth }) => `${depth} ${name}`)).toEqual(['0 group', '1 sales', '2 sales 1', '1 service'])
  })

  test('each record stands there once, whatever its parent, circles too', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom(...ids, 'gone')), { minLength: 5, maxLength: 5 }), (parents) => {
        const records = ids.map((id, index) => record(id, parents[index] ?? null))
        expect(flatten(treeOf(records)).map(({ id }) => id).toSorted()).toEqual(ids)
      }),
    )
  })

  test('nothing is moved below itself', () => {
    const tree = treeOf([record('group', null), record('sales', 'group'), record('sales 1', 'sales')])
    const [, sales] = flatten(tree)
    expect(placesFor(tree, sales!).map(({ id }) => id)).toEqual(['group'])
  })
})
