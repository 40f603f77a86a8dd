/**
 * How alike two texts are, 0 to 1: one minus the edits (insert, delete, replace a character, exchange two neighbours)
 * that lead from one to the other, as a share of the longer text. Symmetric; 1 only for equal texts. Source: optimal
 * string alignment, a restricted Damerau-Levenshtein distance.
 */
export function similarity(one: string, other: string): number {
  const [a, b] = [[...one], [...other]]
  const longer = Math.max(a.length, b.length)
  return longer === 0 ? 1 : 1 - distance(a, b) / longer
}

function distance(a: readonly string[], b: readonly string[]): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [row, character] of a.entries()) {
    const current = [row + 1]
    for (const [column, opposite] of b.entries()) {
      const replaced = (last[column] ?? 0) + (character === opposite ? 0 : 1)
      let least = Math.min(replaced, (last[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1)
      const isExchange = row > 0 && column > 0 && character === b[column - 1] && a[row - 1] === opposite
      if (isExchange) least = Math.min(least, (beforeLast[column - 1] ?? 0) + 1)
      current.push(least)
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}
