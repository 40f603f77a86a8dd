import { describe, expect, test } from 'vitest'
import { keyFrom } from '../../../../web/kit/named-in-both.ts'
import { emptyField, writtenOf } from './custom-field-model.ts'

const option = (zh: string, en: string, key = '') => ({ key, label: { zh, en } })

describe('a field of the company’s own', () => {
  test('gets its key from the English name, and one language serves both', () => {
    expect(writtenOf({ ...emptyField('customer'), label: { zh: '', en: 'Dealer grade' } })).toEqual({
      object: 'customer', key: 'dealer_grade', type: 'text', label_zh: 'Dealer grade', label_en: 'Dealer grade', required: false, settings: {},
    })
  })

  test('keeps the keys of its options when they are renamed, and never gives one twice', () => {
    const options = [option('金', 'Gold grade', 'gold'), option('金牌', 'Gold'), option('', ''), option('银', 'Silver')]
    expect(writtenOf({ ...emptyField('customer'), type: 'choice', options }).settings).toEqual({
      options: [option('金', 'Gold grade', 'gold'), option('金牌', 'Gold', 'gold_2'), option('银', 'Silver', 'silver')],
    })
  })

  test('a name without Latin letters still gives a valid key', () => {
    for (const name of ['等级', '123', '  ', 'Größe 2', '_x_']) expect(keyFrom(name, 'field')).toMatch(/^[a-z][a-z0-9_]{0,40}$/)
  })
})
