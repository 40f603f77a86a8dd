import { options } from '../../../kernel/definitions/fields.ts'

const contactOptions = {
  contact_name: ['联系人', 'Contact person'],
  contact_position: ['联系人职位', 'Position of the contact'],
  contact_phone: ['联系人电话', 'Telephone of the contact'],
  contact_mail: ['联系人邮箱', 'Mail of the contact'],
  contact_gender: ['联系人性别', 'Gender of the contact'],
  contact_birthday: ['联系人生日', 'Birthday of the contact'],
  contact_best_time: ['方便联系时间', 'Best time of the contact'],
} satisfies Record<string, [string, string]>

const commonOptions = {
  name: ['名称', 'Name'],
  addresses: ['地址', 'Address'],
  phones: ['电话', 'Telephone'],
  emails: ['邮箱', 'Mail'],
  wechat: ['微信', 'WeChat'],
  source: ['来源', 'Source'],
  owner: ['客户经理', 'Account manager'],
} satisfies Record<string, [string, string]>

/** What a rule may require of the file of an organisation; that of its primary contact with it. */
export const organisationFields = options({ ...commonOptions, ...contactOptions, credit_code: ['统一社会信用代码', 'Credit code'], industry: ['行业', 'Industry'], size_band: ['规模', 'Size'], legal_person: ['法定代表人', 'Legal person'] })

export const personFields = options({ ...commonOptions, gender: ['性别', 'Gender'], birthday: ['生日', 'Birthday'], best_time: ['方便联系时间', 'Best time'] })

export const allFields = [...new Map([...organisationFields, ...personFields].map((option) => [option.key, option])).values()]
