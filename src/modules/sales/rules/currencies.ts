import { options } from '../../../kernel/definitions/fields.ts'

/** Currencies that documents may be in; none has more than the two digits that amounts are kept with. */
export const currencyOptions = options({
  CNY: ['人民币 CNY', 'CNY'], USD: ['美元 USD', 'USD'], EUR: ['欧元 EUR', 'EUR'], HKD: ['港币 HKD', 'HKD'], GBP: ['英镑 GBP', 'GBP'], JPY: ['日元 JPY', 'JPY'],
  TWD: ['新台币 TWD', 'TWD'], MOP: ['澳门元 MOP', 'MOP'], KRW: ['韩元 KRW', 'KRW'], SGD: ['新加坡元 SGD', 'SGD'], MYR: ['马来西亚林吉特 MYR', 'MYR'],
  THB: ['泰铢 THB', 'THB'], VND: ['越南盾 VND', 'VND'], AUD: ['澳元 AUD', 'AUD'], NZD: ['新西兰元 NZD', 'NZD'], CAD: ['加元 CAD', 'CAD'], CHF: ['瑞士法郎 CHF', 'CHF'],
  SEK: ['瑞典克朗 SEK', 'SEK'], RUB: ['卢布 RUB', 'RUB'], INR: ['印度卢比 INR', 'INR'], AED: ['阿联酋迪拉姆 AED', 'AED'], BRL: ['巴西雷亚尔 BRL', 'BRL'],
})

const withoutDigits = new Set(['JPY', 'KRW', 'VND'])

/** Digits after the point of amounts in a currency (ISO 4217). */
export function digitsOf(currency: string): number {
  return withoutDigits.has(currency) ? 0 : 2
}
