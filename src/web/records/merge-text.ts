/**
 * Both texts in one, as a start for the hand: theirs as it is, then those lines of ours that it lacks. Every line of both is in it.
 */
export function mergeTexts(mine: string, theirs: string): string {
  if (theirs.includes(mine)) return theirs
  if (mine.includes(theirs)) return mine
  const known = new Set(theirs.split('\n').map((line) => line.trim()))
  const added = mine.split('\n').filter((line) => !known.has(line.trim()))
  return added.length > 0 ? `${theirs}\n${added.join('\n')}` : theirs
}
