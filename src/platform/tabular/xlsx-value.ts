/** Dates of a spreadsheet as text. */
import { serialToDate } from 'hucre'
import { numberText } from './number-text.ts'

/** 'elapsed' is a length of time such as 36:00:00, 'moment' a date, a time of day, or both. */
export type DateStyle = 'moment' | 'elapsed'

/** 9999-12-31, the last day of Excel. */
const lastDay = 2_958_466

/**
 * 'YYYY-MM-DD', 'YYYY-MM-DDTHH:MM:SS' (milliseconds only where there are some) or 'HH:MM:SS'. A spreadsheet knows no
 * time zone. Numbers outside the calendar stay numbers.
 * @param raw days since the beginning of the calendar
 */
export function dateText(raw: string, style: DateStyle, is1904: boolean): string {
  const serial = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(serial) || serial < 0 || serial >= lastDay) return numberText(raw)
  if (style === 'elapsed') return elapsedText(serial)

  const [day = '', clock = ''] = serialToDate(serial, is1904).toISOString().slice(0, -1).split('T')
  const time = clock.replace(/\.000$/, '')
  if (serial < 1 && !is1904) return time
  return time === '00:00:00' ? day : `${day}T${time}`
}

function elapsedText(days: number): string {
  const seconds = Math.round(days * 86_400)
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
}
