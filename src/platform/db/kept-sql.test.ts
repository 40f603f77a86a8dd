import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile, flatten, keep, sql } from './sql.ts'

const workspace = '01900000-0000-7000-8000-000000000000'

it('a kept statement has the text and the parameters it would have if it were put together for every run', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), fc.boolean(), (text, number, isFlat) => {
      const statement = (id: ReturnType<typeof sql.slot>) =>
        sql`select ${text} from t where t.workspace_id = ${sql.workspace} and ${sql.and([sql`t.id = ${id}`, sql`t.n = ${number}`])} and t.workspace_id = ${sql.workspace}`
      const kept = keep(isFlat ? flatten(statement(sql.slot('id'))) : statement(sql.slot('id')))
      const compiled = compile(statement(sql`${'x'}`), workspace)
      expect({ text: kept.text, values: kept.bind(workspace, { id: 'x' }) }).toEqual(compiled)
    }),
  )
})

it('a slot that is mentioned twice is bound once', () => {
  const kept = keep(sql`select ${sql.slot('id')}::uuid, ${'x'}, ${sql.slot('id')}::uuid`)
  expect(kept.text).toBe('select $1::uuid, $2, $1::uuid')
  expect(kept.bind(null, { id: 'a' })).toEqual(['a', 'x'])
})

it('a slot without a value is refused, a slot may hold null', () => {
  const kept = keep(sql`select ${sql.slot('id')}`)
  expect(() => kept.bind(null, {})).toThrow('slot id')
  expect(kept.bind(null, { id: null })).toEqual([null])
})

it('what a slot is called does not show in the text', () => {
  expect(keep(sql`select ${sql.slot('a')}`).text).toBe(keep(sql`select ${sql.slot('b')}`).text)
})
