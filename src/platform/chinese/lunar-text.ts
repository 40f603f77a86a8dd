/** Months and days of the Chinese calendar in words, and back. */
const months = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊']
const monthAliases: ReadonlyMap<string, number> = new Map([
  ['一', 1],
  ['元', 1],
  ['十一', 11],
  ['十二', 12],
  ['臘', 12],
])
const digits = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** 正月, 闰四月, 腊月. */
export function monthInChinese({ month, leap }: { month: number; leap: boolean }): string {
  return `${leap ? '闰' : ''}${months[month - 1] ?? ''}月`
}

/** 初三, 初十, 十五, 二十, 廿九, 三十. */
export function dayInChinese(day: number): string {
  if (day === 20 || day === 30) return `${digits[day / 10 - 1]}十`
  const tens = ['初', '十', '廿'][Math.ceil(day / 10) - 1] ?? ''
  return `${tens}${digits[(day - 1) % 10] ?? ''}`
}

/** The month of a word without 月 (正, 十一, 冬), also of one or two Latin digits; null for anything else. */
export function monthOfWord(word: string): number | null {
  if (/^\d{1,2}$/.test(word)) return Number(word)
  const index = months.indexOf(word)
  return index >= 0 ? index + 1 : (monthAliases.get(word) ?? null)
}

/** The day of a word (初三, 三, 二十一, 廿一, 卅), also of one or two Latin digits; null for anything else. */
export function dayOfWord(word: string): number | null {
  if (/^\d{1,2}$/.test(word)) return Number(word)
  return dayWords.get(word) ?? null
}

const dayWords: ReadonlyMap<string, number> = new Map(Array.from({ length: 31 }, (_, index) => wordsOfDay(index + 1)).flat())

function wordsOfDay(day: number): [string, number][] {
  const units = digits[(day % 10) - 1] ?? ''
  const plain = day <= 10 ? (digits[day - 1] ?? '') : `${day < 20 ? '' : digits[Math.floor(day / 10) - 1]}十${units}`
  const words = [plain, dayInChinese(day), plain.replace(/^二十(?=.)/, '廿'), plain.replace(/^三十/, '卅')]
  return [...new Set(words)].map((word) => [word, day])
}

/** 一九七〇 or 1970 to the number; null for anything else. */
export function yearOfWord(word: string): number | null {
  const latin = [...word].map((character) => {
    const index = '〇一二三四五六七八九'.indexOf(character)
    return index >= 0 ? String(index) : character.replace(/[零○]/, '0')
  })
  return /^\d{4}$/.test(latin.join('')) ? Number(latin.join('')) : null
}
