/** Kinds of events in the words of people: what one filters by, and what each verb is called. */
import type { Label } from '../../platform/label.ts'
import type { Act } from './audit-shape.ts'

export const acts = ['created', 'changed', 'deleted', 'restored', 'files', 'sensitive', 'sign_in', 'credentials', 'look_as', 'rights', 'settings', 'erased', 'other'] as const satisfies Act[]

/** Records that say who may do what: their changes are changes of permissions. */
const rightsObject = /^(user|role|department|territory|substitute|\w*share)$/

const ofRecords: Record<string, Act> = { created: 'created', updated: 'changed', deleted: 'deleted', restored: 'restored' }

/** By the form of the verb, so that what other modules log later falls into place by itself. */
const ofVerbs: [pattern: RegExp, act: Act][] = [
  [/^erased$/, 'erased'],
  [/^change(d_many|_of_many_undone)$/, 'changed'],
  [/^(import|export)/, 'files'],
  [/^reveal/, 'sensitive'],
  [/^(signed_|sign_in_|session|locked_)/, 'sign_in'],
  [/^(password|factor|recovery_|key)_/, 'credentials'],
  [/^look/, 'look_as'],
  [/^(shared|unshared)$/, 'rights'],
  [/_(switched_on|switched_off|address_changed)$|^(rules|settings|provider)_changed$/, 'settings'],
]

/** @param kind `module.object.verb` */
export function actOf(kind: string): Act {
  const [, object = '', verb = ''] = kind.split('.')
  const ofRecord = ofRecords[verb]
  if (ofRecord) return rightsObject.test(object) ? 'rights' : ofRecord
  return ofVerbs.find(([pattern]) => pattern.test(verb))?.[1] ?? 'other'
}

export function verbOf(kind: string): Label {
  const verb = kind.split('.')[2] ?? kind
  const words = verbs[verb]
  return words ? { zh: words[0], en: words[1] } : { zh: verb.replaceAll('_', ' '), en: verb.replaceAll('_', ' ') }
}

const verbs: Record<string, [zh: string, en: string]> = {
  created: ['新建', 'Created'],
  updated: ['修改', 'Changed'],
  deleted: ['删除', 'Deleted'],
  restored: ['恢复', 'Restored'],
  erased: ['抹除个人信息', 'Personal data erased'],
  completed: ['完成', 'Completed'],
  reopened: ['重新打开', 'Reopened'],
  imported: ['导入', 'Imported'],
  import_undone: ['撤销导入', 'Import undone'],
  exported: ['导出', 'Exported'],
  export_failed: ['导出失败', 'Export failed'],
  export_downloaded: ['下载导出文件', 'Export downloaded'],
  revealed: ['查看敏感字段', 'Sensitive field viewed'],
  signed_in: ['登录', 'Signed in'],
  sign_in_failed: ['登录失败', 'Sign-in failed'],
  signed_out: ['退出', 'Signed out'],
  session_ended: ['结束会话', 'Session ended'],
  password_set: ['重设密码', 'Password set'],
  password_changed: ['修改密码', 'Password changed'],
  factor_added: ['启用两步验证', 'Second factor added'],
  factor_removed: ['停用两步验证', 'Second factor removed'],
  key_made: ['新建接口密钥', 'API key made'],
  key_revoked: ['吊销接口密钥', 'API key revoked'],
  looked_as: ['以他人身份查看', 'Looked as somebody'],
  look_ended: ['结束以他人身份查看', 'Stopped looking as somebody'],
  shared: ['共享', 'Shared'],
  unshared: ['取消共享', 'Share ended'],
  changed_many: ['批量修改', 'Changed many'],
  change_of_many_undone: ['撤销批量修改', 'Change of many undone'],
  merged: ['合并', 'Merged'],
  assigned: ['分配负责人', 'Assigned'],
  claimed: ['从公海领取', 'Claimed from the pool'],
  returned: ['退回公海', 'Returned to the pool'],
  handed_over: ['交接', 'Handed over'],
  handover_undone: ['撤销交接', 'Handover undone'],
  acknowledged: ['确认接手', 'Taken over'],
  undone: ['撤销', 'Undone'],
  cancelled: ['取消', 'Cancelled'],
  anonymised: ['匿名化', 'Anonymised'],
  refused: ['拒绝', 'Refused'],
  kept: ['保留', 'Kept'],
  invited: ['邀请', 'Invited'],
  password_reset: ['重设密码', 'Password reset'],
  recovery_codes_made: ['生成恢复码', 'Recovery codes made'],
  substitute_named: ['指定代理人', 'Substitute named'],
  substitute_ended: ['结束代理', 'Substitution ended'],
  provider_changed: ['修改单点登录', 'Single sign-on changed'],
  rules_changed: ['修改登录规则', 'Sign-in rules changed'],
  settings_changed: ['修改设置', 'Settings changed'],
  portal_switched_on: ['开通自助门户', 'Portal switched on'],
  portal_address_changed: ['更换自助门户地址', 'Portal given another address'],
  portal_switched_off: ['关闭自助门户', 'Portal switched off'],
  help_page_switched_on: ['开通公开帮助页', 'Help page switched on'],
  help_page_address_changed: ['更换公开帮助页地址', 'Help page given another address'],
  help_page_switched_off: ['关闭公开帮助页', 'Help page switched off'],
  form_switched_on: ['开通公开表单', 'Public form switched on'],
  form_address_changed: ['更换公开表单地址', 'Public form given another address'],
  form_switched_off: ['关闭公开表单', 'Public form switched off'],
  inbound_mail_switched_on: ['开通邮件接收', 'Inbound mail switched on'],
  inbound_mail_address_changed: ['更换邮件接收地址与密钥', 'Inbound mail given another address and secret'],
  inbound_mail_switched_off: ['关闭邮件接收', 'Inbound mail switched off'],
}
