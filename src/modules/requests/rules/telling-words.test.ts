import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pairsOf, tellingWords } from './telling-words.ts'

const asked = fc.uniqueArray(fc.record({ word: fc.string({ minLength: 2, maxLength: 2 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), { selector: ({ word }) => word, maxLength: 40 })
const latestSolved = fc.integer({ min: 0, max: 2000 })

describe('what words tell', () => {
  test('is more the fewer say it, never less than nothing, and known as a whole', () => {
    fc.assert(fc.property(asked, latestSolved, (words, latest) => {
      const counted = words.map(({ word, share }) => ({ word, said: Math.round(share * latest) }))
      const telling = tellingWords(counted, latest)
      const saidOf = new Map(counted.map(({ word, said }) => [word, said]))
      expect(telling.words.map((word) => saidOf.get(word))).toEqual(telling.words.map((word) => saidOf.get(word) ?? NaN).toSorted((a, b) => a - b))
      expect(telling.weights).toEqual(telling.weights.toSorted((a, b) => b - a))
      expect(telling.weights.every((weight) => weight > 0)).toBe(true)
      expect(new Set([...telling.said, ...telling.unsaid])).toEqual(new Set(telling.words))
      const known = telling.words.reduce((sum, word, index) => sum + (telling.said.includes(word) ? (telling.weights[index] ?? NaN) : 0), 0)
      expect(telling.whole).toBeCloseTo(known, 9)
    }))
  })

  test('leaves out what every third one says, once enough are there to say so', () => {
    const words = [{ word: '号楼', said: 90 }, { word: '异响', said: 5 }]
    expect(tellingWords(words, 100).words).toEqual(['异响'])
    expect(tellingWords(words.map(({ word, said }) => ({ word, said: said / 10 })), 10).words).toEqual(['异响', '号楼'])
  })

  test('pairs every two of the most telling', () => {
    expect(pairsOf(['a', 'b', 'c', 'd'], 3)).toEqual([['a', 'b'], ['a', 'c'], ['b', 'c']])
  })
})
