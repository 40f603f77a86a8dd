import fc from 'fast-check'
import { pinyin } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { pinyinOf } from './pinyin.ts'
import { simplified } from './simplified.ts'

const words = ['重庆', '银行', '长沙', '长城', '音乐', '快乐', '张三', '行李', '调查', '会计', '朝阳', '上海', '科技', 'ABC', '1', ' ', '·', '𣗋', '〇', '龘']
const chineseText = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((parts) => parts.join(''))

test.each([
  ['张三', 'zhangsan', 'zs'],
  ['上海ABC科技', 'shanghaiabckeji', 'shabckj'],
  ['吕布', 'lvbu', 'lb'],
  ['重庆银行', 'chongqingyinhang', 'cqyh'],
  ['長城銀行', 'changchengyinhang', 'ccyh'],
  ['〇二', 'linger', 'le'],
  ['Müller & Söhne', 'mullersohne', 'mullersohne'],
  ['ＡＢ１２', 'ab12', 'ab12'],
  ['欧阳·娜娜', 'ouyangnana', 'oynn'],
  ['', '', ''],
])('%s is read %s, by initials %s', (text, full, initials) => {
  expect(pinyinOf(text)).toEqual({ full, initials })
})

test.each([
  ['单田芳', 'shantianfang', 'stf'],
  ['曾国藩', 'zengguofan', 'zgf'],
  ['解晓东', 'xiexiaodong', 'xxd'],
  ['仇英', 'qiuying', 'qy'],
  ['查良镛', 'zhaliangyong', 'zly'],
  ['尉迟恭', 'yuchigong', 'ycg'],
  ['尉遲恭', 'yuchigong', 'ycg'],
  ['薄一波', 'boyibo', 'byb'],
  ['张三', 'zhangsan', 'zs'],
])('as a name %s is read %s', (name, full, initials) => {
  expect(pinyinOf(name, { name: true })).toEqual({ full, initials })
})

test('outside of names a surname keeps its everyday reading', () => {
  expect(pinyinOf('曾经').full).toBe('cengjing')
  expect(pinyinOf('单位').full).toBe('danwei')
})

test('the answer holds nothing but a-z and 0-9, whatever comes in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, name) => {
      const { full, initials } = pinyinOf(text, { name })
      expect(full + initials).toMatch(/^[a-z0-9]*$/)
      expect(initials.length).toBeLessThanOrEqual(full.length)
    }),
  )
})

test('case and width of Latin letters make no difference', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zA-Z0-9张三 ]*$/), (text) => {
      const wide = text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
      expect(pinyinOf(wide)).toEqual(pinyinOf(text))
      expect(pinyinOf(text.toUpperCase())).toEqual(pinyinOf(text))
    }),
  )
})

test('the table of characters reads as the library reads the whole text', () => {
  fc.assert(
    fc.property(chineseText, (text) => {
      const library = pinyin(simplified(text), { toneType: 'none', type: 'array', v: true, toneSandhi: false })
      expect(pinyinOf(text).full).toBe(library.join('').toLowerCase().replace(/[^a-z0-9]/g, ''))
    }),
  )
})
