import { describe, expect, test } from 'vitest'
import { checkBoundaries } from './boundaries/check.ts'

/** A small project that keeps every rule; a test breaks one of them. */
const sound: Record<string, string> = {
  'src/main.ts': `import { app } from './app.ts'\napp()\n`,
  'src/app.ts': `import { sales } from './modules/sales/module.ts'\nexport const app = () => sales\n`,
  'src/platform/clock.ts': `export const now = () => new Date() // the customer's clock\n`,
  'src/kernel/fields/text.ts': `export const isText = (field: { type: string }) => field.type === 'text'\n`,
  'src/kernel/records/get.ts': `import { now } from '../../platform/clock.ts'\nexport const get = () => now()\n`,
  'src/modules/team/module.ts': `export const team = { name: 'team', needs: [] }\n`,
  'src/modules/team/index.ts': `export const who = 'me'\n`,
  'src/modules/team/users.ts': `export const users = []\n`,
  'src/modules/sales/module.ts': `import { who } from '../team/index.ts'\nexport const sales = { name: 'sales', needs: ['team'], who }\n`,
  'src/modules/sales/locales/en.json': `{ "sales.win": "Win {{name}}", "sales.state.open": "Open", "sales.count_one": "One", "sales.count_other": "Many" }`,
  'src/modules/sales/locales/zh-CN.json': `{ "sales.win": "赢得{{name}}", "sales.state.open": "打开", "sales.count_other": "很多" }`,
  'src/modules/sales/ui/board.tsx': `
    import type { sales } from '../module.ts'
    import { Card } from '../../../web/kit/card.tsx'
    export const Board = (props: { t: (key: string) => string; s: typeof sales; state: string }) =>
      <Card>{props.t('sales.win')}{props.t(\`sales.state.\${props.state}\`)}{props.t('sales.count')}</Card>
  `,
  'src/web/kit/card.tsx': `import './card.css'\nexport const Card = (props: { children: unknown }) => <div>{String(props.children)}</div>\n`,
  'src/web/main/main.tsx': `import { Board } from '../../modules/sales/ui/board.tsx'\nimport en from '../../modules/sales/locales/en.json'\nexport { Board, en }\n`,
}

function rulesBrokenBy(change: Record<string, string>): string[] {
  return [...new Set(checkBoundaries(new Map(Object.entries({ ...sound, ...change }))).map(({ rule }) => rule))]
}

test('a project that keeps the rules has no problems', () => {
  expect(checkBoundaries(new Map(Object.entries(sound)))).toEqual([])
})

