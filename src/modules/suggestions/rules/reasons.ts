/** Why something is offered, in words. Pure. */
import type { Language } from '../../../platform/label.ts'

export type Source = 'association' | 'similar' | 'due'

export interface Reason {
  source: Source
  /** 0 to 1: of those who bought `from`, or of the customers of that kind, who bought this. Null for what is due. */
  share: number | null
  /** How many times as often as of all customers. */
  lift: number | null
  /** association: what the customer bought. */
  from: { id: string; name: string } | null
  /** Customers behind the figure: who bought both, or who of that kind bought this. */
  buyers: number | null
  customers: number | null
  /** due: days between the customer's own purchases, and since the last. */
  interval: number | null
  gap: number | null
}

export function wordsOf(reason: Reason, language: Language): string {
  const isChinese = language === 'zh'
  if (reason.source === 'due') return isChinese ? `大约每 ${reason.interval} 天买一次，距上次已 ${reason.gap} 天` : `Bought about every ${reason.interval} days, last ${reason.gap} days ago`
  const share = percent(reason.share ?? 0)
  const lift = (reason.lift ?? 0).toFixed(1)
  if (reason.source === 'association') {
    const from = reason.from?.name ?? ''
    return isChinese ? `买过“${from}”的客户中 ${share} 也买，是全部客户的 ${lift} 倍` : `${share} of those who buy “${from}” also buy it, ${lift} times as many as of all`
  }
  return isChinese ? `同类客户中 ${share} 在买，是全部客户的 ${lift} 倍` : `${share} of customers of the same kind buy it, ${lift} times as many as of all`
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}
