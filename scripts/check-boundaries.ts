/** The rules of ARCHITECTURE.md that a linter does not know. Prints one line per problem and ends with 1 if there are any. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkBoundaries } from './boundaries/check.ts'

const root = join(import.meta.dirname, '..')
const paths = globSync('{src,scripts,test,bench}/**/*.{ts,tsx,json}', { cwd: root })
const files = new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(root, path), 'utf8')]))

const problems = checkBoundaries(files)
for (const { path, line, rule, message } of problems) console.log(`${path}:${line} ${rule}: ${message}`)
console.log(`${files.size} files, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0
