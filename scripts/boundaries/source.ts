/** A source file as the rules see it: its imports, its strings, and its text without comments. */
import { posix } from 'node:path'
import { parseSync, Visitor } from 'vite'

export interface Problem {
  path: string
  line: number
  rule: string
  message: string
}

export interface Import {
  line: number
  /** As written. */
  specifier: string
  /** The file it means, from the project's folder; null for packages. */
  target: string | null
  isTypeOnly: boolean
}

export interface Key {
  line: number
  /** The words of `t('...')`, or what stands before the first `${` in `t(`...`)`. */
  text: string
  isPrefix: boolean
}

export interface Source {
  path: string
  isTest: boolean
  lines: number
  /** The text with comments blanked out, lines kept. */
  code: string
  imports: Import[]
  /** What `t()` is called with. */
  keys: Key[]
  /** Every string literal, and every beginning of a template with a gap. */
  strings: Set<string>
  prefixes: Set<string>
  /** `needs: [...]` of a module's manifest. */
  needs: { line: number; names: string[] } | null
  /** What the parser itself or the walk through the tree found. */
  problems: Problem[]
}

type Visitors = NonNullable<ConstructorParameters<typeof Visitor>[0]>
type Node<Type extends keyof Visitors> = Parameters<NonNullable<Visitors[Type]>>[0]
type Expression = Node<'CallExpression'>['arguments'][number]

export function readSource(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text)
  const lineAt = lineFinder(text)
  const source: Source = {
    path,
    isTest: /\.test\.tsx?$/.test(path) || path.startsWith('test/'),
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    code: blank(text, comments),
    imports: [],
    keys: [],
    strings: new Set(),
    prefixes: new Set(),
    needs: null,
    problems: [],
  }
  const report = (rule: string, at: number, message: string) => source.problems.push({ path, line: lineAt(at), rule, message })
  for (const error of errors) report('syntax', error.labels[0]?.start ?? 0, error.message)
  new Visitor(visitors(source, lineAt, report)).visit(program)
  return source
}

function visitors(source: Source, lineAt: (at: number) => number, report: (rule: string, at: number, message: string) => void): Visitors {
  const addImport = (at: number, specifier: string, isTypeOnly: boolean) =>
    source.imports.push({ line: lineAt(at), specifier, target: targetOf(source.path, specifier), isTypeOnly })
  return {
    ImportDeclaration: (node) => addImport(node.start, node.source.value, node.importKind === 'type'),
    ExportAllDeclaration: (node) => addImport(node.start, node.source.value, node.exportKind === 'type'),
    ExportNamedDeclaration(node) {
      if (node.source) addImport(node.start, node.source.value, node.exportKind === 'type')
    },
    ImportExpression(node) {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string') addImport(node.start, node.source.value, false)
    },
    TSImportType(node) {
      if (node.source.type === 'Literal') addImport(node.start, node.source.value, true)
    },
    Literal(node) {
      if (typeof node.value === 'string') source.strings.add(node.value)
    },
    TemplateLiteral(node) {
      const start = node.quasis[0]?.value.cooked ?? ''
      if (node.expressions.length === 0) source.strings.add(start)
      else if (start) source.prefixes.add(start)
    },
    CallExpression(node) {
      const name = node.callee.type === 'MemberExpression' && !node.callee.computed ? node.callee.property : node.callee
      if (name.type !== 'Identifier' || name.name !== 't' || !node.arguments[0]) return
      for (const key of keysOf(node.arguments[0])) source.keys.push({ ...key, line: lineAt(node.start) })
    },
    Property(node) {
      if (node.key.type !== 'Identifier' || node.key.name !== 'needs' || node.value.type !== 'ArrayExpression') return
      const names = node.value.elements.flatMap((element) =>
        element?.type === 'Literal' && typeof element.value === 'string' ? [element.value] : [],
      )
      source.needs = { line: lineAt(node.start), names }
    },
    TSEnumDeclaration: (node) => report('form', node.start, 'no enum: a union of strings says the same'),
    TSModuleDeclaration(node) {
      // `declare module` and `declare global` add types and leave nothing to run.
      if (!node.declare) report('form', node.start, 'no namespace: a file is one')
    },
    Decorator: (node) => report('form', node.start, 'no decorators: Node does not strip them'),
    ExportDefaultDeclaration: (node) => report('form', node.start, 'no default export: a thing has one name everywhere'),
  }
}

function keysOf(node: Expression): { text: string; isPrefix: boolean }[] {
  if (node.type === 'Literal' && typeof node.value === 'string') return [{ text: node.value, isPrefix: false }]
  if (node.type === 'TemplateLiteral') return [{ text: node.quasis[0]?.value.cooked ?? '', isPrefix: node.expressions.length > 0 }]
  if (node.type === 'ConditionalExpression') return [...keysOf(node.consequent), ...keysOf(node.alternate)]
  return []
}

function targetOf(path: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null
  return posix.join(posix.dirname(path), specifier.replace(/\?.*$/, ''))
}

function blank(text: string, comments: { start: number; end: number }[]): string {
  let code = ''
  let at = 0
  for (const { start, end } of comments) {
    code += text.slice(at, start) + text.slice(start, end).replace(/[^\n]/g, ' ')
    at = end
  }
  return code + text.slice(at)
}

function lineFinder(text: string): (at: number) => number {
  return (at) => text.slice(0, at).split('\n').length
}
