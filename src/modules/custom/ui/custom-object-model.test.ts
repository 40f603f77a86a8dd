import { describe, expect, test } from 'vitest'
import { emptyObject, objectOf, pluralOf, writtenOf } from './custom-object-model.ts'

describe('an object of the company’s own', () => {
  test('takes its key and plural from the English name, unless they are given', () => {
    expect(writtenOf({ ...emptyObject, label: { zh: '公司车辆', en: 'Company car' } })).toMatchObject({ key: 'company_car', label_zh: '公司车辆', plural_en: 'Company cars', hint_zh: null })
    expect(writtenOf({ ...emptyObject, key: 'car', plural: 'Fleet', label: { zh: '', en: 'Car' } })).toMatchObject({ key: 'car', label_zh: 'Car', plural_en: 'Fleet' })
  })

  test('has a valid key whatever its name is', () => {
    for (const name of ['证照', '7 keys', '', 'A very long name of an object that nobody would ever give', '_x']) expect(writtenOf({ ...emptyObject, label: { zh: '名', en: name } }).key).toMatch(/^[a-z][a-z0-9_]{0,30}$/)
  })

  test('is read back as it was written', () => {
    const draft = { ...emptyObject, key: 'car', label: { zh: '车', en: 'Car' }, plural: 'Cars', belonging: 'part' as const, isInNavigation: false }
    const kept = { id: 'x', version: 1, created_at: '', created_by: null, updated_at: '', updated_by: null, can: { change: true, delete: true } }
    expect(objectOf({ ...kept, ...writtenOf(draft) })).toEqual(draft)
  })

  test.each([['Vehicle', 'Vehicles'], ['Company', 'Companies'], ['Key', 'Keys'], ['Box', 'Boxes'], ['Branch', 'Branches'], ['证照', '证照']])('%s makes %s', (one, many) => expect(pluralOf(one)).toBe(many))
})
