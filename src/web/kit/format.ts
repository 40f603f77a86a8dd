/** Values as people of the current language read them. Empty values give an empty string. */
import { currentLanguage, i18n } from '../client/i18n.ts'
import { countryName } from './countries.ts'

const place = { timeZone: 'Asia/Shanghai', currency: 'CNY' }

/** Time zone and currency of the workspace; set once after sign-in. */
export function setFormatPlace(given: { timeZone: string; currency: string }): void {
  Object.assign(place, given)
}

export function workspaceTimeZone(): string {
  return place.timeZone
}

/** `2026-03-01` or an instant -> `2026-03-01` (zh) or `1 Mar 2026` (en); without the year when it is this one and `short`. */
export function formatDate(value: unknown, style: 'long' | 'short' = 'long'): string {
  const day = dayOf(value)
  if (!day) return ''
  const [year, month] = day.split('-')
  const isThisYear = year === today().slice(0, 4)
  if (currentLanguage() === 'zh-CN') return style === 'short' && isThisYear ? `${Number(month)}月${Number(day.slice(8))}日` : day
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', timeZone: 'UTC' }
  if (style === 'long' || !isThisYear) options.year = 'numeric'
  return formatter('en-GB', options).format(new Date(`${day}T00:00:00Z`))
}

/** The month of a day: 2026年5月, May 2026. */
export function formatMonth(day: string, style: 'long' | 'short' = 'long'): string {
  const locale = currentLanguage() === 'zh-CN' ? 'zh-CN' : 'en-GB'
  return formatter(locale, { timeZone: 'UTC', month: style, year: 'numeric' }).format(new Date(`${day}T00:00:00Z`))
}

/** 周一, Mon; with the day where it is wanted: 5月4日周一. */
export function formatWeekday(day: string, style: 'weekday' | 'day' = 'weekday'): string {
  const locale = currentLanguage() === 'zh-CN' ? 'zh-CN' : 'en-GB'
  const options: Intl.DateTimeFormatOptions = style === 'day' ? { weekday: 'short', day: 'numeric', month: 'short' } : { weekday: 'short' }
  return formatter(locale, { timeZone: 'UTC', ...options }).format(new Date(`${day}T00:00:00Z`))
}

