/**
 * npm test: every check and every test, in order, and at the end one line "N passed, N failed".
 *
 *   npm test                      everything
 *   npm test -- src/kernel -t x   only the tests that the arguments name; they go to vitest as they are
 */
import { existsSync, globSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { ensureBrowser } from './browser.ts'
import { runProgram, stopProgram } from './test/program.ts'
import { runTests, type Tally } from './test/vitest-run.ts'

const root = join(import.meta.dirname, '..')
const chosen = process.argv.slice(2)
const total: Tally = { passed: 0, failed: 0, notes: [] }
const begin = Date.now()

removeRemains()
const scratch = mkdtempSync(join(tmpdir(), `guanxi-test-${process.pid}-`))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(130))

let stopped: Promise<never> | null = null
let database: { url: string; stop(): Promise<void> } | null = null
try {
  if (chosen.length === 0) await runChecks()
  await runAllTests()
} catch (error) {
  console.error(error)
  add({ passed: 0, failed: 1, notes: [`the test run itself: ${error instanceof Error ? error.message : String(error)}`] })
}
await stop(total.failed > 0 || total.passed === 0 ? 1 : 0)

async function runChecks(): Promise<void> {
  const lintFolders = ['src', 'scripts', 'test', 'bench'].filter((folder) => existsSync(join(root, folder)))
  await check('types of the server', 'typescript/bin/tsc', ['-p', 'tsconfig.server.json', '--noEmit'])
  await check('types of the web', 'typescript/bin/tsc', ['-p', 'tsconfig.web.json', '--noEmit'])
  await check('types of the service worker', 'typescript/bin/tsc', ['-p', 'tsconfig.worker.json', '--noEmit'])
  await check('lint', 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', ...lintFolders])
  await check('boundaries', join(root, 'scripts/check-boundaries.ts'), [])
  if (existsSync(join(root, 'knip.json'))) await check('unused', 'knip/bin/knip.js', ['--no-progress', '--no-config-hints'])
  if (existsSync(join(root, 'scripts/build-web.ts'))) await check('build', join(root, 'scripts/build-web.ts'), [])
}

async function runAllTests(): Promise<void> {
  const hasJourneys = globSync('test/journeys/**/*.test.ts', { cwd: root }).length > 0
  const wantsJourneys = hasJourneys && (chosen.length === 0 || chosen.some((word) => word.includes('journeys')))
  const browser = wantsJourneys ? findBrowser() : null
  database = await openDatabase()
  const env = {
    ...process.env,
    GUANXI_TEST_DATABASE_URL: database.url,
    // What a test that was interrupted leaves behind goes with the rest. On macOS the path would be too long for a socket.
    ...(process.platform === 'linux' ? { TMPDIR: scratch } : {}),
    ...(browser ? { CHROMIUM_PATH: browser } : {}),
    // Not in the scratch folder: they are looked at after the run.
    GUANXI_PICTURES: join(tmpdir(), 'guanxi-pictures'),
  }
  const projects = [...(chosen.length > 0 && wantsJourneys ? [] : ['unit']), ...(browser ? ['journeys'] : [])]
  for (const project of projects) {
    step(project)
    const tally = await runTests({ root, project, words: chosen, env, report: join(scratch, `${project}.json`) })
    add(tally)
  }
}

/** The folders of runs that were killed. */
function removeRemains(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(/^guanxi-test-(\d+)-/.exec(name)?.[1])
    const path = join(tmpdir(), name)
    if (pid && !isAlive(pid) && statSync(path).uid === process.getuid?.()) rmSync(path, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A server of the tests' own, which need not survive a crash; or the one of DATABASE_URL. */
async function openDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  return await startEmbedded({ dataDir: join(scratch, 'data'), settings, log: (line) => console.log(line) })
}

function findBrowser(): string | null {
  step('browser')
  try {
    const path = ensureBrowser()
    console.log(path)
    return path
  } catch (error) {
    console.log(error instanceof Error ? error.message : error)
    add({ passed: 0, failed: 1, notes: ['browser: the journeys could not run'] })
    return null
  }
}

/** Runs a script of a package or of ours; it counts as one, passed or failed. */
async function check(name: string, script: string, args: string[]): Promise<void> {
  step(name)
  const started = Date.now()
  const path = existsSync(script) ? script : join(root, 'node_modules', script)
  const isPassed = (await runProgram(path, args, { cwd: root })) === 0
  console.log(`${isPassed ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  add(isPassed ? { passed: 1, failed: 0, notes: [] } : { passed: 0, failed: 1, notes: [name] })
}

function step(name: string): void {
  console.log(`\n== ${name}`)
}

function add(tally: Tally): void {
  total.passed += tally.passed
  total.failed += tally.failed
  total.notes.push(...tally.notes)
}

/** The first call decides: a signal ends the program that runs, whose end brings us here once more. */
function stop(code: number): Promise<never> {
  stopped ??= finish(code)
  return stopped
}

async function finish(code: number): Promise<never> {
  await stopProgram()
  await database?.stop()
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 })
  console.log(`\nIn ${Math.round((Date.now() - begin) / 1000)} s.`)
  for (const note of total.notes) console.log(`failed: ${note}`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exit(code)
}
