import type { Value } from '../../../kernel/definitions/field.ts'
import type { Due, WarningRule } from './due.ts'

const words: Record<WarningRule['kind'], (count: string, days: number) => { zh: string; en: string }> = {
  late_order: (count) => ({ zh: `比客户要求的交期晚 ${count} 天`, en: `${count} days later than the customer wanted it` }),
  repeated_fault: (count, days) => ({ zh: `${days} 天内报修 ${count} 次`, en: `${count} faults within ${days} days` }),
  falling_rating: (count) => ({ zh: `评价比以往平均低 ${count} 星`, en: `Rated ${count} stars below the mean before` }),
  sla_breached: (count, days) => ({ zh: `${days} 天内服务超时 ${count} 次`, en: `${count} requests overdue within ${days} days` }),
}

/** Why the case was opened, in both languages: whoever reads it picks theirs. */
export function factsOf({ kind, window_days: days }: WarningRule, { count }: Pick<Due, 'count'>): Value {
  return [words[kind](count, days)]
}
