/** What groups and measures are called, in the language of the reader. */
import { Decimal } from 'decimal.js'
import { addDays } from '../../../platform/calendar/days.ts'
import type { Language } from '../../../platform/label.ts'
import type { Field } from '../../../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { typeOf } from '../../../kernel/fields/index.ts'
import type { MeasureHead } from '../queries/answer.ts'
import type { Measure } from './question.ts'
import type { Unit } from './period.ts'

const units: Record<Unit, { zh: string; en: string }> = { day: { zh: '按日', en: 'by day' }, week: { zh: '按周', en: 'by week' }, month: { zh: '按月', en: 'by month' }, quarter: { zh: '按季', en: 'by quarter' }, year: { zh: '按年', en: 'by year' } }

/** `客户 › 省份`, `时间（按月）`. */
export function groupName(fields: readonly Field[], unit: Unit | undefined, language: Language): string {
  const path = fields.map(({ label }) => label[language]).join(' › ')
  if (!unit) return path
  return language === 'zh' ? `${path}（${units[unit].zh}）` : `${path} ${units[unit].en}`
}

export function measureName({ fn }: Measure, object: ObjectDefinition, field: Field | null, language: Language): string {
  const name = field?.label[language] ?? object.plural_label[language]
  const lower = name.charAt(0).toLowerCase() + name.slice(1)
  const isTime = field !== null && typeOf(field).moment !== undefined
  const words = {
    count: field ? { zh: `有${name}的数量`, en: `Number with ${lower}` } : { zh: `${object.label.zh}数`, en: `Number of ${lower}` },
    count_distinct: { zh: `不同${name}数`, en: `Different ${lower}` },
    sum: { zh: name.endsWith('合计') ? name : `${name}合计`, en: `Sum of ${lower}` },
    avg: { zh: `平均${name}`, en: `Average ${lower}` },
    min: isTime ? { zh: `最早${name}`, en: `Earliest ${lower}` } : { zh: `最低${name}`, en: `Lowest ${lower}` },
    max: isTime ? { zh: `最近${name}`, en: `Latest ${lower}` } : { zh: `最高${name}`, en: `Highest ${lower}` },
  }
  return words[fn][language]
}

/** One value of a group. @param value as the aggregate answers it; of times the first day of the bucket */
export function valueName(value: unknown, field: Field, unit: Unit | undefined, language: Language): string {
  if (value === null || value === undefined) return language === 'zh' ? '（空）' : '(empty)'
  if (unit) return bucketName(String(value), unit, language)
  if (typeof value === 'object' && 'name' in value) return String(value.name ?? '')
  if (typeof value === 'boolean') return { zh: value ? '是' : '否', en: value ? 'Yes' : 'No' }[language]
  return field.options?.find(({ key }) => key === value)?.label[language] ?? String(value)
}

export function restName(language: Language): string {
  return language === 'zh' ? '其他' : 'All others'
}

function bucketName(day: string, unit: Unit, language: Language): string {
  const [year, month] = [day.slice(0, 4), day.slice(5, 7)]
  if (unit === 'year') return language === 'zh' ? `${year}年` : year
  if (unit === 'quarter') return `${year} Q${Math.ceil(Number(month) / 3)}`
  if (unit === 'month') return `${year}-${month}`
  return unit === 'day' ? day : `${day}–${addDays(day, 6).slice(5)}`
}

/** A figure as text for papers: every digit of a sum, an average to two digits. */
export function figureText(value: string | null, { kind, is_time: isTime, scale, currency }: MeasureHead, language: Language): string {
  if (value === null) return '–'
  if (isTime) return value.slice(0, 10)
  const grouped = (text: string) => text.replace(/^(-?)(\d+)/, (_, sign: string, digits: string) => sign + digits.replaceAll(/\B(?=(\d{3})+$)/g, ','))
  const number = grouped(new Decimal(value).toFixed(scale))
  if (kind === 'money') return currency ? `${currency} ${number}` : number
  if (kind === 'percent') return `${number}%`
  return kind === 'duration' ? `${number} ${language === 'zh' ? '分钟' : 'min'}` : number
}
