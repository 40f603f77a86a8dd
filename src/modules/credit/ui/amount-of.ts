/** Decimal text of an amount as people type it: 1,200.50, ¥1200, 5万. Empty is 0; null for what is none. */
export function amountOf(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/[¥￥,，\s元]/g, '')
  if (plain === '') return '0'
  const match = /^(\d{1,11})(?:\.(\d{1,2})?)?$/.exec(plain)
  if (match) return match[2] ? `${match[1]}.${match[2]}` : (match[1] ?? null)
  const tens = /^(\d{1,7})(?:\.(\d{1,4}))?万$/.exec(plain)
  return tens ? `${Number(`${tens[1]}${(tens[2] ?? '').padEnd(4, '0')}`)}` : null
}
