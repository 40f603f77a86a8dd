import { describe, expect, test } from 'vitest'

import { nextSort, sortSteps, sortText } from './sort.ts'

describe('the order of a list', () => {
  test('a click goes up, down, none', () => {
    expect(nextSort('', 'name', false)).toBe('name')
    expect(nextSort('name', 'name', false)).toBe('-name')
    expect(nextSort('-name', 'name', false)).toBe('')
  })

  test('a plain click forgets the other fields', () => {
    expect(nextSort('-amount,city', 'name', false)).toBe('name')
  })

  test('a click with shift adds, turns and takes away one field in its place', () => {
    expect(nextSort('-amount', 'name', true)).toBe('-amount,name')
    expect(nextSort('amount,name', 'amount', true)).toBe('-amount,name')
    expect(nextSort('-amount,name', 'amount', true)).toBe('name')
  })

  test('reading and writing again changes nothing', () => {
    expect(sortText(sortSteps('-annual_amount,name'))).toBe('-annual_amount,name')
    expect(sortText(sortSteps(' , -,name,'))).toBe('name')
  })
})
