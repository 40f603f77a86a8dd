/**
 * The styles of the component library are one file that was made beforehand (its `zeroRuntime`, src/web/main/main.tsx), of which the pages
 * get what their components need; no browser makes them again. So what would make them is left out of the scripts.
 */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import postcss from 'postcss'
import { parseAst } from 'vite'

import type { Plugin } from 'vite'

const root = join(import.meta.dirname, '..')
const library = join(root, 'node_modules', 'antd', 'es')

/** For vite.config.ts. */
export function madeStyles(): Plugin {
  return {
    name: 'made-styles',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: [/[\\/]antd[\\/]es[\\/].*[\\/]style[\\/]/, /[\\/]antd[\\/]dist[\\/]antd\.css$/] },
      handler: (code, id) => ({ code: id.endsWith('.css') ? withoutUnused(code, knownClasses()) : withoutMaking(code), map: null }),
    },
  }
}

// --- scripts

const makers = new Set(['genStyleHooks', 'genComponentStyleHook', 'genSubStyleComponent'])

/** Tokens stay, which become variables; the second word of each maker, which turns them into rules, goes. */
export function withoutMaking(code: string): string {
  const spans: [number, number][] = []
  visit(parseAst(code), (node) => {
    const [, making] = node.type === 'CallExpression' && makers.has(node.callee?.name ?? '') ? (node.arguments ?? []) : []
    if (making) spans.push([making.start, making.end])
  })
  return spans.toReversed().reduce((left, [start, end]) => `${left.slice(0, start)}() => []${left.slice(end)}`, code)
}

interface Node {
  type: string
  start: number
  end: number
  callee?: { name?: string }
  arguments?: Node[]
}

function visit(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) return value.forEach((each) => visit(each, look))
  if (!isNode(value)) return
  look(value)
  for (const part of Object.values(value)) visit(part, look)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

// --- rules

/** Where a component's classes are not called as its folder is. */
const classesOf: Record<string, string[]> = { button: ['btn'], 'date-picker': ['picker'], 'float-button': ['float-btn'], 'back-top': ['float-btn'], 'qr-code': ['qrcode'], grid: ['row', 'col'] }

/** Beginnings of classes, by whether a component that our pages reach has them. */
export type Classes = ReadonlyMap<string, boolean>

export function knownClasses(): Classes {
  const reached = reachedFolders()
  const classes = new Map<string, boolean>()
  for (const style of globSync('*/style', { cwd: library })) {
    const folder = dirname(style)
    for (const name of classesOf[folder] ?? [folder]) classes.set(name, classes.get(name) === true || reached.has(folder))
  }
  return classes
}

/** Rules of components that nothing reaches go, those of languages that are written from right to left, and the variables of the theme that the file was made with. */
export function withoutUnused(css: string, classes: Classes): string {
  const sheet = postcss.parse(css)
  sheet.walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && 'name' in rule.parent && rule.parent.name === 'keyframes') return
    const left = rule.selectors.filter((selector) => ![...selector.matchAll(/\.ant-([a-z0-9-]+)/g)].some(([, name = '']) => name.endsWith('-rtl') || isUnused(name, classes)) && !selector.includes('.css-var-_'))
    if (left.length === 0) rule.remove()
    else if (left.length < rule.selectors.length) rule.selectors = left
  })
  sheet.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove()
  })
  return sheet.toString()
}

/** By the longest beginning that is known: `tree-select-dropdown` is of the tree-select, not of the tree. */
function isUnused(name: string, classes: Classes): boolean {
  const words = name.split('-')
  const known = words.map((_, at) => words.slice(0, words.length - at).join('-')).find((beginning) => classes.has(beginning))
  return known !== undefined && classes.get(known) === false
}

/** Folders of the library that the components named in our pages reach, by what each file imports. */
function reachedFolders(): Set<string> {
  const names = new Set(globSync('src/{web,modules}/**/*.{ts,tsx}', { cwd: root }).flatMap((path) => namesIn(readFileSync(join(root, path), 'utf8'))))
  const index = readFileSync(join(library, 'index.js'), 'utf8')
  const left = [...index.matchAll(/export \{ default as (\w+).*? \} from '(\.[^']+)'/g)].flatMap(([, name = '', path = '']) => (names.has(name) ? fileOf(library, path) : []))
  const seen = new Set(left)
  for (const file of left) {
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import) ?['"](\.[^'"]+)['"]/g)) {
      for (const next of fileOf(dirname(file), path)) {
        if (seen.has(next)) continue
        seen.add(next)
        left.push(next)
      }
    }
  }
  return new Set([...seen].filter((file) => basename(dirname(file)) === 'style' || file.includes(`${sep}style${sep}`)).map((file) => relative(library, file).split(sep)[0] ?? ''))
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/import (?:type )?\{([^}]*)\} from 'antd'/g)].flatMap(([, named = '']) => named.split(',').map((each) => (each.trim().split(' ')[0] ?? '')))
    .concat([...text.matchAll(/from 'antd\/es\/([a-z-]+)/g)].map(([, folder = '']) => folder.split('-').map((word) => word[0]?.toUpperCase() + word.slice(1)).join('')))
}

function fileOf(from: string, path: string): string[] {
  const at = join(from, path)
  const file = [at, `${at}.js`, join(at, 'index.js')].find((one) => one.endsWith('.js') && existsSync(one))
  return file ? [file] : []
}
