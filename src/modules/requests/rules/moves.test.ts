import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultsOfMove, isDone, mayMove, steps, type Place } from './moves.ts'

const statuses = [...steps, 'waiting_customer', 'cancelled']
const aPlace: fc.Arbitrary<Place> = fc.oneof(
  fc.constantFrom(...steps, 'cancelled').map((status) => ({ status, resumes_to: null })),
  fc.constantFrom(...steps.slice(0, 5)).map((resumes_to) => ({ status: 'waiting_customer', resumes_to })),
)

test('the eight steps are gone one after the other, and only diagnosing and the evaluation pass one over', () => {
  const ahead = steps.flatMap((from, at) => steps.slice(at + 1).filter((to) => mayMove({ status: from, resumes_to: null }, to)).map((to) => `${from} ${to}`))
  const next = steps.slice(1).map((to, at) => `${steps[at]} ${to}`)
  expect(ahead.toSorted()).toEqual([...next, 'diagnosing completed', 'completed closed'].toSorted())
})

test('back leads only the reopening of what was done', () => {
  const back = steps.flatMap((from, at) => steps.slice(0, at).filter((to) => mayMove({ status: from, resumes_to: null }, to)).map((to) => `${from} ${to}`))
  expect(back).toEqual(['completed in_progress', 'evaluated in_progress', 'closed in_progress'])
})

test('what waits goes on where it stood or is cancelled, and what is cancelled stays so', () => {
  fc.assert(fc.property(aPlace, fc.constantFrom(...statuses), (place, to) => {
    if (place.status === 'waiting_customer') expect(mayMove(place, to)).toBe(to === place.resumes_to || to === 'cancelled')
    if (place.status === 'cancelled') expect(mayMove(place, to)).toBe(false)
    if (to === 'waiting_customer' && mayMove(place, to)) expect(isDone(place.status)).toBe(false)
  }))
})

test('the check of the object refuses what the table does not allow', () => {
  fc.assert(fc.property(aPlace, aPlace, (before, after) => {
    const isSame = before.status === after.status && before.resumes_to === after.resumes_to
    const isRemembered = after.status !== 'waiting_customer' || after.resumes_to === before.status
    expect(faultsOfMove(after, before).length === 0).toBe(isSame || (before.status !== after.status && mayMove(before, after.status ?? '') && isRemembered))
  }))
  expect(statuses.filter((status) => faultsOfMove({ status, resumes_to: null }, null).length === 0)).toEqual(['received'])
})
