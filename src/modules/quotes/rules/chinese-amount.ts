/** Amounts in Chinese capitals, as contracts and invoices have them (《支付结算办法》附一 正确填写票据和结算凭证的基本规定). */

const digits = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖']
const places = ['', '拾', '佰', '仟']

/**
 * `1005.60` -> `壹仟零伍元陆角`; an amount without 分 ends with 整.
 * @param amount a decimal text with at most two digits after the point, below 10^16
 */
export function chineseAmount(amount: string): string {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d{1,16})(?:\.(\d{1,2})0*)?$/.exec(amount) ?? []
  const yuan = spell(BigInt(whole))
  const [jiao = 0, fen = 0] = [...fraction.padEnd(2, '0')].map(Number)
  if (!yuan && !jiao && !fen) return '零元整'
  const parts = [
    yuan && `${yuan}元`,
    // The place between yuan and 分 that is empty is said.
    jiao ? `${digits[jiao]}角` : yuan && fen ? '零' : '',
    fen ? `${digits[fen]}分` : '整',
  ]
  return (sign ? '负' : '') + parts.join('')
}

/** Empty for zero. Ten thousands and hundred millions are counted by themselves: 壹万零壹亿. */
function spell(number: bigint): string {
  for (const [size, word] of [[100_000_000n, '亿'], [10_000n, '万']] as const) {
    if (number < size) continue
    const rest = number % size
    const gap = rest > 0n && rest < size / 10n ? '零' : ''
    return `${spell(number / size)}${word}${gap}${spell(rest)}`
  }
  const text = String(number)
  let words = ''
  for (const [index, digit] of [...text].entries()) {
    const place = text.length - 1 - index
    if (digit !== '0') words += `${digits[Number(digit)]}${places[place]}`
    else if (Number(text.slice(index)) > 0 && !words.endsWith('零')) words += '零'
  }
  return number === 0n ? '' : words
}
