import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../problems.ts'
import { createRateLimiter } from './rate-limit.ts'

const rates = { address: 0, person: 60, key: 600 }

test('never lets through more than a minute holds and what has flowed in since', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 400 }), (pauses) => {
      let time = 0
      let passed = 0
      const limiter = createRateLimiter(rates, () => time)
      for (const pause of pauses) {
        time += pause
        try {
          limiter.take({ kind: 'person', id: 'a' })
          passed++
        } catch (error) {
          expect(error).toBeInstanceOf(Problem)
        }
        expect(passed).toBeLessThanOrEqual(60 + time / 1000)
      }
    }),
  )
})

test('after the seconds it names there is room again', () => {
  let time = 0
  const limiter = createRateLimiter(rates, () => time)
  const take = () => limiter.take({ kind: 'person', id: 'a' })
  for (let count = 59; count >= 0; count--) expect(take()).toEqual({ 'ratelimit-policy': '"person";q=60;w=60', ratelimit: `"person";r=${count};t=1` })
  let problem: unknown
  try {
    take()
  } catch (error) {
    problem = error
  }
  expect(problem).toMatchObject({ status: 429, headers: { 'retry-after': '1' } })
  time += 1000
  expect(take()).toMatchObject({ ratelimit: '"person";r=0;t=1' })
})

test('one does not pay for another, and 0 is without limit', () => {
  const limiter = createRateLimiter(rates, () => 0)
  for (let count = 0; count < 60; count++) limiter.take({ kind: 'person', id: 'a' })
  expect(() => limiter.take({ kind: 'person', id: 'a' })).toThrow(Problem)
  expect(limiter.take({ kind: 'person', id: 'b' })).toHaveProperty('ratelimit')
  expect(limiter.take({ kind: 'key', id: 'a' })).toHaveProperty('ratelimit')
  for (let count = 0; count < 10_000; count++) expect(limiter.take({ kind: 'address', id: 'a' })).toEqual({})
})
