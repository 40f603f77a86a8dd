/** Who may import whom: main/app -> modules, exchange -> kernel -> platform; web/main -> modules/ui -> web. */
import type { Import, Problem, Source } from './source.ts'

interface Place {
  layer: 'platform' | 'kernel' | 'exchange' | 'module' | 'module-ui' | 'web' | 'web-main' | 'app' | 'outside'
  /** Name of the module, for the two layers of a module. */
  module?: string
  /** Words for both sides. */
  isLocale: boolean
}

const endings = /\.(ts|tsx|json|css|svg|sql)$/

export function checkImports(source: Source): Problem[] {
  return source.imports.flatMap((found) => {
    if (found.target === null) return []
    const wrong = [wrongEnding(found), source.isTest ? null : wrongDirection(source, found, found.target)]
    return wrong.filter((problem) => problem !== null).map((problem) => ({ path: source.path, line: found.line, ...problem }))
  })
}

export function placeOf(path: string): Place {
  const isLocale = /(^|\/)locales\/[^/]+\.json$/.test(path)
  const [top, folder, name, part] = path.split('/')
  if (top !== 'src') return { layer: 'outside', isLocale }
  if (folder === 'platform' || folder === 'kernel' || folder === 'exchange') return { layer: folder, isLocale }
  if (folder === 'modules' && name) return { layer: part === 'ui' ? 'module-ui' : 'module', module: name, isLocale }
  if (folder === 'web') return { layer: name === 'main' ? 'web-main' : 'web', isLocale }
  return { layer: 'app', isLocale }
}

function wrongEnding(found: Import): { rule: string; message: string } | null {
  if (endings.test(found.target ?? '')) return null
  return { rule: 'ending', message: `"${found.specifier}" must name the file with its ending (.ts, .tsx, .json, .css)` }
}

function wrongDirection(source: Source, found: Import, target: string): { rule: string; message: string } | null {
  const from = placeOf(source.path)
  const to = placeOf(target)
  const message = forbids(from, to, found, target)
  return message ? { rule: 'direction', message: `${message} ("${found.specifier}")` } : null
}

function forbids(from: Place, to: Place, found: Import, target: string): string | null {
  if (from.layer === 'outside' || from.layer === 'app') return null
  if (to.layer === 'outside') return 'src imports nothing from outside of src'
  if (from.layer === 'platform') return to.layer === 'platform' ? null : 'platform imports only platform'
  if (from.layer === 'kernel') return to.layer === 'platform' || to.layer === 'kernel' ? null : 'the kernel imports only kernel and platform'
  if (from.layer === 'exchange') return ['platform', 'kernel', 'exchange'].includes(to.layer) ? null : 'the exchange of files imports only exchange, kernel and platform'
  if (from.layer === 'module') return forbidsModule(from, to, target)
  return forbidsWeb(from, to, found)
}

function forbidsModule(from: Place, to: Place, target: string): string | null {
  if (to.layer === 'platform' || to.layer === 'kernel') return null
  if (to.layer === 'module' && to.module === from.module) return null
  // Whether the other module is named in `needs` is checked with the manifests (modules.ts).
  if (to.layer === 'module') return target === `src/modules/${to.module}/index.ts` ? null : `another module is reached only through modules/${to.module}/index.ts`
  return 'a module imports kernel, platform, its own folder and the index.ts of other modules'
}

function forbidsWeb(from: Place, to: Place, found: Import): string | null {
  const isInterface = to.layer === 'web' || to.layer === 'web-main' || to.layer === 'module-ui'
  if (!isInterface) {
    if (found.isTypeOnly) return null
    return from.layer === 'web-main' && to.isLocale ? null : 'the interface may only "import type" from the server'
  }
  if (to.layer === 'web' || from.layer === 'web-main') return null
  if (to.layer === 'web-main') return 'only web/main imports web/main'
  if (from.layer === 'module-ui') return to.module === from.module ? null : 'the screens of a module do not import those of another'
  return 'web does not import the screens of a module: web/main hands them in'
}
