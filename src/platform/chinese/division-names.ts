/**
 * Short forms of the names of divisions, as people write them in addresses: 浙江省 -> 浙江, 广西壮族自治区 -> 广西,
 * 恩施土家族苗族自治州 -> 恩施 and 恩施州, 浦东新区 -> 浦东.
 */

/** Peoples whose name stands with or without 族 (昌吉回族, but 伊犁哈萨克). */
const longNames = [
  '蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔|鄂温克|鄂伦春|布依|朝鲜|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|仫佬|布朗|撒拉',
  '毛南|仡佬|阿昌|普米|俄罗斯|德昂|保安|裕固|独龙|赫哲|门巴|珞巴|基诺',
].join('|')
const shortNames = '[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒京]族|各族'
const peoples = new RegExp(`^(.+?)(?:(?:${longNames})族?|${shortNames})+自治(?:区|州|县|旗)$`)
const autonomous = /^(.+?)族?自治(区|州|县|旗)$/
const plainSuffix = /(?:特别行政区|行政委员会|地区|新区|林区|特区|街道|省|市|区|县|盟|旗|镇|乡)$/

/** The name and its short forms, without those of one character (和县 is never called 和). */
export function formsOf(name: string): readonly string[] {
  // 蒙古 belongs to the place here, not to the people.
  if (name === '内蒙古自治区') return [name, '内蒙古', '内蒙']
  const forms = new Set([name])
  const short = shortOf(name)
  forms.add(short)
  const kind = /自治(区|州|县|旗)$/.exec(name)?.[1]
  if (kind !== undefined) forms.add(kind === '区' ? `${short}自治区` : `${short}${kind}`)
  return [...forms].filter((form) => form.length > 1)
}

function shortOf(name: string): string {
  const place = peoples.exec(name)?.[1] ?? autonomous.exec(name)?.[1]
  return place ?? name.replace(plainSuffix, '')
}
