import { expect, test } from 'vitest'
import { faultsOfMove, mayMove, moves } from './moves.ts'

test('a lead begins new, moves only as the table says, and a conversion is for good', () => {
  const states = Object.keys(moves)
  const allowed = states.flatMap((from) => states.filter((to) => mayMove(from, to)).map((to) => `${from} ${to}`))
  expect(allowed).toEqual(['new working', 'new unqualified', 'working qualified', 'working unqualified', 'qualified working', 'qualified unqualified', 'qualified converted', 'unqualified working'])
  for (const from of states) for (const to of states) expect([from, to, faultsOfMove(to, from).length]).toEqual([from, to, from === to || mayMove(from, to) ? 0 : 1])
  expect(states.filter((status) => faultsOfMove(status, null).length === 0)).toEqual(['new'])
  expect(faultsOfMove('gone', 'new')).toHaveLength(1)
})
