import { expect, test } from 'vitest'
import { modules } from '../../app.ts'
import { buildRegistry } from '../../kernel/definitions/registry.ts'
import { refuseUnwiredOccasions, type DeclaresOccasions, type Occasion } from './occasions.ts'

const start = (...occasions: Occasion[]) => {
  const module: DeclaresOccasions = { name: 'stock', label: { zh: '库存', en: 'Stock' }, needs: [], objects: [], policies: {}, occasions }
  refuseUnwiredOccasions(buildRegistry([...modules, module]))
}
const whole: Occasion = { object: 'customer', occasion: 'gift', label: { zh: '礼品', en: 'Gift' } }

test('an occasion that is whole is taken', () => {
  expect(() => start(whole)).not.toThrow()
})

test.each<[string, Occasion[], RegExp]>([
  ['of an object that no module declares', [{ ...whole, object: 'planet' }], /occasion gift of planet: no module declares the object/],
  ['that is declared twice', [whole, whole], /occasion gift of customer is declared twice/],
  ['that is declared by another module, too', [{ ...whole, occasion: 'credit_limit' }], /declared twice/],
  ['without a language', [{ ...whole, label: { zh: '礼品', en: '' } }], /lacks a label/],
  ['of a field that is not there', [{ ...whole, fields: ['planet'] }], /names planet, which is not a field/],
])('an occasion %s is refused at start, with its name', (_name, occasions, fault) => {
  expect(() => start(...occasions)).toThrow(fault)
})
