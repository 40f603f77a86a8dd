import { options } from '../../../kernel/definitions/fields.ts'

/** What personal data is used for. Only service rests on the contract; everything else wants a yes (PIPL 13, 16, 29, 39). */
export const purposeOptions = options({
  service: ['服务', 'Service'],
  marketing: ['营销', 'Marketing'],
  profiling: ['画像分析', 'Profiling'],
  sharing: ['向第三方提供', 'Sharing with others'],
  sensitive: ['敏感个人信息', 'Sensitive data'],
  cross_border: ['向境外提供', 'Transfer abroad'],
})

export const channelOptions = options({
  any: ['所有渠道', 'Any channel'],
  phone: ['电话', 'Phone'],
  sms: ['短信', 'SMS'],
  mail: ['邮件', 'Mail'],
  wechat: ['微信', 'WeChat'],
})

export const stateOptions = options({ granted: ['同意', 'Granted', 'green'], withdrawn: ['撤回', 'Withdrawn', 'volcano'] })

