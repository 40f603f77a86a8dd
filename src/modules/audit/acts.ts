/** Kinds of events in the words of people: what one filters by, and what each verb is called. */
import type { Label } from '../../platform/label.ts'
import type { Act } from './audit-shape.ts'
import { verbs } from './verbs.ts'

export const acts = ['created', 'changed', 'deleted', 'restored', 'files', 'sensitive', 'sign_in', 'credentials', 'look_as', 'rights', 'settings', 'erased', 'other'] as const satisfies Act[]

/** Records that say who may do what: their changes are changes of permissions. */
const rightsObject = /^(user|role|department|territory|substitute|\w*share)$/

const ofRecords: Record<string, Act> = { created: 'created', updated: 'changed', deleted: 'deleted', restored: 'restored' }

/** By the form of the verb, so that what other modules log later falls into place by itself. */
const ofVerbs: [pattern: RegExp, act: Act][] = [
  [/^erased$/, 'erased'],
  [/^change(d_many|_of_many_undone)$/, 'changed'],
  [/^(import|export)/, 'files'],
  [/^reveal/, 'sensitive'],
  [/^(signed_|sign_in_|session|locked_)/, 'sign_in'],
  [/^(password|factor|recovery_|key)_/, 'credentials'],
  [/^look/, 'look_as'],
  [/^(shared|unshared)$/, 'rights'],
  [/_(switched_on|switched_off|address_changed)$|^(rules|settings|provider)_changed$/, 'settings'],
]

/** @param kind `module.object.verb` */
export function actOf(kind: string): Act {
  const [, object = '', verb = ''] = kind.split('.')
  const ofRecord = ofRecords[verb]
  if (ofRecord) return rightsObject.test(object) ? 'rights' : ofRecord
  return ofVerbs.find(([pattern]) => pattern.test(verb))?.[1] ?? 'other'
}

export function verbOf(kind: string): Label {
  const verb = kind.split('.')[2] ?? kind
  const words = verbs[verb]
  return words ? { zh: words[0], en: words[1] } : { zh: verb.replaceAll('_', ' '), en: verb.replaceAll('_', ' ') }
}
