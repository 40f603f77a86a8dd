import { divisionTree, type DivisionLevel, type DivisionNode } from './division-tree.ts'

/** `isLeaf`: nothing below it. */
export type Division = { code: string; name: string; level: DivisionLevel; isLeaf: boolean }

/** Full names; null for the levels that are not known or do not exist there. */
export type Place = { province: string | null; city: string | null; district: string | null }

/**
 * The divisions of China below a code, or the provinces without one; empty for a code without divisions and for an
 * unknown code. The names are those users expect: below 上海市 lies the city 上海市, below that its districts; counties
 * that answer to their province directly (济源市) stand among its cities.
 */
export function divisionsUnder(code?: string): Division[] {
  const { provinces, byCode } = divisionTree()
  const nodes = code === undefined ? provinces : (byCode.get(code)?.children ?? [])
  return nodes.map((node) => ({ code: node.code, name: node.name, level: node.level, isLeaf: node.children.length === 0 }))
}

/**
 * The one division meant by names in full or short form, with those above it and the code of the lowest: {city: '杭州',
 * district: '西湖'} -> 浙江省 杭州市 西湖区. A level may be missing, and a county-level city may stand in place of the city
 * ({province: '江苏', city: '昆山'}). Null where nothing or more than one thing fits ({district: '朝阳区'}).
 */
export function findDivision(names: { [level in DivisionLevel]?: string | null }): (Place & { code: string }) | null {
  const wanted = [names.province, names.city, names.district].map((name) => name?.trim() ?? '')
  let found: readonly DivisionNode[] = []
  for (const [depth, name] of wanted.entries()) {
    if (name === '' || hollow.test(name)) continue
    const above = found
    found = named(name).filter((node) => depthOf(node) >= depth && (above.length === 0 || above.some((other) => isWithin(node, other))))
    if (found.length === 0) return null
  }
  const only = highestOf(found)
  return only === null ? null : { ...placeOf(only), code: only.code }
}

/**
 * Names as they come from files and people, brought to full names with the levels above filled in: {city: '杭州'} -> 浙江省
 * 杭州市. What no division is called, or more than one, stays as it was given: Hangzhou, 鼓楼区, 河南 as a city. Names that
 * contradict each other (浙江, 上海) stay all of them.
 */
export function completePlace(given: Place): Place {
  const known = { province: given.province, city: knownName(given.city), district: knownName(given.district) }
  const found = isProvinceAsCity(known) ? null : findDivision(known)
  if (found === null) return given
  // 昆山 in place of the city is a district of 苏州市; beside another district it is nobody's guess.
  const isSure = found.district === null || given.district === null || known.district !== null
  return isSure ? { province: found.province, city: found.city ?? given.city, district: found.district ?? given.district } : given
}

function knownName(name: string | null): string | null {
  return name !== null && (hollow.test(name.trim()) || named(name.trim()).length > 0) ? name : null
}

/** 吉林, 海南 and 河南 are places of their own as well as provinces; a municipality is both at once. */
function isProvinceAsCity({ province, city }: Place): boolean {
  const name = city?.trim() ?? ''
  if (province || name === '') return false
  return named(name).some((node) => node.level === 'province' && node.children[0]?.name !== node.name)
}

/**
 * Splits an address at its head: "浙江省杭州市西湖区文三路 100 号" -> 浙江省 / 杭州市 / 西湖区 / 文三路 100 号. Short forms
 * and missing levels are filled in where they are certain (上海浦东世纪大道 1 号 -> 上海市 / 上海市 / 浦东新区 / 世纪大道 1
 * 号). What is not certain stays in the street, so that nothing is lost: 朝阳区建国路 (which one?), 南京东路 (a road).
 */
export function parseAddress(text: string): Place & { street: string } {
  const whole = text.trim()
  let rest = whole.replace(/^(?:中华人民共和国|中国)/, '').replace(separators, '')
  let at: DivisionNode | null = null
  for (let step = nextDivision(rest, at); step !== null; step = nextDivision(rest, at)) {
    at = step.node
    rest = rest.slice(step.length).replace(separators, '')
  }
  if (at === null) return { province: null, city: null, district: null, street: whole }
  return { ...placeOf(at), street: rest }
}

