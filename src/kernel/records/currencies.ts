import { issue, type Issue } from '../../platform/problems.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import { isPlainObject } from '../query/filter.ts'

/** An amount that was given with its currency says both: `{ "total": { "amount": "1.00", "currency": "USD" } }`. Two that differ are told. */
export function withCurrencies(object: ObjectDefinition, input: Record<string, unknown>, issues: Issue[]): Record<string, unknown> {
  const said: Record<string, unknown> = { ...input }
  for (const [name, given] of Object.entries(input)) {
    const by = object.fields.get(name)?.currency_of
    if (!by || !isPlainObject(given)) continue
    const { amount, currency } = given
    said[name] = amount ?? null
    if (currency === undefined) continue
    if (said[by] !== undefined && said[by] !== currency) issues.push(issue(name, 'other_currency', '与单据的币种不一致', 'Not in the currency of the document'))
    else said[by] = currency
  }
  return said
}
