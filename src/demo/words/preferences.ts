/** What the departments notice of their guests, in their own words. */

export type Kind = 'preference' | 'habit' | 'special_need' | 'taboo'
export interface PreferenceSpec {
  kind: Kind
  area: string
  text: string
  /** Department that notices such things. */
  by: string
}

/** One line a department, kind and area: texts divided by bars. */
function lines(by: string, kind: Kind, area: string, texts: string): PreferenceSpec[] {
  return texts.split('|').map((text) => ({ by, kind, area, text }))
}

export const guestPreferences: PreferenceSpec[] = [
  ...lines('rooms', 'preference', 'room', '喜欢高楼层、远离电梯的房间|偏好湖景房，愿意补差价|要两只荞麦枕，一高一低|房间温度设在 23 度|喜欢硬床垫，已备加硬床垫 1 张|喜欢无烟楼层朝南的房间|爱用木质香调的香薰，不要花香'),
  ...lines('dining', 'preference', 'dining', '早餐必点小笼包和现磨豆浆|喜欢靠窗的安静位子|爱喝明前龙井，杯子要玻璃杯|口味偏清淡，少油少盐|爱吃辣，每次点剁椒鱼头|喜欢坐 8 号包厢，看得到西湖|红酒爱喝勃艮第的黑皮诺'),
  ...lines('front', 'preference', 'front_desk', '希望快速入住，提前备好房卡|喜欢被称呼“老师”|入住时送当日《经济日报》|习惯让司机代办入住，电子签单'),
  ...lines('members', 'preference', 'product', '对亲子套餐和暑期产品感兴趣|积分只换客房，不换礼品|喜欢试新开业的酒店，愿意写点评|看重水疗，每次都预约周五晚上'),
  ...lines('members', 'preference', 'gift', '送礼喜欢茶叶，不收酒|孩子喜欢恐龙玩具，已送过霸王龙一只|喜欢手写贺卡胜过礼品'),
  ...lines('service', 'preference', 'communication', '只用微信联系，不接陌生电话|喜欢先看图片和报价再谈|说话直接，先给结论再说原因'),
  ...lines('rooms', 'habit', 'room', '每天上午十一点后才整理房间|晚上十点开夜床，放一瓶常温水|习惯把拖鞋摆在床的左边|每晚要两瓶矿泉水，不要冰的|洗衣当天下午四点前取'),
  ...lines('dining', 'habit', 'dining', '饭后要一杯热普洱|每次用餐都先上汤|中午一点后才用午餐|咖啡只喝美式，不加糖'),
  ...lines('front', 'habit', 'front_desk', '通常周日晚到、周五早走|每次都要开增值税专用发票|到店前一小时会打电话确认|每次都存一件行李到下次'),
  ...lines('service', 'habit', 'service', '离店后会认真填写满意度调查|有意见当场说，处理完就不再提|喜欢由同一位礼宾接待'),
  ...lines('rooms', 'special_need', 'room', '对羽绒过敏，房间换棉被|需要婴儿床和消毒锅|腰不好，浴室放防滑垫和淋浴椅|需要低楼层，行动不便|打鼾，希望与同事房间隔开'),
  ...lines('dining', 'special_need', 'dining', '糖尿病，甜品请用代糖|乳糖不耐受，咖啡用燕麦奶|严格素食，锅具分开|对坚果过敏，厨房已登记'),
  ...lines('front', 'special_need', 'service', '老人同行，需要轮椅接到车边|听力不好，请当面说或写下来|夜里到店，需预留停车位和夜宵|孕期，枕头和水果请提前备好'),
  ...lines('dining', 'taboo', 'dining', '海鲜过敏，菜单上绝不能有虾蟹|不吃香菜和葱，上次为此投诉过|信奉伊斯兰教，只用清真餐|不吃牛肉，家里信佛|花生过敏，发作过一次，务必告知厨房|忌酒，敬酒场合用茶代替'),
  ...lines('rooms', 'taboo', 'room', '不住带“4”的房号和楼层|房间不能有鲜花，花粉过敏|不要安排走廊尽头的房间|绝不能用香薰和空气清新剂，有哮喘'),
  ...lines('service', 'taboo', 'communication', '午休 12:00-14:00 绝不接电话|不要在同事面前提折扣|不要提起上一家合作酒店的事|不喜欢被拍照，活动照片不得外传'),
  ...lines('members', 'taboo', 'gift', '不送钟表和伞|不送菊花和白色包装|公职人员，任何礼品都不收'),
]

export const companyPreferences: PreferenceSpec[] = [
  ...lines('sales_1', 'preference', 'product', '会议室要自然采光，讲台在左侧|年会首选西湖店宴会厅，其次虹桥店|喜欢打包价，不看单项|培训期间茶歇要有低糖点心|客人住行政楼层，本公司员工住标准间'),
  ...lines('sales_1', 'preference', 'service', '指定由固定的会务管家对接|报价单要中英文各一份|接机牌用公司标准字体和标志'),
  ...lines('service', 'habit', 'service', '每月 25 日对账，月底前付款|季度末集中开会，需提前锁房|每次活动前一天来看场地|发票抬头与付款方不同，开票前再确认一次'),
  ...lines('sales_1', 'habit', 'communication', '重要事项先发邮件再打电话|周一上午例会，不接电话|报价要在两个工作日内回复'),
  ...lines('front', 'special_need', 'front_desk', '外宾多，前台需英语值班|入住登记由公司行政统一办理|夜间到店的工程师需要热餐'),
  ...lines('dining', 'special_need', 'dining', '少数民族客人多，须单独清真餐台|日本客人多，早餐加味噌汤和纳豆|接待宴全部分餐制'),
  ...lines('sales_1', 'taboo', 'communication', '不要越过行政部直接联系总经理|不要在邮件里抄送竞争对手的联系人|价格绝不能透露给其分公司'),
  ...lines('dining', 'taboo', 'dining', '宴请不上白酒，公司有禁酒令|董事长海鲜过敏，菜单须先送审|合作方为穆斯林企业，全程不得有猪肉'),
  ...lines('sales_1', 'taboo', 'gift', '国企纪律，不收任何礼品与礼金|不送带竞争品牌标志的物品'),
]
