import { issue, type Issue } from '../../../platform/problems.ts'

/** What readers see: changed by publishing an edition, never beside it. */
export const contentFields = ['title', 'title_en', 'body', 'body_en', 'audience'] as const

export interface ArticleState {
  status: string | null
  is_waiting: boolean | null
  edition: number | null
  title: string | null
  title_en: string | null
  body: string | null
  body_en: string | null
  audience: string | null
}

const moves: Record<string, readonly string[]> = { draft: ['published'], published: ['published', 'retired'], retired: ['published'] }

/** A draft is written freely; what waits for approval stays as it was asked for; what was published changes only with the next edition. */
export function faultsOfArticle(record: ArticleState, before: ArticleState | null): Issue[] {
  if (before === null) return record.status === 'draft' && record.edition === 0 ? [] : [skipped()]
  const isNext = record.edition === (before.edition ?? 0) + 1
  const isAllowed = record.status === before.status || (moves[before.status ?? '']?.includes(record.status ?? '') && (record.status !== 'published' || isNext))
  if (!isAllowed) return [skipped()]
  if (record.edition !== before.edition && !(isNext && record.status === 'published')) return [skipped()]
  const changed = contentFields.find((name) => record[name] !== before[name])
  if (changed === undefined || isNext) return []
  if (before.is_waiting) return [issue(changed, 'waiting', '审批中的内容不能修改：先撤回', 'What waits for approval is not changed: withdraw it first')]
  return before.status === 'draft' ? [] : [issue(changed, 'revise_first', '已发布的内容通过修订修改', 'What was published is changed by a revision')]
}

function skipped(): Issue {
  return issue('status', 'skipped', '不能跳过步骤', 'No step can be skipped')
}
