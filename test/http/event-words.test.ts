import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { modules } from '../../src/app.ts'
import { verbs } from '../../src/modules/audit/verbs.ts'

const root = join(import.meta.dirname, '../../src')

const orderStates = modules.flatMap(({ objects }) => objects).find(({ name }) => name === 'order')?.fields.get('status')?.options ?? []
const switches = ['form', 'inbound_mail', 'portal', 'help_page'].flatMap((name) => ['switched_on', 'address_changed', 'switched_off'].map((what) => `${name}_${what}`))

/** Verbs that are no plain word where they are written: what they may be. A new one fails until it is said here. */
const computed: Record<string, string[]> = {
  'modules/approvals/actions/settle-case.ts verbs.waiting': ['signed'],
  'modules/approvals/actions/settle-case.ts verbs[outcome]': ['approved', 'refused', 'returned'],
  'modules/calls/actions/move-call.ts to': ['missed', 'abandoned'],
  'modules/complaints/actions/compensation-approval.ts status': ['waiting', 'approved'],
  'modules/dispatch/actions/settle-voucher.ts to': ['to_bill', 'collected'],
  'modules/orders/actions/move-order.ts to': orderStates.map(({ key }) => key).filter((key) => key !== 'draft'),
  'modules/privacy/retention/decide-proposals.ts status': ['done', 'kept', 'obsolete'],
  'modules/quotes/actions/settle-approved.ts status': ['approved', 'refused', 'returned', 'withdrawn'],
  'modules/requests/actions/keep-clocks.ts `${clock}_${state}`': ['response_warned', 'response_breached', 'solution_warned', 'solution_breached'],
  'modules/requests/public/switch-log.ts `${name}_${what}`': switches,
  'modules/suggestions/engine/settle-proposals.ts after.outcome': ['bought', 'not_bought'],
  'modules/tiers/actions/apply.ts state': ['done', 'stopped'],
  'modules/tiers/actions/undo-run.ts state': ['undone', 'stopped'],
  'modules/tiers/treatments/make-tasks.ts state': ['done', 'stopped'],
}

/** Rights are asked by verbs too: what one may do, not what was done. */
const aboutRights = ['kernel/access/policy.ts', 'modules/team/sign-in/scopes.ts']
const rights = ['see', 'create', 'change', 'delete', 'export', 'import', 'read', 'write', 'own']

/** Every verb that the code can write into the log, by where: values of `verb`, and what functions are handed as `verb`. */
function written(): { words: Map<string, string>; unknown: string[] } {
  const words = new Map<string, string>()
  const unknown: string[] = []
  for (const path of globSync('{kernel,exchange,modules}/**/*.ts', { cwd: root }).map((path) => path.replaceAll('\\', '/'))) {
    const text = readFileSync(join(root, path), 'utf8')
    if (/\/ui\/|\.test\.ts$/.test(path) || aboutRights.includes(path) || !text.includes('verb')) continue
    const source = (node: any): string => text.slice(node.start, node.end)
    const take = (node: any): void => {
      if (node.type === 'Literal' && typeof node.value === 'string') words.set(node.value, path)
      else if (node.type === 'ConditionalExpression') [node.consequent, node.alternate].forEach(take)
      else if (node.type === 'LogicalExpression') [node.left, node.right].forEach(take)
      // Handed on: it is looked at where it was given.
      else if (!/(^|\.)verb$/.test(source(node)) && !source(node).startsWith('verbOf(')) for (const word of computed[`${path} ${source(node)}`] ?? (unknown.push(`${path} ${source(node)}`), [])) words.set(word, path)
    }
    const nodes = nodesOf(parseAst(text, { lang: 'ts' }))
    const takers = new Map(nodes.flatMap(({ type, id, params }) => {
      const at = type === 'FunctionDeclaration' ? params.findIndex((one: any) => one.name === 'verb') : -1
      return at < 0 ? [] : [[id.name, at] as const]
    }))
    for (const node of nodes) {
      if (node.type === 'Property' && node.parent === 'ObjectExpression' && (node.key.name ?? node.key.value) === 'verb') take(node.value)
      const given = node.type === 'CallExpression' ? node.arguments[takers.get(node.callee.name) ?? -1] : undefined
      if (given) take(given)
    }
  }
  for (const right of rights) words.delete(right)
  return { words, unknown }
}

function nodesOf(node: any, parent = ''): any[] {
  if (Array.isArray(node)) return node.flatMap((one) => nodesOf(one, parent))
  if (typeof node !== 'object' || node === null) return []
  const inside = Object.values(node).flatMap((value) => nodesOf(value, node.type ?? parent))
  return typeof node.type === 'string' ? [{ ...node, parent }, ...inside] : inside
}

test('every verb that a module can write into the log has words in both languages', () => {
  const { words, unknown } = written()
  // A form that is not found any more would let everything pass.
  for (const verb of ['created', 'taken_back', 'unshared', 'merged', 'portal_switched_on', 'shipped', 'signed_in']) expect([verb, words.has(verb)]).toEqual([verb, true])
  expect(unknown).toEqual([])
  expect([...words].filter(([verb]) => !verbs[verb]?.every((word) => word.trim() !== ''))).toEqual([])
})
