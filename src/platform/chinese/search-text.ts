/**
 * Text for search by any part under a trigram index. Such an index needs three characters; Chinese names are searched by
 * one or two. So every character outside ASCII is written twice or more, in the column and in the needle: 张三 -> 张张三三.
 *
 * The law, for any number of times and all texts without lone surrogates: lower(needle) is part of lower(text) exactly if
 * repeatNonAscii(needle) is part of repeatNonAscii(text). One way is plain, because repeating goes character by
 * character. The other way: a match that begins at the head of a block of the text keeps in step with the blocks, and is a
 * match of the texts as they were. One that begins inside a block of c has c as its own first block, which reaches into
 * the next block of the text, so that is a block of c too; by the same step so are all that follow, the needle is c
 * repeated, the text holds one c more than that, and the needle is part of the text. Neither a false hit nor a miss.
 *
 * The twin in SQL is regexp_replace(lower(x), '([^\x01-\x7f])', '\1\1', 'g'). To stay equal to it, lower case goes code
 * point by code point, as lower() does under C.UTF-8: Σ becomes σ at the end of a word as well, and İ becomes i. Compared
 * for every code point on PostgreSQL 18: only 55 letters that Unicode 16 and 17 brought in differ, because the server's
 * tables are older.
 */
export function repeatNonAscii(text: string, times: number): string {
  let repeated = ''
  for (const character of text) {
    const lower = lowerOf(character)
    repeated += isAscii(lower) ? lower : lower.repeat(times)
  }
  return repeated
}

/** repeatNonAscii by two: enough for an index to find two Chinese characters, and the smallest column. */
export function doubleNonAscii(text: string): string {
  return repeatNonAscii(text, 2)
}

/** The pattern for `column like $1` that finds the needle anywhere in a column of so many repetitions. */
export function likePattern(needle: string, times = 2): string {
  return `%${escapeLike(repeatNonAscii(needle, times))}%`
}

/** Takes the meaning from % _ and \ in a pattern of LIKE with its usual escape character. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** İ (U+0130) is the only character whose lower case is longer than one; the simple mapping of Unicode says i. */
function lowerOf(character: string): string {
  return character === '\u0130' ? 'i' : character.toLowerCase()
}

function isAscii(character: string): boolean {
  return character.charCodeAt(0) < 0x80
}
