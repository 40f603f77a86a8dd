/** How numbers in turn are written: `KH-{yyyy}-{000000}` is KH-2026-000123. Pure; the counter itself is in sequence.ts. */
import { dayOf } from '../../platform/calendar/zones.ts'
import type { Label } from '../../platform/label.ts'

export interface NumberFormat {
  /** Numbers begin anew with every series: the year, the month. */
  series: string
  before: string
  after: string
  /** So many digits at least. */
  width: number
  write(number: number): string
  /** The number in a text of this format, else null. */
  read(text: string): number | null
}

const mostDigits = 12
const longest = 40

export function parseFormat(format: string, now: Date, timeZone: string): NumberFormat {
  const [year = '', month = ''] = dayOf(now, timeZone).split('-')
  const dated = format.replace('{yyyy}', year).replace('{yy}', year.slice(2)).replace('{mm}', month)
  const [counter = '', zeros = ''] = /\{(0+)\}/.exec(dated) ?? []
  const at = dated.indexOf(counter)
  const [before, after] = [dated.slice(0, at), dated.slice(at + counter.length)]
  return {
    series: `${before}#${after}`,
    before,
    after,
    width: zeros.length,
    write: (number) => `${before}${String(number).padStart(zeros.length, '0')}${after}`,
    read: (text) => {
      if (!text.startsWith(before) || !text.endsWith(after)) return null
      const middle = text.slice(before.length, text.length - after.length)
      return new RegExp(`^\\d{1,${mostDigits}}$`).test(middle) ? Number(middle) : null
    },
  }
}

/** What is wrong with a format that a person has written, or null. */
export function formatFault(format: string): Label | null {
  const counters = format.match(/\{0+\}/g) ?? []
  if (counters.length === 0) return { zh: '缺少流水号，如 {0000}', en: 'It needs a counter, such as {0000}' }
  if (counters.length > 1) return { zh: '只能有一个流水号', en: 'It can have only one counter' }
  if ((counters[0] ?? '').length - 2 > mostDigits) return { zh: `流水号最多 ${mostDigits} 位`, en: `A counter has at most ${mostDigits} digits` }
  const plain = format.replace(/\{0+\}/, '').replace('{yyyy}', '').replace('{yy}', '').replace('{mm}', '')
  if (/[{}]/.test(plain)) return { zh: '花括号里只能是 {yyyy}、{yy}、{mm} 和流水号，各一次', en: 'Braces hold {yyyy}, {yy}, {mm} and the counter, each once' }
  if (/\s/.test(plain)) return { zh: '编号里不能有空格', en: 'A number has no blanks' }
  return format.length > longest ? { zh: `最多 ${longest} 个字符`, en: `At most ${longest} characters` } : null
}
