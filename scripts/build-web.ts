/** Builds the pages into dist/web, unless nothing changed since the last time; says how much script a first visit loads. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip, gzipSync } from 'node:zlib'

interface Chunk {
  type: 'chunk'
  fileName: string
  code: string
  isDynamicEntry: boolean
  facadeModuleId: string | null
  moduleIds: string[]
  imports: string[]
}

interface Sizes {
  /** Compressed kilobytes of script before the first page is shown, in the larger of the languages. */
  firstLoad: number
  /** Folders of words that belong to pages and are in the first load all the same: something there says one of them. */
  early: string[]
  /** Compressed kilobytes before the first question to the server. */
  ahead: number
  /** What each further page adds. */
  pages: { name: string; kilobytes: number; files: number }[]
}

/** From design/ui.md, in compressed kilobytes of script: before any page, and what a visit that begins at a page loads more; and what asks the server first. */
export const budgets = { firstLoad: 325, page: 150, ahead: 4 }

/** The drawing library and what uses it, loaded after the page around it is shown. */
export const latePart = { names: ['src/web/kit/chart-canvas.tsx', 'src/web/kit/graph-canvas.tsx', 'src/web/kit/plot-canvas.tsx'], files: /\/(charts|drawn|chart-canvas|chart-look|graph-canvas|plot-canvas)-[^/]*$/, budget: 200 }

/** Runs before the others are read: with all it needs it is one small file (the group `ahead` of vite.config.ts). */
const firstScript = 'src/web/main/ahead.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const pages = join(root, 'dist', 'web')
const stampName = '.stamp'
const sources = ['src/web', 'src/modules', 'src/kernel/definitions', 'src/kernel/projections', 'vite.config.ts', 'package-lock.json', 'scripts/build-web.ts', 'scripts/words-of-pages.ts', 'scripts/made-styles.ts', 'scripts/boundaries']

/**
 * Builds in a process of its own, and only when it must: the bundler keeps hundreds of megabytes that a server would carry on.
 * @throws Error with what the bundler said
 */
export async function buildWeb(): Promise<void> {
  if (await isUpToDate(await hashOf(sources))) return
  try {
    // Whoever asks may be a test: the pages are those of production all the same.
    await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url)], { cwd: root, env: { ...process.env, NODE_ENV: 'production' } })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    // Pages over budget fail the check in continuous integration, not somebody's start.
    if (!(await isUpToDate(await hashOf(sources)))) throw new Error(`The pages could not be built.\n${said}`, { cause: error })
  }
}

/** @returns the sizes of what was built, or null when the last build is still good. */
async function build({ isForced }: { isForced: boolean }): Promise<Sizes | null> {
  const stamp = await hashOf(sources)
  if (!isForced && (await isUpToDate(stamp))) return null
  await mkdir(join(root, 'dist'), { recursive: true })
  // Built aside and put in place at once: a server that runs meanwhile never serves half a build.
  const aside = await mkdtemp(join(root, 'dist', 'building-'))
  try {
    const [vite, { folderOfWords }] = await Promise.all([import('vite'), import('./words-of-pages.ts')])
    const result = await vite.build({ configFile: join(root, 'vite.config.ts'), root: join(root, 'src', 'web'), logLevel: 'warn', build: { outDir: aside } })
    const output = [result].flat().flatMap((one) => ('output' in one ? one.output : []))
    await writeFile(join(aside, 'service-worker.js'), await serviceWorker(output.map(({ fileName }) => fileName), stamp))
    await compressFiles(aside)
    await writeFile(join(aside, stampName), stamp)
    await rm(pages, { recursive: true, force: true })
    await rename(aside, pages)
    return sizesOf(output.filter((file) => file.type === 'chunk'), await readFile(join(pages, 'index.html'), 'utf8'), folderOfWords)
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/** The worker as a script of its own, which knows the files of this build. Drawings are kept when they were seen first. */
async function serviceWorker(files: string[], build: string): Promise<string> {
  const source = await readFile(join(root, 'src', 'web', 'worker', 'service-worker.ts'), 'utf8')
  const kept = files.filter((file) => /\.(js|css)$/.test(file) && !latePart.files.test(file)).map((file) => `/${file}`)
  return stripTypeScriptTypes(source).replace("'__BUILD__'", JSON.stringify(build.slice(0, 16))).replace("['__FILES__']", JSON.stringify(kept))
}

/** Beside every file what is sent of it: a server would press it anew for every visitor, and less well. */
async function compressFiles(folder: string): Promise<void> {
  const texts = (await filesBelow(relative(root, folder))).filter((file) => /\.(js|css|svg)$/.test(file))
  // A few at a time: the threads of zlib are four, and a build holds enough in memory.
  for (let start = 0; start < texts.length; start += 16) await Promise.all(texts.slice(start, start + 16).map(compressFile))
}

async function compressFile(file: string): Promise<void> {
  const text = await readFile(file)
  // Fits into one packet as it is.
  if (text.length < 1400) return
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  await Promise.all([writeFile(`${file}.br`, await promisify(brotliCompress)(text, quality)), writeFile(`${file}.gz`, await promisify(gzip)(text, { level: 9 }))])
}

async function isUpToDate(stamp: string): Promise<boolean> {
  return (await readFile(join(pages, stampName), 'utf8').catch(() => '')) === stamp
}

/** A hash over names and contents, so that a build is repeated only when its input changed. */
async function hashOf(paths: string[]): Promise<string> {
  const files = (await Promise.all(paths.map(filesBelow))).flat().filter(isInput).toSorted()
  const hash = createHash('sha256')
  for (const file of files) {
    hash.update(relative(root, file).replaceAll(sep, '/'))
    hash.update(await readFile(file))
  }
  return hash.digest('hex')
}

async function filesBelow(path: string): Promise<string[]> {
  const full = join(root, path)
  const entries = await readdir(full, { withFileTypes: true, recursive: true }).catch(() => null)
  return entries ? entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)) : [full]
}

