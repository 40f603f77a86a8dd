import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'

import { i18n } from '../client/i18n.ts'
import { daysFromToday, formatAddress, formatDate, formatDateTime, formatLunar, formatMoney, formatNumber, formatPhone, formatTime, setFormatPlace, timeAgo, today, wallNow } from './format.ts'

// In Chinese, the language before anybody chose one.
beforeAll(async () => {
  setFormatPlace({ timeZone: 'Asia/Shanghai', currency: 'CNY' })
  await i18n.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: { 'format.just_now': '刚刚' } } }, keySeparator: false, nsSeparator: false })
})

describe('values as people read them', () => {
  test('money keeps every digit that a float would lose', () => {
    expect(formatMoney('9007199254740993.07')).toBe('¥9,007,199,254,740,993.07')
    expect(formatMoney({ amount: '12.5', currency: 'USD' })).toBe('$12.50')
    expect(formatMoney('not a number')).toBe('')
    // A unit price has four places; those that say nothing are left out, but for the two of the currency.
    expect(['506.8800', '0.0625', '3.0000'].map((price) => formatMoney(price, { scale: 4 }))).toEqual(['¥506.88', '¥0.0625', '¥3.00'])
  })

  test('a whole number loses no digit', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n }), (whole) => formatNumber(String(whole)).replaceAll(',', '') === String(whole)))
  })

  test('an instant is shown on the day it has in the time zone of the workspace', () => {
    expect(formatDate('2026-03-01T17:30:00Z')).toBe('2026-03-02')
    expect(formatDateTime('2026-03-01T17:30:00Z')).toBe('2026-03-02 01:30')
    expect(formatTime('09:05:00')).toBe('09:05')
  })

  test('a day is a day, whatever the zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), (number) => {
        const day = new Date(number * 86_400_000).toISOString().slice(0, 10)
        return formatDate(day) === day
      }),
    )
  })

  test('numbers of China are grouped, others are left as they are', () => {
    expect(formatPhone('+8613812345678')).toBe('138 1234 5678')
    expect(formatPhone('+862161234567')).toBe('021-61234567')
    expect(formatPhone('+8657187654321')).toBe('0571-87654321')
    expect(formatPhone('+442079460018')).toBe('+442079460018')
  })

  test('an address begins with the largest part, and a municipality is named once', () => {
    expect(formatAddress({ country: 'CN', province: '上海市', city: '上海市', district: '浦东新区', street: '世纪大道 1 号' })).toBe('上海市浦东新区世纪大道 1 号')
  })

  test('days are counted from today in the workspace, not from now', () => {
    const now = new Date()
    expect(daysFromToday(today(now))).toBe(0)
    expect(timeAgo(now.toISOString(), now)).toBe('刚刚')
  })

  test('the clock on the wall of the workspace is not that of the browser', () => {
    expect(wallNow(new Date('2026-11-28T16:20:05Z'))).toBe('2026-11-29T00:20:05')
    expect(wallNow(new Date('2026-11-28T15:59:59Z'))).toBe('2026-11-28T23:59:59')
  })

  test('nothing that is not a value breaks a page', () => {
    const formats = [formatDate, formatDateTime, formatTime, formatNumber, formatMoney, formatPhone, formatAddress, timeAgo]
    fc.assert(fc.property(fc.anything(), (value) => formats.every((format) => typeof format(value) === 'string')))
  })

  test('a lunar date is told in figures where nobody reads its characters', async () => {
    const words = { 'format.lunar': '{{month}}/{{day}}', 'format.lunar_leap': '*{{month}}/{{day}}' }
    i18n.addResourceBundle('en', 'translation', words)
    expect(formatLunar('农历2025年闰六月初三')).toBe('农历2025年闰六月初三')
    await i18n.changeLanguage('en')
    // Every day from the first to the thirtieth, as platform/chinese/lunar-text.ts writes them.
    const days = ['初一', '初九', '初十', '十一', '十九', '二十', '廿一', '廿九', '三十'].map((day) => formatLunar(`农历1990年正月${day}`))
    expect(days).toEqual(['1/1', '1/9', '1/10', '1/11', '1/19', '1/20', '1/21', '1/29', '1/30'])
    expect(['农历2025年闰六月初三', '农历2025年冬月初二', '农历2025年腊月十五', 'no date', null].map(formatLunar)).toEqual(['*6/3', '11/2', '12/15', 'no date', ''])
    await i18n.changeLanguage('zh-CN')
  })
})
