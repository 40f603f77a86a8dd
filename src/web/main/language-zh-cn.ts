import antd from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import zhCn from 'dayjs/locale/zh-cn'

import type { LanguagePack } from '../client/i18n.ts'

const files = import.meta.glob<Record<string, string>>(['../locales/zh-CN.json', '../records/locales/zh-CN.json', '../../modules/*/locales/zh-CN.json'], { eager: true, import: 'default' })

export const pack: LanguagePack = {
  messages: Object.assign({}, ...Object.values(files)),
  antd,
  onShown: () => void dayjs.locale(zhCn),
}