describe('each rule can fail', () => {
  const longText = 'export const x = 1\n'.repeat(401)
  test.each<[string, string, Record<string, string>]>([
    ['platform imports only platform', 'direction', { 'src/platform/a.ts': `import { get } from '../kernel/records/get.ts'\nget()` }],
    ['platform imports only platform, types included', 'direction', { 'src/platform/a.ts': `import type { get } from '../kernel/records/get.ts'\nexport type A = typeof get` }],
    ['the kernel imports no module', 'direction', { 'src/kernel/a.ts': `export * from '../modules/team/index.ts'` }],
    ['the kernel imports no module late', 'direction', { 'src/kernel/a.ts': `export const a = () => import('../modules/team/index.ts')` }],
    ['the kernel imports no module by a type', 'direction', { 'src/kernel/a.ts': `export type A = typeof import('../modules/team/index.ts')` }],
    ['the kernel does not import app.ts', 'direction', { 'src/kernel/a.ts': `import '../app.ts'` }],
    ['another module only through its index.ts', 'direction', { 'src/modules/sales/a.ts': `import { users } from '../team/users.ts'\nusers.at(0)` }],
    ['a module does not import its screens', 'direction', { 'src/modules/sales/a.ts': `import './ui/board.tsx'` }],
    ['the server imports nothing of the web', 'direction', { 'src/modules/sales/a.ts': `import type { Card } from '../../web/kit/card.tsx'\nexport type A = typeof Card` }],
    ['src imports nothing from outside', 'direction', { 'src/kernel/a.ts': `import '../../test/world.ts'` }],
    ['the web imports values of the server', 'direction', { 'src/web/a.ts': `import { now } from '../platform/clock.ts'\nnow()` }],
    ['the web does not import screens of modules', 'direction', { 'src/web/a.ts': `import '../modules/sales/ui/board.tsx'` }],
    ['the web does not import web/main', 'direction', { 'src/web/a.ts': `import './main/main.tsx'` }],
    ['screens do not import screens of another module', 'direction', { 'src/modules/team/ui/a.tsx': `import '../../sales/ui/board.tsx'` }],
    ['screens import values of their own module', 'direction', { 'src/modules/team/ui/a.tsx': `import { users } from '../users.ts'\nusers.at(0)` }],
    ['another module must be named in needs', 'needs', { 'src/modules/team/users.ts': `import '../sales/index.ts'`, 'src/modules/sales/index.ts': `export const a = 1` }],
    ['needs names a module that is not there', 'needs', { 'src/modules/team/module.ts': `export const team = { needs: ['stock'] }` }],
    ['modules need each other', 'circle', { 'src/modules/team/module.ts': `export const team = { needs: ['sales'] }` }],
    ['a file of more than 400 lines', 'size', { 'src/kernel/a.ts': longText }],
    ['a noun of the CRM in a name', 'noun', { 'src/kernel/a.ts': `export const createCustomer = 1` }],
    ['a noun of the CRM in a column', 'noun', { 'src/platform/a.ts': `export const a = 'select customer_id from x'` }],
    ['a noun of the CRM in the plural', 'noun', { 'src/kernel/a.ts': `export const all = { opportunities: 1 }` }],
    ['a comparison of the type of a field', 'field-type', { 'src/kernel/a.ts': `export const a = (field: { type: string }) => field.type === 'text'` }],
    ['a switch over the type of a field', 'field-type', { 'src/web/a.ts': `export function a(one: { field: { type: string } }) { switch (one.field.type) { default: return 1 } }` }],
    ['a list of types of fields', 'field-type', { 'src/web/a.ts': `export const a = (dateField?: { type: string }) => ['date'].includes(dateField?.type ?? '')` }],
    ['a relative import without its ending', 'ending', { 'src/kernel/a.ts': `import './records/get'` }],
    ['a relative import that ends in .js', 'ending', { 'test/a.ts': `import '../src/app.js'` }],
    ['an enum', 'form', { 'src/kernel/a.ts': `export enum A { b }` }],
    ['a namespace', 'form', { 'src/kernel/a.ts': `export namespace A { export const b = 1 }` }],
    ['a decorator', 'form', { 'src/kernel/a.ts': `@seal export class A {}` }],
    ['a default export', 'form', { 'src/kernel/a.ts': `export default 1` }],
    ['a file that does not parse', 'syntax', { 'src/kernel/a.ts': `export const = 1` }],
    ['a word without its twin', 'locale', { 'src/modules/sales/locales/zh-CN.json': `{ "sales.win": "赢得{{name}}", "sales.count_other": "很多" }` }],
    ['a word of pages without its twin', 'locale', { 'src/modules/sales/ui/locales/en.json': `{ "sales.lose": "Lose" }`, 'src/modules/sales/ui/locales/zh-CN.json': `{}`, 'src/modules/sales/ui/a.tsx': `export const a = (t: (key: string) => string) => t('sales.lose')` }],
    ['words of pages in one language', 'locale', { 'src/modules/sales/ui/deep/locales/en.json': `{ "sales.lose": "Lose" }`, 'src/modules/sales/ui/a.tsx': `export const a = (t: (key: string) => string) => t('sales.lose')` }],
    ['a word of the first page among the words of pages, too', 'locale', { 'src/modules/sales/ui/locales/en.json': `{ "sales.win": "Win {{name}}" }`, 'src/modules/sales/ui/locales/zh-CN.json': `{ "sales.win": "赢得{{name}}" }` }],
    ['a key that begins with a gap', 'locale', { 'src/modules/sales/ui/a.tsx': 'export const a = (t: (key: string) => string, key: string) => t(`${key}.win`)' }],
    ['a language without its file', 'locale', { 'src/web/locales/en.json': `{}` }],
    ['a language that is not ours', 'locale', { 'src/modules/sales/locales/de.json': `{ "sales.win": "Gewinnen" }` }],
    ['a word that is empty', 'locale', { 'src/web/locales/en.json': `{ "a.b": " " }`, 'src/web/locales/zh-CN.json': `{ "a.b": "甲" }`, 'src/web/a.ts': `export const a = 'a.b'` }],
    ['a gap with another name', 'locale', { 'src/modules/sales/locales/zh-CN.json': (sound['src/modules/sales/locales/zh-CN.json'] ?? '').replace('{{name}}', '{{nom}}') }],
    ['a word that nobody uses', 'locale', { 'src/web/locales/en.json': `{ "a.b": "A" }`, 'src/web/locales/zh-CN.json': `{ "a.b": "甲" }` }],
    ['a word that is used and not there', 'locale', { 'src/web/a.ts': `export const a = (t: (key: string) => string, b: boolean) => t(b ? 'sales.win' : 'a.b')` }],
    ['a beginning that no word has', 'locale', { 'src/web/a.ts': 'export const a = (t: (key: string) => string, b: string) => t(`a.${b}`)' }],
    ['a word in two files', 'locale', { 'src/web/locales/en.json': `{ "sales.win": "Win {{name}}" }`, 'src/web/locales/zh-CN.json': `{ "sales.win": "赢得{{name}}" }` }],
    ['words that are not JSON', 'locale', { 'src/web/locales/en.json': `{ "a.b": }`, 'src/web/locales/zh-CN.json': `{}` }],
  ])('%s', (_name, rule, change) => {
    expect(rulesBrokenBy(change)).toContain(rule)
  })
})

describe('what looks like a breach and is none', () => {
  test.each<[string, Record<string, string>]>([
    ['tests may import what they test with', { 'src/kernel/a.test.ts': `import '../app.ts'\nimport '../../test/world.ts'\nexport const customer = 1`, 'test/world.ts': '' }],
    ['comments may name a customer', { 'src/kernel/a.ts': `/** A customer, say. */\nexport const a = 1 // or an opportunity` }],
    ['a file of 400 lines', { 'src/kernel/a.ts': 'export const x = 1\n'.repeat(400) }],
    ['another thing with a type', { 'src/kernel/a.ts': `export const a = (relation: { type: string }) => relation.type === 'text'` }],
    ['added types', { 'src/web/a.ts': `declare module 'x' { export const a: 1 }\nexport const a = 1` }],
  ])('%s', (_name, change) => {
    expect(rulesBrokenBy(change)).toEqual([])
  })
})

test('a problem names the line', () => {
  const files = new Map(Object.entries({ ...sound, 'src/kernel/a.ts': `// first\n/* second\nthird */\nexport enum A { b }\nexport const customer = 1\n` }))
  const found = checkBoundaries(files).map(({ path, line, rule }) => `${path}:${line} ${rule}`)
  expect(found).toEqual(['src/kernel/a.ts:4 form', 'src/kernel/a.ts:5 noun'])
})