const separators = /^[\s,，、;；/|·_-]+/

/** Names of the register that lie between a municipality and its districts, and that no person means. */
const hollow = /^(?:市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/

/**
 * What after a short form shows that it is part of another name: a road (南京东路), a place (静安寺, 上海滩), a house
 * (浙江大学).
 */
const otherName = new RegExp(
  [
    '^(?:[东西南北中内外上下新老旧大小前后]?[一二三四五六七八九十]{0,2}',
    '(?:路|街|道|巷|弄|里|胡同|环|桥|门|村|庄|屯|坊|寺|庙|祠|塔|宫|山|湖|河|江|海|站|港|厂|店|楼|院|馆|省|市|区|县|州|盟|旗|镇|乡)',
    '|[湾滩岛石陵城园苑口关岭坝]|大学|中学|小学|学院|学校|师范|师大|医院|医科|公园|花园|家园|广场|大厦|饭店|酒店|宾馆|机场|码头',
    '|银行|公司|高速|国道|人民)',
  ].join(''),
)

/** 朝阳 alone is a city in Liaoning, but whoever writes it means a district. */
const doubtful: ReadonlySet<string> = new Set(['朝阳'])

type Step = { node: DivisionNode; length: number }

const longestForm = 15

/** The division below `at` (anywhere, if null) that the text begins with; the longest form wins. */
function nextDivision(text: string, at: DivisionNode | null): Step | null {
  if (at !== null && at.level !== 'district' && text.startsWith('市辖区')) return { node: at, length: '市辖区'.length }
  const { byForm } = divisionTree()
  for (let length = Math.min(longestForm, text.length); length > 1; length -= 1) {
    const form = text.slice(0, length)
    const fitting = byForm.get(form)?.filter((node) => (at === null ? canBegin(node, form) : node !== at && isWithin(node, at)))
    if (fitting === undefined || fitting.length === 0) continue
    const node = highestOf(fitting)
    if (node === null) return null
    if (form === node.name || isShortFormFree(text.slice(length), node)) return { node, length }
  }
  return null
}

/** Without anything above it, a short form counts only for provinces and the cities of the mainland. */
function canBegin(node: DivisionNode, form: string): boolean {
  if (node.level === 'province') return true
  const isOffshore = node.code.startsWith('8')
  if (node.level === 'city' && node.code.length === 4) return !isOffshore && !doubtful.has(form)
  return form === node.name && !isOffshore
}

function isShortFormFree(tail: string, node: DivisionNode): boolean {
  if (tail === '' || separators.test(tail)) return true
  return !otherName.test(tail) || nextDivision(tail, node) !== null
}

function named(name: string): readonly DivisionNode[] {
  const nodes = divisionTree().byForm.get(name) ?? []
  const exact = nodes.filter((node) => node.name === name)
  return exact.length > 0 ? exact : nodes
}

/** The one node of the highest level among them; null where that level has several. */
function highestOf(nodes: readonly DivisionNode[]): DivisionNode | null {
  const top = Math.min(...nodes.map(depthOf))
  const [only, second] = nodes.filter((node) => depthOf(node) === top)
  return only !== undefined && second === undefined ? only : null
}

function depthOf(node: DivisionNode): number {
  return node.level === 'province' ? 0 : node.level === 'city' ? 1 : 2
}

function isWithin(node: DivisionNode, other: DivisionNode): boolean {
  for (let at: DivisionNode | null = node; at !== null; at = at.parent) if (at === other) return true
  return false
}

function placeOf(node: DivisionNode): Place {
  const place: Place = { province: null, city: null, district: null }
  for (let at: DivisionNode | null = node; at !== null; at = at.parent) place[at.level] = at.name
  // A municipality is its own city.
  if (node.level === 'province' && node.children[0]?.name === node.name) place.city = node.name
  return place
}
