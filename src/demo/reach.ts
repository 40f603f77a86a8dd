/** Telephone numbers, mail addresses and addresses that are well formed. Mail and web lead nowhere: all of it lies under .example (RFC 2606). */
import { pinyinOf } from '../platform/chinese/pinyin.ts'
import type { Random } from './random.ts'
import { areaCodes, buildings, estates, roads } from './words/companies.ts'
import type { City } from './world.ts'

const mobilePrefixes = ['130', '131', '132', '133', '135', '136', '137', '138', '139', '150', '151', '152', '153', '155', '156', '157', '158', '159', '166', '177', '178', '180', '181', '182', '183', '185', '186', '187', '188', '189', '191', '198', '199']

export function mobile(random: Random): string {
  return `+86${random.pick(mobilePrefixes)}${digits(random, 8)}`
}

/** Null for a city whose area code is not listed. */
export function landline(city: City, random: Random): string | null {
  const area = areaCodes[city.city]
  // 800 and the like are no subscribers' numbers.
  return area ? `+86${area}8${random.int(1, 9)}${digits(random, 6)}` : null
}

export function mailOf(name: string, domain: string, random: Random): string {
  return `${pinyinOf(name, { name: true }).full}${random.chance(0.6) ? digits(random, 2) : ''}@${domain}.example`
}

export function officeAddress(city: City, random: Random) {
  const district = random.pick(city.districts)
  const street = `${random.pick(roads)}${random.int(1, 999)}号${random.chance(0.7) ? `${random.pick(brandOfHouse)}${random.pick(buildings)}${random.int(1, 38)}楼` : ''}`
  return { address: addressIn(city, district.name, street), code: district.code }
}

export function homeAddress(city: City, random: Random) {
  const district = random.pick(city.districts)
  const street = `${random.pick(roads)}${random.int(1, 999)}号${random.pick(brandOfHouse)}${random.pick(estates)}${random.int(1, 28)}幢${random.int(1, 32)}0${random.int(1, 4)}室`
  return addressIn(city, district.name, street)
}

const brandOfHouse = ['金地', '绿园', '滨江', '海盛', '远洋', '天成', '星河', '锦绣', '西城', '东方', '云谷', '钱塘']

function addressIn(city: City, district: string, street: string): Record<string, string> {
  return { country: 'CN', province: city.province, city: city.city, ...(district ? { district } : {}), street }
}

export function digits(random: Random, count: number): string {
  return String(Math.floor(random.next() * 10 ** count)).padStart(count, '0')
}
