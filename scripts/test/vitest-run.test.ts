import { expect, test } from 'vitest'
import { countReport } from './vitest-run.ts'

const file = (name: string, status: string, ...tests: string[]) => ({
  name: `/project/${name}`,
  status,
  assertionResults: tests.map((state, index) => ({ status: state, fullName: `rule ${index}` })),
})

test('passed and failed tests are counted, skipped ones are not', () => {
  const report = { testResults: [file('a.test.ts', 'passed', 'passed', 'skipped'), file('b.test.ts', 'failed', 'passed', 'failed')] }
  expect(countReport(report, '/project')).toEqual({ passed: 2, failed: 1, notes: ['b.test.ts: rule 1'] })
})

test('a file that could not be loaded counts as failed', () => {
  expect(countReport({ testResults: [file('a.test.ts', 'failed')] }, '/project')).toEqual({ passed: 0, failed: 1, notes: ['a.test.ts'] })
})
