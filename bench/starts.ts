/** How long npm start takes until a page is served: on a fresh clone with the installation, and every later time. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryOf, root, serverProcess, startProduct } from './processes.ts'
import type { Fact } from './results.ts'

export async function measureStarts(options: { withInstall: boolean }): Promise<Fact[]> {
  const folder = mkdtempSync(join(tmpdir(), 'guanxi-start-'))
  const facts: Fact[] = []
  try {
    let clone = root
    if (options.withInstall) {
      clone = join(folder, 'clone')
      execFileSync('git', ['clone', '--quiet', root, clone])
    }
    const command: [string, ...string[]] = ['npm', 'start', '--silent']
    const dataFolder = join(folder, 'data')
    const first = await startProduct({ dataFolder, command, folder: clone, patience: 300_000 })
    const what = options.withInstall ? 'first npm start of a fresh clone: installation, pages, database, demo world' : 'first npm start with an empty data folder: database and demo world'
    facts.push(fact(what, first.readyAfter, options.withInstall ? 120 : null))
    await first.stop()
    const times: number[] = []
    let memory = 0
    for (let turn = 0; turn < 3; turn++) {
      const later = await startProduct({ dataFolder, command, folder: clone })
      times.push(later.readyAfter)
      if (turn === 2) {
        await new Promise((resolve) => setTimeout(resolve, 10_000))
        memory = memoryOf(serverProcess(later.process.pid ?? 0))
      }
      await later.stop()
    }
    facts.push(fact('later npm start, median of three', times.sort((a, b) => a - b)[1] ?? 0, 8))
    facts.push({ what: 'memory of the server of the demo world at rest', value: `${memory} MB`, goal: '< 200 MB', isKept: memory < 200 })
    return facts
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function fact(what: string, milliseconds: number, goal: number | null): Fact {
  return { what, value: `${(milliseconds / 1000).toFixed(1)} s`, ...(goal === null ? {} : { goal: `≤ ${goal} s`, isKept: milliseconds <= goal * 1000 }) }
}
