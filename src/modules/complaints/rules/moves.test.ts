import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultsOfCompensation, faultsOfMove, mayMove, mayMoveCompensation, steps } from './moves.ts'

const statuses = ['opened', ...steps, 'withdrawn']
const compensations = ['draft', 'waiting', 'approved', 'refused', 'given', 'cancelled']

test('the seven steps are gone one after the other, and none is passed over', () => {
  const order = ['opened', ...steps]
  const ahead = order.flatMap((from, at) => order.slice(at + 1).filter((to) => mayMove(from, to)).map((to) => `${from} ${to}`))
  expect(ahead).toEqual(steps.map((to, at) => `${order[at]} ${to}`))
})

test('back leads only the call-back that finds it unsettled; what is verified or withdrawn stays so', () => {
  const back = steps.flatMap((from, at) => ['opened', ...steps].slice(0, at + 1).filter((to) => mayMove(from, to)).map((to) => `${from} ${to}`))
  expect(back).toEqual(['done listened'])
  for (const end of ['verified', 'withdrawn']) for (const to of statuses) expect([end, to, mayMove(end, to)]).toEqual([end, to, false])
})

test('whatever is tried in whatever order, it is verified only after all seven in turn', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...statuses), { maxLength: 60 }), (tried) => {
    let [status, reached] = ['opened', 0]
    for (const to of tried) {
      if (!mayMove(status, to)) continue
      if (to === 'verified') expect(reached).toBe(steps.indexOf('done') + 1)
      reached = steps.findIndex((step) => step === to) + 1
      status = to
    }
  }))
})

test('the checks of the objects refuse what the tables do not allow', () => {
  for (const before of statuses) for (const after of statuses) expect([before, after, faultsOfMove(after, before).length === 0]).toEqual([before, after, before === after || mayMove(before, after)])
  for (const before of compensations) for (const after of compensations) expect([before, after, faultsOfCompensation(after, before).length === 0]).toEqual([before, after, before === after || mayMoveCompensation(before, after)])
  expect(statuses.filter((status) => faultsOfMove(status, null).length === 0)).toEqual(['opened'])
  expect(compensations.filter((status) => faultsOfCompensation(status, null).length === 0)).toEqual(['draft'])
  // Nothing is given that was not approved.
  expect(compensations.filter((from) => mayMoveCompensation(from, 'given'))).toEqual(['approved'])
})
