export type Strength = 'short' | 'weak' | 'fair' | 'good'

export const shortestPassword = 8

/**
 * How a password stands against guessing, as far as a page can tell; whether it is among those tried first is the server's to
 * say. Length counts most: a Chinese character is worth half as much again as a letter, a kind of letters more about two letters,
 * repeated letters are worth little.
 */
export function strengthOf(password: string): Strength {
  const letters = [...password]
  if (letters.length < shortestPassword) return 'short'
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u, /\p{Script=Han}/u].filter((kind) => kind.test(password)).length
  const different = new Set(letters.map((letter) => letter.toLowerCase())).size
  const han = letters.filter((letter) => /\p{Script=Han}/u.test(letter)).length
  const worth = Math.min(letters.length, different * 2) + han / 2 + 2 * (kinds - 1)
  if (different < 5 || worth < 11) return 'weak'
  return worth < 16 ? 'fair' : 'good'
}
