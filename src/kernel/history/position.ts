import { invalid, issue } from '../../platform/problems.ts'
import { isId } from '../../platform/ids.ts'

/** Where a page of things ordered by time ends. */
export interface Position {
  at: string
  id: string
}

export function encodePosition(position: Position): string {
  return Buffer.from(`${position.at} ${position.id}`).toString('base64url')
}

export function decodePosition(text: string): Position {
  const [at = '', id = ''] = Buffer.from(text, 'base64url').toString('utf8').split(' ')
  if (!isId(id) || Number.isNaN(Date.parse(at))) {
    throw invalid([issue('cursor', 'invalid_cursor', '翻页位置无效，请从第一页开始', 'The cursor does not fit; start again without it')])
  }
  return { at, id }
}
