import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formsOf } from './division-names.ts'
import { completePlace, divisionsUnder, findDivision, parseAddress } from './divisions.ts'

const provinces = divisionsUnder()
const places = provinces.flatMap((province) =>
  divisionsUnder(province.code).flatMap((city) =>
    (city.isLeaf ? [null] : divisionsUnder(city.code)).map((district) => ({ province: province.name, city: city.name, district: district?.name ?? null })),
  ),
)
const street = fc.constantFrom('', '文三路100号', '人民路 1 号 2 室', '世纪大道8号', 'No. 5 Long Road', '科技园A座')

test('all provinces and regions are there, and everything below them has a name and its own code', () => {
  expect(provinces).toHaveLength(34)
  expect(places.length).toBeGreaterThan(3000)
  const codes = provinces.flatMap((province) => divisionsUnder(province.code).flatMap((city) => [city.code, ...divisionsUnder(city.code).map((one) => one.code)]))
  expect(new Set(codes).size).toBe(codes.length)
  expect(divisionsUnder('999999')).toEqual([])
})

test('a municipality is its own city', () => {
  expect(divisionsUnder('31')).toEqual([{ code: '3101', name: '上海市', level: 'city', isLeaf: false }])
  expect(divisionsUnder('5001').map((one) => one.name)).toEqual(expect.arrayContaining(['渝中区', '忠县']))
})

test('counties under their province stand among its cities', () => {
  expect(divisionsUnder('41')).toContainEqual({ code: '419001', name: '济源市', level: 'city', isLeaf: true })
})

test('every place is found again in an address that begins with its names', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), street, fc.constantFrom('', ' ', '/', '，'), (place, rest, separator) => {
      const text = [place.province, place.city, place.district ?? ''].join(separator) + separator + rest
      expect(parseAddress(text)).toEqual({ ...place, street: rest })
    }),
    { numRuns: 1000 },
  )
})

test('every place is found by its names', () => {
  for (const place of places) expect(findDivision(place)).toMatchObject(place)
})

test('every place with a district is found by the short names of province and city', () => {
  for (const place of places.filter((one) => one.district !== null)) {
    const short = { province: formsOf(place.province)[1], city: formsOf(place.city)[1] ?? place.city, district: place.district }
    expect(findDivision(short), JSON.stringify(short)).toMatchObject(place)
  }
})

test.each([
  ['浙江省杭州市西湖区文三路 100 号', '浙江省', '杭州市', '西湖区', '文三路 100 号'],
  ['上海浦东世纪大道1号', '上海市', '上海市', '浦东新区', '世纪大道1号'],
  ['上海/浦东', '上海市', '上海市', '浦东新区', ''],
  ['北京市 市辖区 东城区 王府井', '北京市', '北京市', '东城区', '王府井'],
  ['北京海淀中关村大街', '北京市', '北京市', '海淀区', '中关村大街'],
  ['江苏南京鼓楼区中山北路1号', '江苏省', '南京市', '鼓楼区', '中山北路1号'],
  ['江苏省昆山市玉山镇', '江苏省', '苏州市', '昆山市', '玉山镇'],
  ['吉林省吉林市', '吉林省', '吉林市', null, ''],
  ['海南海口', '海南省', '海口市', null, ''],
  ['青海省海南州共和县', '青海省', '海南藏族自治州', '共和县', ''],
  ['内蒙古兴安盟', '内蒙古自治区', '兴安盟', null, ''],
  ['中国 广东省 深圳市 南山区 科技园', '广东省', '深圳市', '南山区', '科技园'],
  ['上海市南京西路1号', '上海市', '上海市', null, '南京西路1号'],
  ['河北省桥西区', '河北省', null, null, '桥西区'],
])('%s is %s %s %s %s', (text, province, city, district, rest) => {
  expect(parseAddress(text)).toEqual({ province, city, district, street: rest })
})

