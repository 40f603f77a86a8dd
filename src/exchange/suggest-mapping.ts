/** Guesses which field each column means, from names and labels in both languages and the words of `also_called`. */
import { halfWidth } from '../platform/chinese/normalise.ts'
import { isErrorColumn } from '../platform/tabular/error-file.ts'
import { mustBeGiven, type Place } from './importable-fields.ts'

export type Mapping = Record<string, string | null>

/**
 * Each field is given to one column, the best fit first: its own name or label before further words, whole before part.
 * @param sample the first rows. A column that is empty in most of them cannot fill what every record needs: those rows would be refused for it.
 */
export function suggestMapping(columns: readonly string[], places: readonly Place[], sample: readonly (readonly string[])[]): Mapping {
  const needed = new Set(places.filter(({ part, field }) => part === null && mustBeGiven(field)).map(({ path }) => path))
  const isEmpty = (index: number): boolean => sample.filter((row) => (row[index] ?? '').trim() === '').length * 2 > sample.length
  const mapping: Mapping = Object.fromEntries(columns.map((column) => [column, null]))
  const taken = new Set<string>()
  for (const wordsOf of [ownWords, furtherWords]) {
    const byWord = new Map<string, string>()
    for (const place of places) {
      for (const word of wordsOf(place)) if (!byWord.has(word)) byWord.set(word, place.path)
    }
    for (const strip of [plain, withoutBrackets]) {
      for (const [index, column] of columns.entries()) {
        const path = byWord.get(strip(column))
        if (path === undefined || mapping[column] !== null || taken.has(path) || isErrorColumn(column)) continue
        if (needed.has(path) && isEmpty(index)) continue
        mapping[column] = path
        taken.add(path)
      }
    }
  }
  return mapping
}

function ownWords({ path, label }: Place): string[] {
  // Files of every origin have a column `id`, which is seldom ours.
  const names = path === 'id' ? [] : [path]
  return [...names, label.zh, label.en, `${label.zh}${path}`, `${label.en}${path}`].map(plain)
}

function furtherWords({ also_called }: Place): string[] {
  return also_called.map(plain)
}

/** `Close_Date ` and `close date` are one word, `电话（必填）` and `电话(必填)` too. */
function plain(text: string): string {
  return halfWidth(text).toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** `电话（必填）` is 电话. */
function withoutBrackets(text: string): string {
  return plain(halfWidth(text).replace(/[([][^)\]]*[)\]]/g, ''))
}
