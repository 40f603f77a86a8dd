/** Parts of names of organisations. All made up: any likeness to a real one is chance. */

export const brandFirst = [...'华瑞恒信博安盛天云智创远达汇金鼎中宏嘉明星海新锦诚泰康丰润启润凯泽众联翰景德蓝晨锐佳佰卓弘聚正美科东南长兴永吉合晟睿禾悦']
export const brandSecond = [...'泰达通源诚科创信和邦业德瑞丰盛隆润康宁远航洋峰图智联汇元亿腾讯维思凌锐宇晟昌茂祥发利成辉阳光华兴荣恒']

export interface Business {
  /** Stands in the name after the brand. */
  word: string
  short: string
  industry: string
  weight: number
}

export const businesses: Business[] = [
  { word: '科技', short: '科技', industry: '信息技术', weight: 12 },
  { word: '信息技术', short: '信息', industry: '信息技术', weight: 7 },
  { word: '智能科技', short: '智能', industry: '信息技术', weight: 5 },
  { word: '软件', short: '软件', industry: '信息技术', weight: 4 },
  { word: '网络科技', short: '网络', industry: '互联网', weight: 6 },
  { word: '电子商务', short: '电商', industry: '互联网', weight: 4 },
  { word: '医疗器械', short: '医疗', industry: '医疗健康', weight: 5 },
  { word: '生物医药', short: '医药', industry: '医疗健康', weight: 4 },
  { word: '机械制造', short: '机械', industry: '制造业', weight: 6 },
  { word: '精密仪器', short: '仪器', industry: '制造业', weight: 3 },
  { word: '汽车零部件', short: '汽配', industry: '制造业', weight: 4 },
  { word: '新能源', short: '新能源', industry: '能源', weight: 4 },
  { word: '电力工程', short: '电力', industry: '能源', weight: 2 },
  { word: '建筑工程', short: '建工', industry: '建筑地产', weight: 5 },
  { word: '置业', short: '置业', industry: '建筑地产', weight: 3 },
  { word: '装饰设计', short: '装饰', industry: '建筑地产', weight: 3 },
  { word: '国际贸易', short: '贸易', industry: '贸易', weight: 6 },
  { word: '进出口', short: '进出口', industry: '贸易', weight: 3 },
  { word: '物流', short: '物流', industry: '交通物流', weight: 4 },
  { word: '供应链管理', short: '供应链', industry: '交通物流', weight: 3 },
  { word: '投资管理', short: '投资', industry: '金融', weight: 4 },
  { word: '融资租赁', short: '租赁', industry: '金融', weight: 2 },
  { word: '保险经纪', short: '保险', industry: '金融', weight: 2 },
  { word: '文化传媒', short: '传媒', industry: '文化传媒', weight: 5 },
  { word: '广告', short: '广告', industry: '文化传媒', weight: 3 },
  { word: '教育咨询', short: '教育', industry: '教育培训', weight: 4 },
  { word: '企业管理咨询', short: '咨询', industry: '商务服务', weight: 4 },
  { word: '人力资源', short: '人力', industry: '商务服务', weight: 3 },
  { word: '食品', short: '食品', industry: '消费品', weight: 4 },
  { word: '服饰', short: '服饰', industry: '消费品', weight: 3 },
  { word: '家居用品', short: '家居', industry: '消费品', weight: 3 },
  { word: '农业发展', short: '农业', industry: '农业', weight: 2 },
  { word: '环保工程', short: '环保', industry: '环保', weight: 3 },
  { word: '化工', short: '化工', industry: '化工', weight: 3 },
]

export const suffixes: [string, number][] = [['有限公司', 70], ['股份有限公司', 10], ['集团有限公司', 5], ['（集团）股份有限公司', 1], ['合伙企业（有限合伙）', 2]]

export const channelWords = ['国际旅行社', '旅行社', '会展服务', '票务服务', '商务旅行', '研学旅行', '旅游开发', '会奖旅游']

export const governmentNames = ['文化和旅游局', '商务局', '科学技术局', '教育局', '人力资源和社会保障局', '卫生健康委员会', '体育局', '投资促进中心', '总工会', '机关事务服务中心']

export const banks = ['中国工商银行', '中国建设银行', '中国农业银行', '中国银行', '招商银行', '交通银行', '浦发银行', '兴业银行', '宁波银行', '杭州银行']

export const roads = [
  '人民路', '中山路', '解放路', '建设路', '文三路', '延安路', '和平路', '新华路', '滨江大道', '科技大道', '创新路', '世纪大道', '长江路', '黄河路',
  '天目山路', '钱江路', '金融街', '学院路', '体育路', '迎宾大道', '高新路', '星湖街', '天府大道', '湖滨路', '桂花路', '梧桐路', '望江路', '庆春路',
] // prettier-ignore

export const buildings = ['国际大厦', '商务中心', '科技园', '创业园', '金融中心', '时代广场', '环球中心', '软件园', '大厦', '中心']
export const estates = ['花园', '小区', '雅苑', '公寓', '华庭', '名邸', '家园', '新村', '半岛', '壹号院']

/** Where customers live: the cities of the hotels and their neighbours first, the rest of the country thinly. */
export const cityWeights: [city: string, weight: number][] = [
  ['杭州市', 150], ['上海市', 130], ['苏州市', 80], ['成都市', 75], ['北京市', 60], ['深圳市', 45], ['广州市', 40], ['南京市', 40], ['宁波市', 36],
  ['三亚市', 24], ['海口市', 14], ['武汉市', 26], ['重庆市', 28], ['西安市', 20], ['绍兴市', 20], ['嘉兴市', 20], ['无锡市', 24], ['常州市', 16],
  ['温州市', 18], ['金华市', 16], ['湖州市', 14], ['合肥市', 16], ['长沙市', 16], ['郑州市', 14], ['青岛市', 14], ['济南市', 10], ['天津市', 16],
  ['厦门市', 12], ['福州市', 10], ['昆明市', 9], ['贵阳市', 7], ['南昌市', 8], ['沈阳市', 8], ['大连市', 8], ['哈尔滨市', 6], ['长春市', 5],
  ['石家庄市', 5], ['太原市', 5], ['兰州市', 4], ['乌鲁木齐市', 3], ['呼和浩特市', 3], ['南宁市', 7], ['东莞市', 12], ['佛山市', 12], ['珠海市', 7],
  ['绵阳市', 6], ['乐山市', 4], ['台州市', 10], ['南通市', 10], ['扬州市', 8], ['徐州市', 6], ['泉州市', 7],
] // prettier-ignore

/** Area codes for landlines; the number begins with 8. */
export const areaCodes: Record<string, string> = {
  杭州市: '571', 上海市: '21', 苏州市: '512', 成都市: '28', 北京市: '10', 深圳市: '755', 广州市: '20', 南京市: '25', 宁波市: '574', 武汉市: '27', 重庆市: '23', 天津市: '22', 无锡市: '510',
} // prettier-ignore
