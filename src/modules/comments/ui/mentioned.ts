interface Person {
  id: string
  name: string
}

/** Ids of those who were chosen and whose name still stands in the text behind an @. */
export function mentionedIn(text: string, chosen: readonly Person[]): string[] {
  return [...new Set(chosen.filter(({ name }) => name !== '' && text.includes(`@${name}`)).map(({ id }) => id))]
}

/** The text in pieces, so that mentions can be set apart; put together again it is the same text. */
export function piecesOf(text: string, mentioned: readonly Person[]): { text: string; isMention: boolean }[] {
  const names = mentioned.map(({ name }) => `@${name}`).filter((name) => name !== '@').sort((a, b) => b.length - a.length)
  if (names.length === 0) return [{ text, isMention: false }]
  const pattern = new RegExp(`(${names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})`, 'g')
  return text.split(pattern).filter((piece) => piece !== '').map((piece) => ({ text: piece, isMention: names.includes(piece) }))
}
