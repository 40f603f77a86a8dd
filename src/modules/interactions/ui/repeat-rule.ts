/** A rule of repeating (RFC 5545) as the pages edit it. The server knows the rules in full (rules/repeat.ts); a test holds both together. */
export const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
export const weekdayKeys = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

export interface RepeatParts {
  frequency: (typeof frequencies)[number]
  interval: number
  /** 0 for Monday to 6 for Sunday. */
  weekdays: number[]
  monthDays: number[]
  month: number | undefined
  until: string | undefined
  count: number | undefined
}

/** Of what the server has accepted; undefined for anything else. */
export function partsOfRule(value: unknown): RepeatParts | undefined {
  if (typeof value !== 'string') return undefined
  const given = new Map(value.split(';').map((part): [string, string] => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))
  const frequency = frequencies.find((one) => one === given.get('FREQ'))
  if (!frequency) return undefined
  const listOf = (name: string) => given.get(name)?.split(',') ?? []
  const numberOf = (name: string) => (given.has(name) ? Number(given.get(name)) : undefined)
  return {
    frequency,
    interval: numberOf('INTERVAL') ?? 1,
    weekdays: listOf('BYDAY').map((day) => weekdayKeys.findIndex((one) => one === day)),
    monthDays: listOf('BYMONTHDAY').map(Number),
    month: numberOf('BYMONTH'),
    until: given.get('UNTIL')?.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3'),
    count: numberOf('COUNT'),
  }
}

export function ruleOf({ frequency, interval, weekdays, monthDays, month, until, count }: RepeatParts): string {
  const isWeekly = frequency === 'WEEKLY'
  const isMonthly = frequency === 'MONTHLY'
  const isYearly = frequency === 'YEARLY' && month !== undefined && monthDays.length === 1
  return [
    `FREQ=${frequency}`,
    ...(interval > 1 ? [`INTERVAL=${interval}`] : []),
    ...(isWeekly && weekdays.length > 0 ? [`BYDAY=${weekdays.toSorted((a, b) => a - b).map((day) => weekdayKeys[day]).join(',')}`] : []),
    ...(isYearly ? [`BYMONTH=${month}`] : []),
    ...((isMonthly || isYearly) && monthDays.length > 0 ? [`BYMONTHDAY=${monthDays.join(',')}`] : []),
    ...(until ? [`UNTIL=${until.replaceAll('-', '')}`] : []),
    ...(count && !until ? [`COUNT=${count}`] : []),
  ].join(';')
}
