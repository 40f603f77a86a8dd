/**
 * The provinces as squares in their usual places, four units wide and north at the top. A map with borders would need the approval that the
 * law on maps asks of every published one, and squares of one size are read more easily than a large Xinjiang and a small Shanghai.
 */
export interface Province {
  /** As addresses say it, from its first characters on. */
  name: string
  en: string
  row: number
  column: number
}

const places: [name: string, en: string, row: number, column: number][] = [
  ['黑龙江', 'Heilongjiang', 1, 8], ['内蒙古', 'Inner Mongolia', 2, 6], ['吉林', 'Jilin', 2, 8], ['新疆', 'Xinjiang', 3, 1], ['甘肃', 'Gansu', 3, 3], ['宁夏', 'Ningxia', 3, 4], ['山西', 'Shanxi', 3, 5], ['北京', 'Beijing', 3, 6], ['天津', 'Tianjin', 3, 7],
  ['辽宁', 'Liaoning', 3, 8], ['西藏', 'Tibet', 4, 1], ['青海', 'Qinghai', 4, 3], ['陕西', 'Shaanxi', 4, 4], ['河南', 'Henan', 4, 5], ['河北', 'Hebei', 4, 6], ['山东', 'Shandong', 4, 7], ['四川', 'Sichuan', 5, 3], ['重庆', 'Chongqing', 5, 4],
  ['湖北', 'Hubei', 5, 5], ['安徽', 'Anhui', 5, 6], ['江苏', 'Jiangsu', 5, 7], ['上海', 'Shanghai', 5, 8], ['云南', 'Yunnan', 6, 3], ['贵州', 'Guizhou', 6, 4], ['湖南', 'Hunan', 6, 5], ['江西', 'Jiangxi', 6, 6], ['浙江', 'Zhejiang', 6, 7],
  ['广西', 'Guangxi', 7, 4], ['广东', 'Guangdong', 7, 5], ['福建', 'Fujian', 7, 6], ['台湾', 'Taiwan', 7, 8], ['海南', 'Hainan', 8, 4], ['澳门', 'Macau', 8, 5], ['香港', 'Hong Kong', 8, 6],
]

export const provinces: readonly Province[] = places.map(([name, en, row, column]) => ({ name, en, row, column }))

/** Of a text such as 浙江省, 广西壮族自治区 or 浙江省杭州市. */
export function provinceOf(text: string): Province | undefined {
  return provinces.find(({ name }) => text.startsWith(name))
}
