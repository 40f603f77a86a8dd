import { pinyin } from 'pinyin-pro'
import { simplified } from './simplified.ts'
import { surnameReading } from './surnames.ts'

export type Pinyin = { full: string; initials: string }

/**
 * Lower-case pinyin without tones and spaces, for search by prefix and for order: "张三" -> zhangsan / zs,
 * "上海ABC科技" -> shanghaiabckeji / shabckj. ü is written v, as it is typed (吕 -> lv). Latin letters lose their accents
 * and case, digits stay, full-width forms count as their half-width twins, everything else is dropped, so the answer
 * holds nothing but a-z and 0-9.
 *
 * `name: true` says that the text is a person's name and begins with the surname (单 -> shan, 尉迟 -> yuchi).
 *
 * Traditional characters are read as their simplified twins, because the library's words are in simplified characters
 * (銀行 is yinhang, not yinxing). Most characters have one reading, which a table learns from pinyin-pro at first sight;
 * only texts with a character of several readings (行: hang, xing) go to the library as a whole, because the words
 * around it decide.
 */
export function pinyinOf(text: string, options?: { name?: boolean }): Pinyin {
  const surname = options?.name === true ? surnameReading(simplified(text.slice(0, 2))) : null
  if (surname === null) return read(text)
  const given = read(text.slice(surname.length))
  return {
    full: surname.join('') + given.full,
    initials: surname.map((syllable) => syllable.charAt(0)).join('') + given.initials,
  }
}

/** First and last unit of the table: CJK extension A to the end of the unified ideographs. */
const first = 0x3400
const last = 0x9fff

/** Syllables by character, filled as characters are met; '' for a character without a known reading. */
const syllables = new Array<string | undefined>(last - first + 1).fill(undefined)

/** What the table holds for a character whose reading depends on its neighbours. */
const dependsOnContext = '?'

const libraryOptions = { type: 'array', toneSandhi: false } as const

function read(text: string): Pinyin {
  let full = ''
  let initials = ''
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= first && code <= last) {
      const syllable = syllables[code - first] ?? learn(code)
      if (syllable === dependsOnContext) return readInContext(text)
      full += syllable
      initials += syllable.charAt(0)
      continue
    }
    if (code > 0x7f) return readInContext(text)
    const plain = asciiLetter(code)
    full += plain
    initials += plain
  }
  return { full, initials }
}

function learn(code: number): string {
  const character = simplified(String.fromCharCode(code))
  const readings = new Set(pinyin(character, { ...libraryOptions, multiple: true }).map(withoutTone))
  const syllable = readings.size > 1 ? dependsOnContext : withoutTone(pinyin(character, libraryOptions)[0] ?? '')
  syllables[code - first] = syllable
  return syllable
}

/** The slow road: the library reads the whole text and gives one element for each code point. */
function readInContext(text: string): Pinyin {
  const characters = [...text]
  const readings = pinyin(simplified(text), libraryOptions)
  let full = ''
  let initials = ''
  for (const [index, character] of characters.entries()) {
    const isChinese = han.test(character)
    const part = isChinese ? withoutTone(readings[index] ?? '') : latinOf(character)
    full += part
    initials += isChinese ? part.charAt(0) : part
  }
  return { full, initials }
}

const han = /^\p{Script=Han}$/u

function asciiLetter(code: number): string {
  const isLetterOrDigit = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)
  if (isLetterOrDigit) return String.fromCharCode(code)
  return code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 0x20) : ''
}

/** Remembered, because there are some 1,300 syllables with tones and taking the tone off costs more than reading it. */
const toneless = new Map<string, string>()

function withoutTone(syllable: string): string {
  const known = toneless.get(syllable)
  if (known !== undefined) return known
  const letters = lettersOf(syllable.normalize('NFD').replaceAll('u\u0308', 'v').toLowerCase())
  if (letters !== '') toneless.set(syllable, letters)
  return letters
}

/** NFKD takes ｅ to e, é to e and an accent that falls off, ﬁ to fi; letters without such parts (ø, ß) fall away. */
function latinOf(character: string): string {
  return lettersOf(character.normalize('NFKD').toLowerCase())
}

function lettersOf(text: string): string {
  return text.replace(/[^a-z0-9]/g, '')
}
