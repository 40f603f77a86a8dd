import { expect, test } from 'vitest'
import { eachInTurn } from './each-in-turn.ts'

test('those behind one that failed are served, and what failed is told', async () => {
  const served: number[] = []
  const serve = (from: number) => async (one: number) => {
    if (one >= from) throw new Error(`no ${one}`)
    served.push(one)
    return Promise.resolve()
  }
  await eachInTurn([1, 2], serve(9))
  await expect(eachInTurn([5, 3, 1], serve(5))).rejects.toThrow(/^no 5$/)
  await expect(eachInTurn([6, 5, 4], serve(5))).rejects.toThrow('no 6; no 5')
  expect(served).toEqual([1, 2, 3, 1, 4])
})
