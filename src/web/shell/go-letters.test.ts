import { describe, expect, test } from 'vitest'

import { goLetters } from './go-letters.ts'

describe('letters after g', () => {
  test('each page has its own, the first letter of its path where it is free', () => {
    const letters = goLetters(['customers', 'contacts', 'tasks', 'transactions', 'interactions'])
    expect([...letters.values()]).toEqual(['c', 'o', 't', 'r', 'i'])
  })

  test('h stays with Today', () => {
    expect(goLetters(['handovers']).get('handovers')).toBe('a')
  })

  test('a page without a free letter has none', () => {
    expect(goLetters(['a', 'aa']).has('aa')).toBe(false)
  })
})
