import { options } from '../../../kernel/definitions/fields.ts'

export const sourceOptions = options({
  hot_line: ['400 热线', 'Hot line'],
  form: ['网站表单', 'Form'],
  campaign: ['活动', 'Campaign'],
  social: ['社交媒体', 'Social media'],
  referral: ['转介绍', 'Referral'],
  batch: ['批量开发', 'Batch development'],
  other: ['其他', 'Other'],
})

export const statusOptions = options({
  new: ['新线索', 'New', 'blue'],
  working: ['跟进中', 'Working', 'gold'],
  qualified: ['合格', 'Qualified', 'green'],
  unqualified: ['不合格', 'Unqualified', 'default'],
  converted: ['已转化', 'Converted', 'cyan'],
})

export const reasonOptions = options({
  no_need: ['没有需求', 'No need'],
  no_budget: ['预算不足', 'No budget'],
  wrong_time: ['时间不合适', 'Not now'],
  competitor: ['选了别家', 'Chose somebody else'],
  unreachable: ['联系不上', 'Cannot be reached'],
  not_ours: ['不是我们的客户群', 'Not whom we serve'],
  junk: ['无效或骚扰', 'Junk'],
  duplicate: ['重复', 'Duplicate'],
})

export const sizeOptions = options({ micro: ['20人以下', 'Below 20'], small: ['20-99人', '20-99'], medium: ['100-499人', '100-499'], large: ['500-1999人', '500-1,999'], huge: ['2000人以上', '2,000 and more'] })

/** What an interaction may be, word for word: at conversion it becomes one. */
export const channelOptions = options({ call: ['电话', 'Call'], visit_out: ['走访', 'Visit out'], visit_in: ['来访', 'Visit in'], meeting: ['会议', 'Meeting'], mail: ['邮件', 'Mail'], sms: ['短信', 'SMS'], wechat: ['微信', 'WeChat'], chat: ['在线聊天', 'Chat'], form: ['表单', 'Form'], social: ['社交媒体', 'Social'], letter: ['信函', 'Letter'] })

export const directionOptions = options({ out: ['主动', 'Out'], in: ['来自客户', 'In'] })

export const outcomeOptions = options({ reached: ['联系上', 'Reached', 'green'], no_answer: ['未接通', 'No answer'], left_message: ['已留言', 'Left a message'] })
