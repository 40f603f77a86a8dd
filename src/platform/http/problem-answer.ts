/** The one place where errors become answers: RFC 9457 in the caller's language, never a stack, SQL or path. */
import { ZodError } from 'zod'
import { databaseErrorCode } from '../db/database.ts'
import type { Language } from '../label.ts'
import { invalid, issue, malformed, Problem, unsupportedMediaType } from '../problems.ts'

export interface ProblemAnswer {
  status: number
  headers: Record<string, string>
  body: Record<string, unknown>
}

export function problemAnswer(error: unknown, request: { language: Language; path: string }): ProblemAnswer {
  const problem = asProblem(error)
  return { status: problem.status, headers: problem.headers, body: problemBody(problem, request) }
}

export function problemBody(problem: Problem, request: { language: Language; path: string }): Record<string, unknown> {
  const { language } = request
  const messages = problem.issues.map(({ message }) => message[language])
  return {
    type: `/problems/${problem.code}`,
    title: problem.title[language],
    status: problem.status,
    detail: messages.length > 0 ? messages.slice(0, 3).join(language === 'zh' ? '；' : '; ') : problem.title[language],
    instance: request.path,
    ...problem.extra,
    ...(problem.issues.length > 0
      ? { errors: problem.issues.map(({ path, code, message, extra }) => ({ path, code, message: message[language], ...extra })) }
      : {}),
  }
}

/** Anything that is not known becomes a 500 that says nothing of the inside; the log has the rest. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof ZodError) return invalid(error.issues.map(zodIssue))
  return frameworkProblem(error) ?? diskProblem(error) ?? databaseProblem(error) ?? unexpected()
}

function zodIssue(problem: ZodError['issues'][number]) {
  const path = problem.path.map((part) => (typeof part === 'number' ? `[${part}]` : String(part))).join('.').replaceAll('.[', '[')
  if (problem.code === 'unrecognized_keys') {
    const keys = problem.keys.map((key) => key.slice(0, 60)).join(', ')
    return issue([path, problem.keys[0]?.slice(0, 60)].filter(Boolean).join('.'), 'unknown_field', `没有这个字段：${keys}`, `There is no field ${keys}`)
  }
  return issue(path, problem.code, '内容或类型不符合要求', problem.message)
}

function frameworkProblem(error: unknown): Problem | null {
  const status = error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : null
  switch (status) {
    case 400:
      return malformed({ zh: '请求无法解析', en: 'The request cannot be read' })
    // A folder of the pages is refused by the file server; for a visitor nothing is there.
    case 403:
    case 404:
    // Longer than any id: what it names is not there.
    case 414:
      return new Problem({ status: 404, code: 'not-found', title: { zh: '没有找到', en: 'Not found' } })
    case 406:
      return new Problem({ status: 406, code: 'not-acceptable', title: { zh: '请求头不可接受', en: 'The request headers are not acceptable' } })
    case 413:
      return new Problem({ status: 413, code: 'too-large', title: { zh: '内容过大', en: 'The content is too large' } })
    case 415:
      return unsupportedMediaType()
    case 429:
      return new Problem({ status: 429, code: 'too-many-requests', title: { zh: '请求过于频繁，请稍后再试', en: 'Too many requests; try again later' } })
    default:
      return status !== null && status >= 400 && status < 500 ? malformed({ zh: '请求无法解析', en: 'The request cannot be read' }) : null
  }
}

function diskProblem(error: unknown): Problem | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code !== 'ENOSPC' && code !== 'EDQUOT' && databaseErrorCode(error) !== '53100') return null
  const title = { zh: '服务器磁盘已满，内容没有保存，请联系管理员', en: 'The disk of the server is full; nothing was kept. Tell the administrator' }
  return new Problem({ status: 507, code: 'disk-full', title })
}

function databaseProblem(error: unknown): Problem | null {
  const code = databaseErrorCode(error)
  const isAway = code === null ? error instanceof Error && /ECONNREFUSED|ENOENT|Connection terminated|timeout exceeded/.test(error.message) : code.startsWith('57P') || code.startsWith('08') || code === '53300'
  if (isAway) return busy('unavailable', { zh: '服务暂时不可用，请稍后再试', en: 'The service is not available just now; try again shortly' })
  if (code === '57014') return busy('too-slow', { zh: '查询耗时过长，请缩小范围', en: 'The query took too long; narrow it down' })
  if (code === '40001' || code === '40P01') return busy('busy', { zh: '系统繁忙，请重试', en: 'Busy; please try again' })
  // Text that PostgreSQL cannot hold, or a number beyond every type: the caller's input all the same.
  if (code === '22021' || code === '22P05' || code === '22P02' || code === '22003' || code === '22007' || code === '22008') {
    return invalid([issue('', 'invalid_value', '含有无法处理的内容', 'Contains something that cannot be processed')])
  }
  return null
}

function busy(code: string, title: Problem['title']): Problem {
  return new Problem({ status: 503, code, title, headers: { 'retry-after': '2' } })
}

function unexpected(): Problem {
  return new Problem({ status: 500, code: 'unexpected', title: { zh: '出现意外错误，已记录', en: 'Something unexpected happened; it has been recorded' } })
}
