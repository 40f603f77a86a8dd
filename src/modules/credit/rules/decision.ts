import { Decimal } from 'decimal.js'
import type { Label } from '../../../platform/label.ts'
import { isWorse, type Rating } from './rating.ts'

export type Verdict = 'yes' | 'ask_manager' | 'no'

export interface DecisionRule {
  /** From this rating down a manager is asked. */
  ask_from: Rating
  /** From this rating down the answer is no. */
  no_from: Rating
  /** Days overdue from which the answer is no. */
  no_overdue_days: number
  /** By how many percent of the limit a manager may go beyond it. */
  over_percent: number
}

/** Amounts are decimal text in the currency of the company. */
export interface CreditFacts {
  limit: string | null
  used: string
  overdue: string
  overdue_days: number
  rating: Rating
  /** What is owed in other currencies; it is not converted. */
  other_currencies: readonly string[]
  /** Whether what is owed is recorded at all. */
  is_recorded: boolean
}

export interface Reason {
  code: string
  /** What the reason alone would lead to; null: only to be known. */
  verdict: Exclude<Verdict, 'yes'> | null
  text: Label
}

export interface Decision {
  answer: Verdict
  /** What may still be bought on credit; null without a limit; negative where the limit is passed. */
  free: string | null
  reasons: Reason[]
}

/**
 * May this customer buy on credit for the amount? Every reason stands for itself and the hardest decides, so that a larger amount, a
 * smaller limit, more used, longer overdue or a worse rating never makes an answer milder.
 * @param asked.amount decimal text, not negative; in `asked.currency`, which is not converted
 */
export function decide(facts: CreditFacts, rule: DecisionRule, asked: { amount: string; currency: string; own: string }): Decision {
  const free = facts.limit === null ? null : new Decimal(facts.limit).minus(facts.used)
  const reasons = [...reasonsOfCustomer(facts, rule), ...reasonsOfAmount(facts, rule, { ...asked, free })]
  const hardest = (['no', 'ask_manager'] as const).find((verdict) => reasons.some((reason) => reason.verdict === verdict))
  const answer = hardest ?? 'yes'
  if (answer === 'yes') reasons.unshift(reason('within_limit', null, '在信用额度之内', 'Within the credit limit'))
  return { answer, free: free?.toFixed(2) ?? null, reasons }
}

function reasonsOfCustomer({ overdue, overdue_days: days, rating, other_currencies: others, is_recorded: isRecorded }: CreditFacts, rule: DecisionRule): Reason[] {
  const reasons: Reason[] = []
  const name = rating.toUpperCase()
  if (!isWorse(rule.no_from, rating)) reasons.push(reason('rating_no', 'no', `信用评级为 ${name}`, `The credit rating is ${name}`))
  else if (!isWorse(rule.ask_from, rating)) reasons.push(reason('rating_ask', 'ask_manager', `信用评级为 ${name}，需经理决定`, `The credit rating is ${name}: a manager decides`))
  if (days > 0) {
    const verdict = days >= rule.no_overdue_days ? 'no' : 'ask_manager'
    reasons.push(reason('overdue', verdict, `逾期 ${overdue}，最长 ${days} 天`, `${overdue} is overdue, the oldest for ${days} days`))
  }
  if (others.length > 0) reasons.push(reason('other_currencies', 'ask_manager', `另有 ${others.join('、')} 欠款，未折算`, `There is more owed in ${others.join(', ')}, which is not converted`))
  if (!isRecorded) reasons.push(reason('nothing_recorded', null, '尚无应收款记录，已用额度按 0 计', 'What is owed is not recorded yet: used counts as 0'))
  return reasons
}

function reasonsOfAmount({ limit, used }: CreditFacts, rule: DecisionRule, asked: { amount: string; currency: string; own: string; free: Decimal | null }): Reason[] {
  const { amount, free } = asked
  if (asked.currency !== asked.own) return [reason('currency', 'ask_manager', `额度以 ${asked.own} 计，${asked.currency} 不折算`, `The limit is in ${asked.own}; ${asked.currency} is not converted`)]
  if (limit === null || free === null) return [reason('no_limit', 'ask_manager', '没有设定信用额度', 'There is no credit limit')]
  const beyond = new Decimal(amount).minus(free)
  if (beyond.lte(0)) return []
  const most = new Decimal(limit).times(rule.over_percent).dividedBy(100)
  const verdict = beyond.gt(most) ? 'no' : 'ask_manager'
  return [reason('over_limit', verdict, `超出可用额度 ${beyond.toFixed(2)}（额度 ${limit}，已用 ${used}）`, `${beyond.toFixed(2)} beyond what is free (limit ${limit}, used ${used})`)]
}

function reason(code: string, verdict: Reason['verdict'], zh: string, en: string): Reason {
  return { code, verdict, text: { zh, en } }
}
