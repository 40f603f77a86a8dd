import { expect, test } from 'vitest'
import { comparedFields, defaultChoice, takeOf } from './comparison-model.ts'

const field = (name: string, more: object = {}) => ({ name, readonly: false, ...more })
const object: any = { panels: [{ fields: ['name', 'phones', 'industry', 'city', 'website'] }], fields: [field('name'), field('phones'), field('industry'), field('city', { readonly: true }), field('website')] }
const left: any = { name: '甲', phones: ['1'], industry: null, city: 'A', website: null }
const right: any = { name: '乙', phones: ['2'], industry: '航运', city: 'B', website: '' }

test('what may be chosen is compared, what both lack is not shown', () => {
  const fields = comparedFields(object, { left, right })
  expect(fields.map((each) => each.field.name)).toEqual(['name', 'phones', 'industry'])
  expect(fields.map((each) => defaultChoice(each, 'left'))).toEqual(['left', 'both', 'right'])
  expect(fields.map((each) => defaultChoice(each, 'right'))).toEqual(['right', 'both', 'right'])
})

test('left is for the interface the one that stays, whichever column it stands in', () => {
  const chosen = { name: 'left', phones: 'both', industry: 'right' } as const
  expect(takeOf(chosen, 'left')).toEqual({ name: 'left', industry: 'right' })
  expect(takeOf(chosen, 'right')).toEqual({ name: 'right', industry: 'left' })
})
