/** One run of vitest, and what it counts. */
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { runProgram } from './program.ts'

export interface Tally {
  passed: number
  failed: number
  /** What failed, one line each. */
  notes: string[]
}

const reportShape = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
})

/** Runs one project of vitest.config.ts; its output goes to the screen. @param options.words further arguments of vitest */
export async function runTests(options: { root: string; project: string; words: string[]; env: NodeJS.ProcessEnv; report: string }): Promise<Tally> {
  const { root, project, words, env, report } = options
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const args = ['run', '--project', project, '--passWithNoTests', ...reporters, ...words]
  const ended = await runProgram(join(root, 'node_modules/vitest/vitest.mjs'), args, { cwd: root, env })
  const tally = existsSync(report) ? countReport(JSON.parse(readFileSync(report, 'utf8')), root) : { passed: 0, failed: 0, notes: [] }
  // Errors outside of any test, or a crash: something failed even if no test did.
  if (ended !== 0 && tally.failed === 0) return { ...tally, failed: 1, notes: [`${project}: vitest ended with ${ended}`] }
  return tally
}

/** Counts tests; a file that fails without a failed test (it could not be loaded) counts as one. */
export function countReport(report: unknown, root: string): Tally {
  const tally: Tally = { passed: 0, failed: 0, notes: [] }
  for (const file of reportShape.parse(report).testResults) {
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
    tally.passed += file.assertionResults.filter((test) => test.status === 'passed').length
    tally.failed += failed.length
    for (const test of failed) tally.notes.push(`${relative(root, file.name)}: ${test.fullName}`)
    if (file.status !== 'failed' || failed.length > 0) continue
    tally.failed++
    tally.notes.push(relative(root, file.name))
  }
  return tally
}
