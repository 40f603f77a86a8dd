/** What the program does by itself stands in histories under a name of its own. Here it is given words, wherever it is shown. */
import type { Label } from '../../platform/label.ts'
import type { Context } from '../context.ts'
import type { Registry } from '../definitions/registry.ts'
import { systemActor } from './actor.ts'

const system = systemActor('').id

const words: Record<string, Label> = {
  '': { zh: '系统', en: 'The system' },
  setup: { zh: '系统（建立公司）', en: 'The system (setting up)' },
  update: { zh: '系统（更新）', en: 'The system (update)' },
  relay: { zh: '系统（后续处理）', en: 'The system (following up)' },
  'daily work': { zh: '系统（每晚处理）', en: 'The system (by night)' },
  'morning work': { zh: '系统（早间提醒）', en: 'The system (in the morning)' },
  'evening work': { zh: '系统（傍晚核对）', en: 'The system (in the evening)' },
  'work queue': { zh: '系统（后台任务）', en: 'The system (work queue)' },
  'command line': { zh: '系统（命令行）', en: 'The system (command line)' },
  assignment: { zh: '系统（自动分派）', en: 'The system (assignment)' },
  'sign-in': { zh: '系统（登录）', en: 'The system (sign-in)' },
  'single sign-on': { zh: '系统（单点登录）', en: 'The system (single sign-on)' },
  'mail link': { zh: '系统（邮件链接）', en: 'The system (link in a mail)' },
  'quote link': { zh: '收件人（网上链接）', en: 'The receiver (by the link)' },
  'service link': { zh: '请求人（网上链接）', en: 'The requester (by the link)' },
  'help page': { zh: '访客（帮助页）', en: 'A visitor (help page)' },
  'calls watch': { zh: '系统（来电监控）', en: 'The system (calls watch)' },
  'notification mail': { zh: '系统（通知邮件）', en: 'The system (notification mail)' },
  'report mail': { zh: '系统（报表邮件）', en: 'The system (report mail)' },
  'SLA watch': { zh: '系统（时限监控）', en: 'The system (SLA watch)' },
}

/** By the name that is written: a module's own, or one of those above. */
export function systemNames({ modules }: Pick<Registry, 'modules'>): Record<string, Label> {
  const ofModules = modules.map(({ name, label }) => [name, { zh: `系统（${label.zh}）`, en: `The system (${label.en})` }] as const)
  return { ...words, ...Object.fromEntries(ofModules) }
}

/** People by their own names; what the program did in the language of the reader. A name that nobody knows stays as it was written. */
export function actorOf(ctx: Pick<Context, 'language' | 'registry'>, { actor_id: id, actor_name: name }: { actor_id: string; actor_name: string }): { id: string; name: string } {
  if (id !== system) return { id, name }
  const names = systemNames(ctx.registry)
  return { id, name: (Object.hasOwn(names, name) && names[name]?.[ctx.language]) || name }
}
