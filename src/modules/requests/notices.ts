import type { NoticeKind } from '../../kernel/definitions/notice.ts'

export const requestNotices: NoticeKind[] = [
  {
    kind: 'request_assigned',
    label: { zh: '服务请求交给我', en: 'A service request was given to me' },
    text: { zh: '服务请求“{record}”交给您', en: 'You were given the service request {record}' },
    text_many: { zh: '{count} 个服务请求交给您', en: 'You were given {count} service requests' },
    default: { app: true, mail: 'at_once' },
  },
  {
    kind: 'request_customer_replied',
    label: { zh: '客户回复了服务请求', en: 'A customer replied to a service request' },
    text: { zh: '客户回复了“{record}”', en: 'The customer replied to {record}' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'request_watched',
    label: { zh: '关注的服务请求有进展', en: 'News of a service request I watch' },
    text: { zh: '您关注的“{record}”：{what}', en: '{record}, which you watch: {what}' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'request_sla_warned',
    label: { zh: '服务请求将超时', en: 'A service request is soon overdue' },
    text: { zh: '“{record}”的{clock}时限将到', en: 'The time for the {clock} of {record} is nearly up' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'request_sla_breached',
    label: { zh: '服务请求超时', en: 'A service request is overdue' },
    text: { zh: '“{record}”的{clock}已超时', en: 'The {clock} of {record} is overdue' },
    default: { app: true, mail: 'at_once' },
  },
]
