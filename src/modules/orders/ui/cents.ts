/** Amounts as whole cents while they are typed: what is shown and sent is decimal text, never a float. */

/** `1,234.5` and `１２３` as people type them; null for what is no amount. */
export function centsOf(value: unknown): bigint | null {
  const plain = textOf(value).normalize('NFKC').replaceAll(/[,\s¥$€£元]/g, '')
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d{1,15})(?:\.(\d{1,2}))?$/.exec(plain) ?? []
  if (whole === '') return null
  const cents = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0') || '0')
  return sign ? -cents : cents
}

export function amountText(cents: bigint): string {
  const size = cents < 0n ? -cents : cents
  return `${cents < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}

/** What each of several open amounts gets of a sum, in their order, until it is used up. */
export function spread(open: readonly bigint[], sum: bigint): bigint[] {
  let left = sum
  return open.map((amount) => {
    const taken = amount < left ? amount : left
    left -= taken
    return taken
  })
}

function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'amount' in value) return String(value.amount)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