test.each(['朝阳区建国路88号', '南京东路100号', '浙江大学', '1 Infinite Loop, Cupertino', ''])('%s names no place for certain and stays whole', (text) => {
  expect(parseAddress(text)).toEqual({ province: null, city: null, district: null, street: text })
})

test('the street is always the end of the text, and no text makes it fail', () => {
  const pieces = fc.constantFrom('上海', '北京市', '朝阳', '区', '吉林', '市辖区', '中国', '路', ' ', '/', '1', '南山')
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(pieces).map((parts) => parts.join(''))), (text) => {
      expect(text.trim().endsWith(parseAddress(text).street)).toBe(true)
    }),
  )
})

test('names are found in short form, with levels left out, or not at all', () => {
  expect(findDivision({ city: '杭州', district: '西湖' })).toEqual({ code: '330106', province: '浙江省', city: '杭州市', district: '西湖区' })
  expect(findDivision({ province: '北京' })).toEqual({ code: '11', province: '北京市', city: '北京市', district: null })
  expect(findDivision({ province: '上海', city: '市辖区', district: '浦东' })?.code).toBe('310115')
  expect(findDivision({ province: '江苏', city: '昆山' })?.code).toBe('320583')
  expect(findDivision({ district: '朝阳区' })).toBeNull()
  expect(findDivision({ province: '浙江', city: '上海' })).toBeNull()
  expect(findDivision({})).toBeNull()
})

const given = (province: string | null, city: string | null, district: string | null) => ({ province, city, district })

test.each([
  [given(null, '杭州', null), given('浙江省', '杭州市', null)],
  [given(null, ' 杭州市 ', '西湖'), given('浙江省', '杭州市', '西湖区')],
  [given(null, '北京', null), given('北京市', '北京市', null)],
  [given(null, '北京市', '海淀'), given('北京市', '北京市', '海淀区')],
  [given('重庆', null, null), given('重庆市', '重庆市', null)],
  [given('上海', '市辖区', '浦东'), given('上海市', '上海市', '浦东新区')],
  [given('北京', '朝阳', null), given('北京市', '北京市', '朝阳区')],
  [given(null, '西安', null), given('陕西省', '西安市', null)],
  [given(null, '昆山', null), given('江苏省', '苏州市', '昆山市')],
  [given('广西', '南宁', null), given('广西壮族自治区', '南宁市', null)],
  [given(null, '杭州', '某新区'), given('浙江省', '杭州市', '某新区')],
  [given('浙江', 'Ningbo', null), given('浙江省', 'Ningbo', null)],
  [given(null, '恩施州', null), given('湖北省', '恩施土家族苗族自治州', null)],
])('%o is completed to %o', (names, place) => {
  expect(completePlace(names)).toEqual(place)
})

test.each([
  given(null, 'Hangzhou', null), given('California', 'Cupertino', null), given(null, '鼓楼区', null), given(null, null, '朝阳区'), given(null, '河南', null),
  given(null, '吉林', null), given(null, '海南', null), given(null, '昆山', '玉山镇'), given(null, '东京', '港区'), given(null, null, null), given(null, '市辖区', null),
])('%o stays as it was given', (names) => {
  expect(completePlace(names)).toEqual(names)
})

test('what is complete stays so, for every place there is, and nothing that was given is lost', () => {
  for (const place of places) expect(completePlace(place)).toEqual(place)
  const name = fc.option(fc.oneof(fc.constantFrom('杭州', '浙江', '北京', '朝阳', '海南', '昆山', '市辖区', '鼓楼', '吉林', '西湖区'), fc.string({ unit: 'binary', maxLength: 5 })), { nil: null })
  fc.assert(
    fc.property(fc.record({ province: name, city: name, district: name }), (names) => {
      const once = completePlace(names)
      expect(completePlace(once)).toEqual(once)
      for (const level of ['province', 'city', 'district'] as const) expect(names[level] === null || once[level] !== null).toBe(true)
    }),
  )
})
