/**
 * The provinces as squares in their usual places, four units wide and north at the top. A map with borders would need the approval that the
 * law on maps asks of every published one, and squares of one size are read more easily than a large Xinjiang and a small Shanghai.
 */
export interface Province {
  /** As addresses say it, from its first characters on. */
  name: string
  en: string
  /** As ISO 3166-2:CN says it, for where there is no room. */
  code: string
  row: number
  column: number
}

const places: [name: string, en: string, code: string, row: number, column: number][] = [
  ['黑龙江', 'Heilongjiang', 'HL', 1, 8], ['内蒙古', 'Inner Mongolia', 'NM', 2, 6], ['吉林', 'Jilin', 'JL', 2, 8], ['新疆', 'Xinjiang', 'XJ', 3, 1], ['甘肃', 'Gansu', 'GS', 3, 3], ['宁夏', 'Ningxia', 'NX', 3, 4], ['山西', 'Shanxi', 'SX', 3, 5], ['北京', 'Beijing', 'BJ', 3, 6], ['天津', 'Tianjin', 'TJ', 3, 7],
  ['辽宁', 'Liaoning', 'LN', 3, 8], ['西藏', 'Tibet', 'XZ', 4, 1], ['青海', 'Qinghai', 'QH', 4, 3], ['陕西', 'Shaanxi', 'SN', 4, 4], ['河南', 'Henan', 'HA', 4, 5], ['河北', 'Hebei', 'HE', 4, 6], ['山东', 'Shandong', 'SD', 4, 7], ['四川', 'Sichuan', 'SC', 5, 3], ['重庆', 'Chongqing', 'CQ', 5, 4],
  ['湖北', 'Hubei', 'HB', 5, 5], ['安徽', 'Anhui', 'AH', 5, 6], ['江苏', 'Jiangsu', 'JS', 5, 7], ['上海', 'Shanghai', 'SH', 5, 8], ['云南', 'Yunnan', 'YN', 6, 3], ['贵州', 'Guizhou', 'GZ', 6, 4], ['湖南', 'Hunan', 'HN', 6, 5], ['江西', 'Jiangxi', 'JX', 6, 6], ['浙江', 'Zhejiang', 'ZJ', 6, 7],
  ['广西', 'Guangxi', 'GX', 7, 4], ['广东', 'Guangdong', 'GD', 7, 5], ['福建', 'Fujian', 'FJ', 7, 6], ['台湾', 'Taiwan', 'TW', 7, 8], ['海南', 'Hainan', 'HI', 8, 4], ['澳门', 'Macau', 'MO', 8, 5], ['香港', 'Hong Kong', 'HK', 8, 6],
]

export const provinces: readonly Province[] = places.map(([name, en, code, row, column]) => ({ name, en, code, row, column }))

/** Of a text such as 浙江省, 广西壮族自治区 or 浙江省杭州市. */
export function provinceOf(text: string): Province | undefined {
  return provinces.find(({ name }) => text.startsWith(name))
}
