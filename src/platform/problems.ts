/** The handful of errors that people get to see: thrown where known, turned into HTTP in one place (http/problem-answer.ts). */
import type { Label } from './label.ts'

export interface Issue {
  /** Where in the input, e.g. `phones[0]`; empty for the whole. */
  path: string
  code: string
  message: Label
  /** Further members of the answer, such as both values of a collision. */
  extra?: Record<string, unknown>
}

export class Problem extends Error {
  readonly status: number
  /** Stable; the end of the problem's type URI. */
  readonly code: string
  readonly title: Label
  readonly issues: Issue[]
  readonly extra: Record<string, unknown>
  readonly headers: Record<string, string>

  constructor(options: {
    status: number
    code: string
    title: Label
    issues?: Issue[]
    extra?: Record<string, unknown>
    headers?: Record<string, string>
  }) {
    super(`${options.code}: ${options.title.en}`)
    this.name = 'Problem'
    this.status = options.status
    this.code = options.code
    this.title = options.title
    this.issues = options.issues ?? []
    this.extra = options.extra ?? {}
    this.headers = options.headers ?? {}
  }
}

export function malformed(title: Label, issues?: Issue[]): Problem {
  return new Problem({ status: 400, code: 'malformed', title, issues })
}

export function notSignedIn(extra?: Record<string, unknown>): Problem {
  return new Problem({ status: 401, code: 'not-signed-in', title: { zh: '请先登录', en: 'Please sign in first' }, extra })
}

export function forbidden(title: Label = { zh: '您没有权限执行此操作', en: 'You may not do this' }): Problem {
  return new Problem({ status: 403, code: 'forbidden', title })
}

/** For what is not there and for what may not be seen: no difference is shown. */
export function notFound(): Problem {
  return new Problem({ status: 404, code: 'not-found', title: { zh: '没有找到', en: 'Not found' } })
}

export function conflict(code: string, title: Label): Problem {
  return new Problem({ status: 409, code, title })
}

export function unsupportedMediaType(title: Label = { zh: '不支持的内容类型', en: 'This content type is not supported' }): Problem {
  return new Problem({ status: 415, code: 'unsupported-media-type', title })
}

/** A value that must be unique is taken. @param path the field */
export function notUnique(path: string, zh: string, en: string): Problem {
  const title = { zh: `${zh}已被使用`, en: `${en} is already in use` }
  return new Problem({ status: 409, code: 'not-unique', title, issues: [{ path, code: 'not_unique', message: title }] })
}

export function invalid(issues: Issue[]): Problem {
  return new Problem({
    status: 422,
    code: 'validation',
    title: { zh: '填写的内容有误', en: 'Some of the input is not valid' },
    issues,
  })
}

export function issue(path: string, code: string, zh: string, en: string): Issue {
  return { path, code, message: { zh, en } }
}
