/** Today is reached by `g h`. */
const taken = ['h']

/** Letters after `g`: the first of each path that no earlier path took. A path without a free one has none. */
export function goLetters(paths: string[]): Map<string, string> {
  const letters = new Map<string, string>()
  for (const path of paths) {
    const used = new Set([...taken, ...letters.values()])
    const letter = [...path].find((character) => /[a-z]/.test(character) && !used.has(character))
    if (letter) letters.set(path, letter)
  }
  return letters
}
