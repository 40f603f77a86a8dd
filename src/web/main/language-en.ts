import antd from 'antd/locale/en_GB'
import dayjs from 'dayjs'
import enGb from 'dayjs/locale/en-gb'

import type { LanguagePack } from '../client/i18n.ts'

const files = import.meta.glob<Record<string, string>>(['../locales/en.json', '../records/locales/en.json', '../../modules/*/locales/en.json'], { eager: true, import: 'default' })

export const pack: LanguagePack = {
  messages: Object.assign({}, ...Object.values(files)),
  antd,
  onShown: () => void dayjs.locale(enGb),
}
