import { isDay } from '../../../platform/calendar/days.ts'
import { halfWidth } from '../../../platform/chinese/normalise.ts'

export interface ListedDay {
  day: string
  kind: 'holiday' | 'working'
  name: string | null
}

const line = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,;\t]*(.*)$/
const workedWord = /^(?:上班|调休上班|补班|班|working|work|make-?up)(?=$|[\s,;])[\s,;]*/i
const offWord = /^(?:放假|休息|休|假|holiday|off)(?=$|[\s,;])[\s,;]*/i

/**
 * A list of days as people have it: one a line, `2027-02-05 休 春节`, `2027年2月14日 班`, `2027/02/05, holiday, Spring Festival`. Without a
 * word the day is off. Answers the numbers (from 1) of lines that are none; of a day named twice the later line counts.
 */
export function parseDayList(text: string): { days: ListedDay[]; faults: number[] } {
  const days = new Map<string, ListedDay>()
  const faults: number[] = []
  for (const [index, raw] of text.split('\n').entries()) {
    const plain = halfWidth(raw).trim()
    if (plain === '') continue
    const found = dayOfLine(plain)
    if (found) days.set(found.day, found)
    else faults.push(index + 1)
  }
  return { days: [...days.values()], faults }
}

function dayOfLine(plain: string): ListedDay | null {
  const match = line.exec(plain)
  if (match === null) return null
  const [, year = '', month = '', date = '', rest = ''] = match
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  if (!isDay(day) || day < '2000' || day >= '2100') return null
  const isWorked = workedWord.test(rest)
  const name = rest.replace(isWorked ? workedWord : offWord, '').trim().slice(0, 100)
  return { day, kind: isWorked ? 'working' : 'holiday', name: name || null }
}
