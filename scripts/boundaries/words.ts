/** kernel/, exchange/ and platform/ know no noun of the CRM. Comments may use them, as examples. */
import type { Problem, Source } from './source.ts'

// Left out are words that mean something else in a program as well: lead, order, quote, task, note, stage.
const nouns = [
  'account manager', 'campaign', 'churn', 'complaint', 'contact', 'contract', 'coupon', 'crm', 'customer', 'gift', 'handover',
  'invoice', 'loyalty', 'opportunity', 'prospect', 'refund', 'salesperson', 'satisfaction', 'shipment', 'special day', 'survey',
  'taboo', 'ticket', 'warranty',
] // prettier-ignore
const plurals = ['leads', 'orders', 'quotations', 'purchases']

const pattern = new RegExp(`\\b(${[...nouns.map((noun) => noun.replace(' ', '[ _]').replace(/y$/, '(?:y|ies)')), ...plurals].join('|')})s?\\b`, 'i')

export function checkWords({ path, code, isTest }: Source): Problem[] {
  if (isTest || !/^src\/(kernel|exchange|platform)\//.test(path)) return []
  return code.split('\n').flatMap((text, index) => {
    const found = pattern.exec(apart(text))
    return found ? [{ path, line: index + 1, rule: 'noun', message: `"${found[0]}": kernel, exchange and platform know no noun of the CRM` }] : []
  })
}

/** Names in one word become words: createCustomer, customer_id. */
function apart(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/_/g, ' ')
}