/** Of the modules only their pages and words are built; tests are nowhere. */
function isInput(file: string): boolean {
  const path = relative(root, file).replaceAll(sep, '/')
  if (/\.test\.tsx?$/.test(path)) return false
  return !path.startsWith('src/modules/') || /^src\/modules\/[^/]+\/(ui|locales)\//.test(path)
}

/** The document names the scripts that a browser loads before anything else. */
function sizesOf(chunks: Chunk[], document: string, folderOfWords: (moduleId: string) => string | null): Sizes {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const languages = chunks.filter((chunk) => chunk.isDynamicEntry && chunk.facadeModuleId?.includes('/main/language-'))
  const entry = chunks.filter((chunk) => document.includes(`"/${chunk.fileName}"`))
  const first = reachedFrom(entry, byName)
  const loads = languages.map((language) => reachedFrom([...entry, language], byName))
  const firstLoad = Math.max(...[first, ...loads].map(kilobytesOf))
  const pages = chunks
    .filter((chunk) => chunk.isDynamicEntry && !languages.includes(chunk))
    .map((chunk) => {
      const own = [...reachedFrom([chunk], byName)].filter((file) => !first.has(file))
      return { name: nameOf(chunk), kilobytes: kilobytesOf(own), files: own.length }
    })
    .toSorted((a, b) => b.kilobytes - a.kilobytes)
  const early = [...first].flatMap(({ moduleIds }) => moduleIds.flatMap((id) => folderOfWords(id) ?? []))
  const ahead = kilobytesOf(reachedFrom(chunks.filter(({ moduleIds }) => moduleIds.some((id) => nameOfModule(id) === firstScript)), byName))
  return { firstLoad, early, ahead, pages }
}

function reachedFrom(start: Chunk[], byName: Map<string, Chunk>): Set<Chunk> {
  const reached = new Set<Chunk>()
  const waiting = [...start]
  for (let chunk = waiting.pop(); chunk; chunk = waiting.pop()) {
    if (reached.has(chunk)) continue
    reached.add(chunk)
    waiting.push(...chunk.imports.flatMap((name) => byName.get(name) ?? []))
  }
  return reached
}

function kilobytesOf(chunks: Iterable<Chunk>): number {
  const bytes = [...chunks].reduce((sum, chunk) => sum + gzipSync(chunk.code).length, 0)
  return Math.round(bytes / 100) / 10
}

function nameOf(chunk: Chunk): string {
  return chunk.facadeModuleId ? nameOfModule(chunk.facadeModuleId) : chunk.fileName
}

function nameOfModule(id: string): string {
  return relative(root, id).replaceAll(sep, '/')
}

function isHeavy({ name, kilobytes }: Sizes['pages'][number]): boolean {
  return kilobytes > (latePart.names.includes(name) ? latePart.budget : budgets.page)
}

function report(sizes: Sizes | null): void {
  if (!sizes) {
    console.log('pages: unchanged since the last build')
    return
  }
  console.log(`pages: first load ${sizes.firstLoad} kB of compressed script (budget ${budgets.firstLoad})`)
  for (const { name, kilobytes, files } of sizes.pages) console.log(`  + ${String(kilobytes).padStart(6)} kB in ${String(files).padStart(2)} files  ${name}`)
  for (const folder of sizes.early) {
    console.error(`${folder} is in the first load: a word that is said there belongs in the module's own locales`)
    process.exitCode = 1
  }
  const heavy = [...(sizes.ahead > budgets.ahead ? [firstScript] : []), ...(sizes.firstLoad > budgets.firstLoad ? ['first load'] : []), ...sizes.pages.filter((page) => isHeavy(page)).map((page) => page.name)]
  if (heavy.length === 0) return
  console.error(`over budget: ${heavy.join(', ')}`)
  process.exitCode = 1
}

if (import.meta.main) report(await build({ isForced: process.argv.includes('--force') }))
