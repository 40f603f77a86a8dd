/** What separates the cells of a text file, found by trying. */
import { defaultLimits } from './limits.ts'
import type { CsvDialect } from './split-csv.ts'
import { createCsvSplitter } from './split-csv.ts'

/** The order decides between equals: texts hold commas, but no tabs. */
export const knownDelimiters = ['\t', ',', ';', '|']
export const blanks = 'whitespace'

const rowsTried = 200

export interface TextLayout {
  /** One character, or 'whitespace' for columns separated by runs of blanks. */
  delimiter: string
  newline: CsvDialect['newline']
  /** A first line such as `sep=;`, which Excel understands and which is no row. */
  hasSeparatorLine: boolean
  hasHeader: boolean
}

/**
 * @param text the beginning of the file, decoded
 * @param isWhole nothing comes behind it; otherwise the last, cut line is not looked at
 */
export function detectLayout(text: string, isWhole: boolean): TextLayout {
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
  const lines = wholeLines(text, isWhole, newline)
  const layout = { newline, hasSeparatorLine: false, hasHeader: true } as const

  const announced = /^"?sep=(.)"?\r?$/.exec(lines.split(newline, 1)[0] ?? '')?.[1]
  if (announced !== undefined) return { ...layout, delimiter: announced, hasSeparatorLine: true }

  const best = knownDelimiters.map((delimiter) => judge(lines, delimiter, newline)).reduce((one, other) => (other.score > one.score ? other : one))
  if (best.score > 0) return { ...layout, delimiter: best.delimiter }

  const first = columnsByBlanks(lines.split(newline, rowsTried))
  if (first) return { ...layout, delimiter: blanks, hasHeader: !first.some((cell) => /^[+-]?[\d.,:/-]+$/.test(cell)) }
  return { ...layout, delimiter: ',' }
}

function wholeLines(text: string, isWhole: boolean, newline: string): string {
  if (isWhole) return text
  const end = text.lastIndexOf(newline)
  return end < 0 ? text : text.slice(0, end + 1)
}

/**
 * A delimiter is good when the rows have as many cells as the header, and better the more of them agree. A header that
 * does not know the delimiter speaks against it: texts in the rows often hold commas or semicolons.
 */
function judge(text: string, delimiter: string, newline: CsvDialect['newline']): { delimiter: string; score: number } {
  const splitter = createCsvSplitter({ delimiter, newline }, { rowLength: defaultLimits.rowLength })
  const rows = splitter.push(text, true).slice(0, rowsTried)
  const width = rows[0]?.cells.length ?? 0
  if (width < 2) return { delimiter, score: 0 }

  const agreeing = rows.filter((row) => row.cells.length === width && !row.problem).length / rows.length
  return { delimiter, score: agreeing + Math.min(width, 1000) / 100_000 }
}

/**
 * The cells of the first line when the lines are columns set with blanks, as printed by statistics programs. A list of
 * names ("Anna Weber") has two words in each line as well, so most lines must show that blanks are used to align.
 */
function columnsByBlanks(lines: string[]): string[] | undefined {
  const filled = lines.map((line) => line.trimEnd()).filter((line) => line !== '')
  const rows = filled.map((line) => line.trim().split(/\s+/))
  const first = rows[0]
  if (!first || first.length < 2 || filled.some((line) => line.includes('"'))) return undefined

  const aligned = filled.filter((line) => /^\s|\s\s/.test(line)).length
  const even = rows.filter((row) => row.length === first.length).length
  return aligned >= filled.length * 0.5 && even >= filled.length * 0.95 ? first : undefined
}
