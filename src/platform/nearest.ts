/** The word that was probably meant: the nearest of those there are, or null where none is near. Letter case says nothing. */
export function nearest(word: string, known: Iterable<string>): string | null {
  let best: { name: string; distance: number } | null = null
  for (const name of known) {
    const distance = editsBetween(word.toLowerCase(), name.toLowerCase())
    if (distance <= Math.max(1, Math.floor(name.length / 3)) && distance < (best?.distance ?? Infinity)) best = { name, distance }
  }
  return best?.name ?? null
}

/** Letters to add, leave out, change or swap with their neighbour (optimal string alignment). */
function editsBetween(one: string, other: string): number {
  let [before, row]: number[][] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1]
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      next[j] = Math.min((row?.[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row?.[j - 1] ?? 0) + (isSame ? 0 : 1), isSwapped ? (before?.[j - 2] ?? 0) + 1 : Infinity)
    }
    ;[before, row] = [row, next]
  }
  return row?.[other.length] ?? 0
}