/** Today with its weekday, for the head of a page. */
export function formatLongDay(now: Date = new Date()): string {
  const locale = currentLanguage() === 'zh-CN' ? 'zh-CN' : 'en-GB'
  return formatter(locale, { timeZone: place.timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(now)
}

/** An instant in the time zone of the workspace, to the minute. */
export function formatDateTime(value: unknown, style: 'long' | 'short' = 'long'): string {
  const date = instantOf(value)
  return date ? `${formatDate(date.toISOString(), style)} ${clockOf(date)}` : ''
}

/** The same to the second, where the order of things matters. */
export function formatInstant(value: unknown): string {
  const date = instantOf(value)
  return date ? `${formatDateTime(date.toISOString())}:${String(date.getUTCSeconds()).padStart(2, '0')}` : ''
}

/** `09:05` of an instant, or a time of day as it is. */
export function formatTime(value: unknown): string {
  if (typeof value === 'string' && /^\d{2}:\d{2}/.test(value)) return value.slice(0, 5)
  const date = instantOf(value)
  return date ? clockOf(date) : ''
}

/** Numbers and decimal strings, exact to every digit. */
export function formatNumber(value: unknown, scale?: number): string {
  if (!isNumeric(value)) return ''
  return numbers({ minimumFractionDigits: scale, maximumFractionDigits: scale ?? 20 }).format(value as number)
}

/** A decimal string or `{ amount, currency }`, in the currency of the workspace where none is given. */
export function formatMoney(value: unknown, options: { currency?: string; scale?: number; compact?: boolean } = {}): string {
  const isPair = typeof value === 'object' && value !== null && 'amount' in value
  const amount: unknown = isPair ? value.amount : value
  const ownCurrency = isPair && 'currency' in value && typeof value.currency === 'string' ? value.currency : undefined
  if (!isNumeric(amount)) return ''
  return numbers({
    style: 'currency',
    currency: options.currency ?? ownCurrency ?? place.currency,
    currencyDisplay: 'narrowSymbol',
    ...(options.compact && Math.abs(Number(amount)) >= 10_000
      ? { notation: 'compact', maximumFractionDigits: 1 }
      : { minimumFractionDigits: Math.min(2, options.scale ?? 2), maximumFractionDigits: options.scale ?? 2 }),
  }).format(amount as number)
}

/** `¥`: the unit for titles of charts. */
export function currencySign(): string {
  return numbers({ style: 'currency', currency: place.currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0).find((part) => part.type === 'currency')?.value ?? place.currency
}

/** 12.5 -> `12.5%`: percent values are stored as people say them, not as fractions. */
export function formatPercent(value: unknown, scale?: number): string {
  const text = formatNumber(value, scale)
  return text && `${text}%`
}

/** Minutes -> `1 h 30 min`. */
export function formatDuration(value: unknown): string {
  if (!isNumeric(value)) return ''
  const minutes = Math.round(Number(value))
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  const parts = [hours > 0 ? i18n.t('format.hours', { count: hours }) : '', rest > 0 || hours === 0 ? i18n.t('format.minutes', { count: rest }) : '']
  return parts.filter(Boolean).join(' ')
}

/** E.164 -> grouped for reading; numbers of China without the country code. */
export function formatPhone(value: unknown): string {
  if (typeof value !== 'string') return ''
  const local = value.startsWith('+86') ? value.slice(3) : undefined
  if (local && /^1\d{10}$/.test(local)) return `${local.slice(0, 3)} ${local.slice(3, 7)} ${local.slice(7)}`
  if (local && /^(10|2\d)\d{8}$/.test(local)) return `0${local.slice(0, 2)}-${local.slice(2)}`
  if (local && /^[3-9]\d{9,10}$/.test(local)) return `0${local.slice(0, 3)}-${local.slice(3)}`
  return local ?? value
}

/** In the order of the language: country first in Chinese, street first in English. */
export function formatAddress(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  const address: Record<string, unknown> = { ...value }
  const text = (name: string) => (typeof address[name] === 'string' ? address[name] : '')
  const country = text('country') === 'CN' ? '' : countryName(text('country'))
  const isChinese = currentLanguage() === 'zh-CN'
  const parts = ['province', 'city', 'district', 'street'].map(text)
  const shown = (isChinese ? [country, ...parts] : [...parts.toReversed(), country]).filter(Boolean)
  // The four municipalities are province and city at once.
  return shown.filter((part, index) => part !== shown[index - 1]).join(isChinese ? '' : ', ')
}

/** A lunar date as the server keeps it (农历1970年闰四月初三): its own words in Chinese, month and day elsewhere. */
export function formatLunar(text: unknown): string {
  const [, leap, month = '', tens = '', unit = ''] = typeof text === 'string' ? (/年(闰?)(.)月(.)(.)$/.exec(text) ?? []) : []
  if (typeof text !== 'string' || month === '' || i18n.language === 'zh-CN') return typeof text === 'string' ? text : ''
  const digits = '一二三四五六七八九十'
  // 二十 and 三十 say their tens by a digit, all other days by a word of their own.
  const day = '初十廿'.includes(tens) ? '初十廿'.indexOf(tens) * 10 + digits.indexOf(unit) + 1 : (digits.indexOf(tens) + 1) * 10
  return i18n.t(leap ? 'format.lunar_leap' : 'format.lunar', { month: '正二三四五六七八九十冬腊'.indexOf(month) + 1, day })
}

/** How long since or until an instant: `3 minutes ago`, `in 2 days`; the day itself from a month on. */
export function timeAgo(value: unknown, now: Date = new Date()): string {
  const date = instantOf(value)
  if (!date) return ''
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000)
  const size = Math.abs(seconds)
  if (size < 45) return i18n.t('format.just_now')
  if (size < 3600) return relative(Math.round(seconds / 60), 'minute')
  if (size < 86_400) return relative(Math.round(seconds / 3600), 'hour')
  if (size < 30 * 86_400) return relative(Math.round(seconds / 86_400), 'day')
  return formatDate(value)
}

/** A day from here: `today`, `yesterday`, `in 3 days`; the day itself from two weeks on. */
export function formatDay(value: unknown): string {
  const days = daysFromToday(value)
  if (days === undefined) return ''
  return Math.abs(days) <= 14 ? relative(days, 'day') : formatDate(value, 'short')
}

/** Whole days from today to the day: negative when it is past. */
export function daysFromToday(value: unknown): number | undefined {
  const day = dayOf(value)
  return day ? Math.round((Date.parse(day) - Date.parse(today())) / 86_400_000) : undefined
}

/** Today in the time zone of the workspace, as YYYY-MM-DD. */
export function today(now: Date = new Date()): string {
  return wallNow(now).slice(0, 10)
}

/** What clocks and calendars on the wall of the workspace show, as 2026-11-29T08:05:00. */
export function wallNow(now: Date = new Date()): string {
  return formatter('sv-SE', { timeZone: place.timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(now).replace(' ', 'T')
}

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times what using it does. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formatters.set(key, known)
  return known
}

const numberFormatters = new Map<string, Intl.NumberFormat>()

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = currentLanguage() + JSON.stringify(options)
  const known = numberFormatters.get(key) ?? new Intl.NumberFormat(currentLanguage(), options)
  numberFormatters.set(key, known)
  return known
}

function clockOf(date: Date): string {
  return wallNow(date).slice(11, 16)
}

const relatives = new Map<string, Intl.RelativeTimeFormat>()

function relative(amount: number, unit: 'minute' | 'hour' | 'day'): string {
  const language = currentLanguage()
  const known = relatives.get(language) ?? new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  relatives.set(language, known)
  return known.format(amount, unit)
}

/** A day as it is; the day of an instant in the time zone of the workspace. */
export function dayOf(value: unknown): string | undefined {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value
  const date = instantOf(value)
  return date && today(date)
}

function instantOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' && !(value instanceof Date)) return undefined
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** Decimal strings are formatted as they are, digit by digit: a number would round them. */
function isNumeric(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
}

/** The size of a file: 12 KB, 3.4 MB. */
export function formatBytes(size: number): string {
  const units = ['B', 'KB', 'MB', 'GB']
  const place = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, size)) / 10))
  const amount = size / 1024 ** place
  return `${formatNumber(amount, place > 1 && amount < 10 ? 1 : 0)} ${units[place]}`
}
