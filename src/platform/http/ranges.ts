/** `Range: bytes=...` (RFC 9110, 14): one part of a file, so that players can jump and downloads go on where they stopped. */

export interface Part {
  start: number
  /** The last byte, which is part of it. */
  end: number
}

/**
 * @returns null for the whole: no range, one of another form, or several (a server may ignore them); `unsatisfiable` for one that
 * begins behind the end.
 */
export function partOf(header: string | undefined, size: number): Part | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return null
  return start >= size ? 'unsatisfiable' : { start, end }
}
