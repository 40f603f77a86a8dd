import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeTexts } from './merge-text.ts'

const line = fc.constantFrom('喜欢靠窗', '不吃香菜', '每周三开会', 'likes tea', '', '  不吃香菜')
const text = fc.oneof(fc.string(), fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n')))
const linesOf = (value: string) => value.split('\n').map((each) => each.trim())

describe('two texts in one', () => {
  test('no line of either is lost', () => {
    fc.assert(
      fc.property(text, text, (mine, theirs) => {
        const merged = mergeTexts(mine, theirs)
        const lines = linesOf(merged)
        for (const each of [...linesOf(mine), ...linesOf(theirs)]) expect(lines.includes(each) || merged.includes(each)).toBe(true)
      }),
    )
  })

  test('the same text stays the same, and merging twice adds nothing', () => {
    fc.assert(
      fc.property(text, text, (mine, theirs) => {
        expect(mergeTexts(mine, mine)).toBe(mine)
        const merged = mergeTexts(mine, theirs)
        expect(mergeTexts(mine, merged)).toBe(merged)
      }),
    )
  })

  test('what both added behind the same beginning stands once', () => {
    expect(mergeTexts('喜欢靠窗\n不吃香菜', '喜欢靠窗\n每周三开会')).toBe('喜欢靠窗\n每周三开会\n不吃香菜')
  })
})
