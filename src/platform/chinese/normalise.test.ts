import fc from 'fast-check'
import { expect, test } from 'vitest'
import { halfWidth, normaliseName } from './normalise.ts'
import { simplified } from './simplified.ts'

const region = fc.constantFrom('', '北京', '北京市', '上海', '浙江省', '浙江省杭州市', '深圳市南山区', '中国', '内蒙古')
const brand = fc.constantFrom('华为科技', '腾讯计算机系统', 'Acme工具', '张记面馆', '三只松鼠食品', 'ABC', '小米')
const form = fc.constantFrom('', '有限公司', '有限责任公司', '股份有限公司', '集团', '集团有限公司', '公司', ' Co., Ltd.', ' Inc', ' GmbH')

test.each([
  ['北京华为科技有限公司', '华为科技'],
  ['华为科技（北京）有限公司', '华为科技'],
  ['華為科技有限公司', '华为科技'],
  ['阿里巴巴（中国）有限公司', '阿里巴巴'],
  ['Acme Co., Ltd.', 'acme'],
  ['ACME Inc', 'acme'],
  ['Société Générale S.A.', 'societegenerale'],
  ['Müller GmbH & Co. KG', 'muller'],
])('the core of %s is %s', (name, core) => {
  expect(normaliseName(name).core).toBe(core)
})

test.each(['北京大学', '苏州市文化和旅游局', '长沙市岳麓区人民法院', '上海银行', '东方航空', '中国建设银行', '有限公司', 'Inc', '张三', '广州市'])('nothing is taken from %s', (name) => {
  expect(normaliseName(name).core).toBe(name.toLowerCase())
})

test('a branch is not its company', () => {
  expect(normaliseName('华为科技有限公司上海分公司').core).not.toBe(normaliseName('华为科技有限公司').core)
})

test('region and legal form do not change the core', () => {
  fc.assert(
    fc.property(region, brand, form, (before, name, after) => {
      expect(normaliseName(before + name + after).core).toBe(normaliseName(name).core)
    }),
  )
})

test('the core of a core is itself, and no name with letters has an empty one', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.tuple(region, brand, form).map((parts) => parts.join('')))
  fc.assert(
    fc.property(anything, (name) => {
      const { core, full } = normaliseName(name)
      expect(normaliseName(core).core).toBe(core)
      expect(core === '').toBe(full === '')
    }),
  )
})

test('width, case, spaces and signs do not change a name', () => {
  fc.assert(
    fc.property(brand, fc.constantFrom(' ', '-', '·', '，', '　', '.'), (name, sign) => {
      const wide = name.toUpperCase().replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
      expect(normaliseName(sign + wide + sign)).toEqual(normaliseName(name))
    }),
  )
})

test('half width keeps the length and leaves nothing wide', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const half = halfWidth(text)
      expect(half).toHaveLength(text.length)
      expect(half).not.toMatch(/[\uff01-\uff5e\u3000]/)
    }),
  )
  expect(halfWidth('ＡＢＣ　（１２３）')).toBe('ABC (123)')
})

test('traditional characters become simplified ones', () => {
  expect(simplified('華為技術有限公司臺灣廣東龍馬')).toBe('华为技术有限公司台湾广东龙马')
  expect(simplified('乾隆')).toBe('乾隆')
})

test('simplifying twice changes nothing more, and the length stays', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0x4e00, max: 0x9fff })), (codes) => {
      const once = simplified(String.fromCharCode(...codes))
      expect(simplified(once)).toBe(once)
      expect(once).toHaveLength(codes.length)
    }),
  )
})
