import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maskAddresses, maskMail, maskPhone, maskText } from '../../src/kernel/fields/mask.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let world: TestApp
beforeAll(async () => {
  world = await startTestApp()
})
afterAll(() => world.close())

const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((one) => !one.includes('\0') && one.isWellFormed())
const words = fc.oneof(text, fc.stringMatching(/^\+?\d{0,15}$/), fc.emailAddress(), fc.constantFrom('', '@', 'a@', '张', '张伟', '+8613812345678'))
const part = fc.record({ country: text, province: text, city: text, district: text, street: text, postal_code: text, label: text }, { requiredKeys: [] })

test('the database and the program leave the same of a value', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 50 }), async (list) => {
      const rows = await world.query<{ t: string; p: string; m: string }>('select masked_text(one) as t, masked_phone(one) as p, masked_mail(one) as m from unnest($1::text[]) with ordinality as each(one, place) order by place', [list])
      expect(rows).toEqual(list.map((one) => ({ t: maskText(one), p: maskPhone(one), m: maskMail(one) })))
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (list) => {
      const [row] = await world.query<{ masked: unknown }>('select masked_addresses($1::jsonb) as masked', [JSON.stringify(list)])
      expect(row!.masked).toEqual(JSON.parse(JSON.stringify(maskAddresses.value(list as never, { many: true } as never))))
    }),
  )
})

test('no more than a surname, the ends of a number, the domain of a mail and the city are left', () => {
  expect(maskText('欧阳娜娜')).toBe('欧***')
  expect(maskText('张')).toBe('***')
  expect(maskPhone('+8613812345678')).toBe('+86138****5678')
  expect(maskPhone('12345678')).toBe('****78')
  expect(maskMail('zhangwei@example.com')).toBe('z***@example.com')
  expect(maskMail('z@example.com')).toBe('***@example.com')
})
