import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mentionedIn, piecesOf } from './mentioned.ts'

const lin = { id: '1', name: '林晓' }
const ann = { id: '2', name: 'Ann' }
const anna = { id: '3', name: 'Anna (HQ)' }

test('whose name was taken out of the text is not mentioned', () => {
  expect(mentionedIn('@林晓 看一下', [lin, ann, lin])).toEqual(['1'])
  expect(mentionedIn('林晓', [lin])).toEqual([])
})

test('mentions are set apart, the longer name first', () => {
  expect(piecesOf('问 @Anna (HQ) 和 @Ann', [ann, anna])).toEqual([{ text: '问 ', isMention: false }, { text: '@Anna (HQ)', isMention: true }, { text: ' 和 ', isMention: false }, { text: '@Ann', isMention: true }])
})

test('no letter of a text gets lost in its pieces', () => {
  fc.assert(fc.property(fc.string(), fc.array(fc.string()), (text, names) => {
    expect(piecesOf(text, names.map((name) => ({ id: name, name }))).map((piece) => piece.text).join('')).toBe(text)
  }))
})
