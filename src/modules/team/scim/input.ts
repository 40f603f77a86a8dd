/** What providers send, read as generously as they write it: `active` as a text, parts of names, one value or several. */
import { z } from 'zod'
import { ScimError } from './answers.ts'

/** The fields of a person that SCIM knows; left out is not changed. */
export interface PersonInput {
  name?: string
  email?: string | null
  user_name?: string | null
  title?: string | null
  is_active?: boolean
}

const text = z.string().max(500)
const truth = z.union([z.boolean(), z.stringbool()])

const userShape = z.object({
  userName: text,
  displayName: text.nullish(),
  name: z.object({ formatted: text.nullish(), givenName: text.nullish(), familyName: text.nullish() }).nullish(),
  title: text.nullish(),
  active: truth.nullish(),
  emails: z.array(z.object({ value: text, primary: truth.nullish() })).nullish(),
})

const operation = z.object({ op: z.string().toLowerCase().pipe(z.enum(['add', 'replace', 'remove'])), path: z.string().max(300).optional(), value: z.unknown().optional() })
const patchShape = z.object({ Operations: z.array(operation).min(1).max(1000) })
export type Operation = z.infer<typeof operation>

/** A whole person, as for POST and PUT. */
export function personOf(body: unknown): PersonInput {
  const user = parse(userShape, body)
  const email = (user.emails?.find(({ primary }) => primary) ?? user.emails?.[0])?.value ?? (user.userName.includes('@') ? user.userName : null)
  return {
    name: nameOf(user) ?? user.userName,
    email,
    user_name: user.userName === email ? null : user.userName,
    title: user.title ?? null,
    is_active: user.active ?? true,
  }
}

export function operationsOf(body: unknown): Operation[] {
  return parse(patchShape, body).Operations
}

/** @throws ScimError 400 invalidPath for what a person here does not have. */
export function personChange(operations: readonly Operation[]): PersonInput {
  const change: PersonInput = {}
  for (const { op, path, value } of operations) {
    if (path) Object.assign(change, fieldChange(path, op === 'remove' ? null : value))
    else if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) Object.assign(change, fieldChange(key, each))
    else throw new ScimError(400, 'noTarget', 'An operation needs a path or an object of values')
  }
  return change
}

function fieldChange(path: string, value: unknown): PersonInput {
  switch (path.toLowerCase().replace(/\[.*\]/, '').replace(/^urn:ietf:params:scim:schemas:core:2\.0:user:/, '')) {
    case 'active':
      return { is_active: parse(truth, value) }
    case 'username':
      return userNameChange(parse(text, value))
    case 'displayname':
    case 'name.formatted':
      return { name: parse(text, value) }
    case 'name': {
      const name = nameOf({ name: parse(userShape.shape.name, value) })
      return name ? { name } : {}
    }
    case 'title':
      return { title: parse(text.nullable(), value) }
    case 'emails':
    case 'emails.value':
      return { email: emailOf(value) }
    default:
      throw new ScimError(400, 'invalidPath', `There is no ${path.slice(0, 100)} here`)
  }
}

/** A mail address is the name to sign in with and the address at once. */
function userNameChange(userName: string): PersonInput {
  return userName.includes('@') ? { email: userName, user_name: null } : { user_name: userName }
}

function emailOf(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  const list = parse(z.array(z.object({ value: text, primary: truth.nullish() })), Array.isArray(value) ? value : [value])
  return (list.find(({ primary }) => primary) ?? list[0])?.value ?? null
}

/** Family name first where it is written in Chinese. */
function nameOf(user: { displayName?: string | null; name?: { formatted?: string | null; givenName?: string | null; familyName?: string | null } | null }): string | null {
  const { formatted, givenName, familyName } = user.name ?? {}
  const isChinese = /\p{Script=Han}/u.test(`${givenName ?? ''}${familyName ?? ''}`)
  const parts = isChinese ? [familyName, givenName] : [givenName, familyName]
  return user.displayName || formatted || parts.filter(Boolean).join(isChinese ? '' : ' ') || null
}

/** @throws ScimError 400 invalidSyntax */
export function parse<Value>(shape: z.ZodType<Value>, value: unknown): Value {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  const words = parsed.error.issues.slice(0, 3).map((problem) => `${problem.path.join('.')}: ${problem.message}`).join('; ')
  throw new ScimError(400, 'invalidSyntax', words)
}
