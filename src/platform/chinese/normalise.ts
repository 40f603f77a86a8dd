import { divisionTree } from './division-tree.ts'
import { simplified } from './simplified.ts'

/** Full-width forms (Ａ１（，) and the wide space become their half-width twins; the length stays the same. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
}

/**
 * A name for comparison. `full`: simplified characters, half width, lower case, without accents, spaces and signs.
 * `core`: `full` without the company's legal form and without the region it begins with or names in brackets, so that
 * 北京华为科技有限公司, 华为科技（北京）有限公司 and 华为科技 share 华为科技, and "Acme Co., Ltd." and "ACME Inc" share acme.
 * The region stays where nothing distinctive would be left (北京大学, 上海银行), the legal form where it is all there is. A
 * branch keeps its 分公司. The core of a core is itself.
 */
export function normaliseName(text: string): { core: string; full: string } {
  const plain = simplified(withoutAccents(halfWidth(text))).toLowerCase()
  const full = lettersOf(plain)
  const words = wordsOf(plain.replace(/\(([^()]*)\)/g, (whole, inner: string) => (isRegion(inner.trim()) ? ' ' : whole)))
  const core = withoutRegion(withoutForm(withoutLatinForm(words).join('')))
  return { core: core === '' ? full : core, full }
}

/** Accents fall off Latin letters only: か and が are different letters. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

/** S.A. and B.V. are one word each. */
function wordsOf(text: string): string[] {
  const joined = text.replace(/(?<![\p{L}\p{N}])\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])/gu, (letters) => letters.replaceAll('.', ''))
  return joined.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}

const latinForms: ReadonlySet<string> = new Set(
  (
    'co company corp corporation inc incorporated ltd limited llc llp lp plc pte pty gmbh ag kg kgaa ug se sa sas sarl ' +
    'srl sl spa bv nv oy oyj ab as aps kk sdn bhd group holding holdings'
  ).split(' '),
)

function withoutLatinForm(words: readonly string[]): readonly string[] {
  const end = words.findLastIndex((word) => !latinForms.has(word)) + 1
  return end === 0 ? words : words.slice(0, end)
}

const legalForm = /(?:有限责任公司|股份有限公司|股份公司|有限公司|(?<![分支子])公司|集团|控股|(?:特殊)?普通合伙|有限合伙|个体工商户)$/

function withoutForm(name: string): string {
  const shorter = name.replace(legalForm, '')
  if (shorter === name || shorter === '') return name
  return withoutForm(shorter)
}

function withoutRegion(name: string): string {
  const length = regionLength(name)
  const rest = name.slice(length)
  if (length === 0 || rest.length < 2 || generic.test(rest) || authority.test(rest)) return name
  return withoutRegion(rest)
}

/** Every city has a bureau of this name: it is told apart by its region. */
const authority = /(?:局|厅|委员会|人民政府|法院|检察院|办事处|派出所)$/

/** Words that many companies of different regions bear: a name of nothing else is told apart by its region alone. */
const generic = new RegExp(
  [
    '^(?:第?[一二三四五六七八九十]+|人民|中心|国际|东方|地方|工商|农村|农商|商业|信用|合作|建设|信息|网络|软件|数据|智能|计算机|系统|电子|电器|电力',
    '|供电|自来水|燃气|热力|能源|环保|市政|公共|交通|轨道|地铁|公交|铁路|航空|港务|机场|旅游|文化|传媒|传播|影视|广告|教育|科学|科技|技术|工业|工程',
    '|机械|设备|制造|材料|化工|钢铁|纺织|服装|服饰|家具|包装|印刷|汽车|建筑|建材|装饰|园林|房地产|地产|置业|置地|物业|投资|金融|证券|保险|贸易',
    '|商贸|进出口|供应链|物流|食品|餐饮|餐厅|火锅|面馆|花店|超市|商场|商店|商行|百货|医药|药业|制药|医疗|器械|医科|中医药?|理工|师范|外国语|农业',
    '|林业|财经|政法|体育|艺术|音乐|儿童|妇幼|医院|大学|学院|学校|中学|小学|幼儿园|银行|联社|饭店|酒店|宾馆|图书馆|博物馆|公安局|税务局|研究院',
    '|研究所|设计院?|律师|会计师|事务所|分公司|支行|分行|日报|晚报|电视台|移动|联通|电信|通信|通讯|发展|管理|服务|咨询|实业|集团|经营部|厂|店|部)+$',
  ].join(''),
)

/** Of the longest region name that the text begins with; 0 for none. Districts only by their full name. */
function regionLength(text: string): number {
  if (text.startsWith('中国')) return '中国'.length
  for (let length = Math.min(longestRegion, text.length - 1); length > 1; length -= 1) {
    if (isRegion(text.slice(0, length))) return length
  }
  return 0
}

const longestRegion = 12

/** Short names of cities that more companies bear as their own word (阿里巴巴) than as their region. */
const ownWords: ReadonlySet<string> = new Set(['阿里', '安康', '和田', '朝阳'])

/** Provinces and cities in any form; districts and counties only in full, since their short forms are words (东方, 长安). */
function isRegion(text: string): boolean {
  if (text === '中国' || text === 'china') return true
  const nodes = ownWords.has(text) ? [] : (divisionTree().byForm.get(text) ?? [])
  return nodes.some((node) => {
    const isLow = node.level === 'district' || node.code.length > 4 || (node.level === 'city' && node.code.startsWith('8'))
    return !isLow || (node.name === text && text.length > 2 && /[市区县旗]$/.test(text))
  })
}
