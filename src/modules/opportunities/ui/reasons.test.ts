import { expect, test } from 'vitest'
import * as rules from '../rules/standing.ts'
import { lostReasons, wonReasons } from './reasons.ts'

test('the dialog offers the reasons that the server takes', () => {
  expect([wonReasons, lostReasons]).toEqual([rules.wonReasons, rules.lostReasons])
})
