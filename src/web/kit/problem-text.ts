import { ProblemError } from '../client/api.ts'
import { i18n } from '../client/i18n.ts'

/** One sentence for people about whatever was caught. The server's own words where there are any. */
export function problemText(error: unknown): string {
  if (!(error instanceof ProblemError)) return i18n.t('problem.unknown')
  if (error.status === 0) return i18n.t('problem.unreachable')
  const first = error.errors[0]?.message
  return error.detail || first || error.title || i18n.t('problem.status', { status: error.status })
}

/** Everything that is wrong with what was sent, where the server says it field by field. */
export function problemTexts(error: unknown): string {
  return error instanceof ProblemError && error.errors.length > 0 ? error.errors.map(({ message }) => message).join(' ') : problemText(error)
}
