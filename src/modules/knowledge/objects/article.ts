import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { faultsOfArticle } from '../rules/moves.ts'
import { audienceOptions, kindOptions, statusOptions } from './article-options.ts'

/** What people know, written once: what is shown is the edition in force, what is being revised stands beside it (article_edition). */
export const article = defineObject({
  name: 'article',
  plural: 'articles',
  label: { zh: '知识', en: 'Article' },
  plural_label: { zh: '知识库', en: 'Knowledge' },
  empty_hint: { zh: '文章、话术、产品资料、价格通知：写一次，人人找得到。', en: 'Articles, scripts, product facts and price notices: written once, found by everybody.' },
  title: 'title',
  sort: '-updated_at',
  owner: 'owner',
  has_timeline: true,
  fields: {
    number: field.sequence({ label: { zh: '编号', en: 'Number' }, format: 'ZS-{000000}', required: true, unique: true, max_length: 60 }),
    kind: field.choice({ label: { zh: '种类', en: 'Kind' }, required: true, default: 'article', options: kindOptions }),
    title: field.text({ label: { zh: '标题', en: 'Title' }, required: true, max_length: 200, pinyin: { full: 'title_pinyin', initials: 'title_initials', inside: true } }),
    title_en: field.text({ label: { zh: '英文标题', en: 'Title in English' }, max_length: 200 }),
    body: field.richText({ label: { zh: '正文', en: 'Text' }, required: true, max_length: 20_000 }),
    body_en: field.richText({ label: { zh: '英文正文', en: 'Text in English' }, max_length: 20_000 }),
    audience: field.choice({ label: { zh: '给谁看', en: 'For whom' }, required: true, default: 'internal', options: audienceOptions }),
    category: field.reference({ label: { zh: '分类', en: 'Category' }, target: 'article_category' }),
    product: field.reference({ label: { zh: '产品', en: 'Product' }, target: 'product' }),
    tags: field.tags({ label: { zh: '标签', en: 'Tags' } }),
    owner: field.person({ label: { zh: '负责人', en: 'Who' }, default: '@me' }),
    review_on: field.date({ label: { zh: '复审日期', en: 'Review on' }, hint: { zh: '到期提醒负责人核对是否仍然正确', en: 'On this day its owner is asked whether it still holds' } }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'draft', options: statusOptions }),
    is_waiting: field.boolean({ label: { zh: '审批中', en: 'Waits for approval' }, required: true, readonly: true, default: false }),
    edition: field.number({ label: { zh: '版次', en: 'Edition' }, required: true, readonly: true, default: 0, min: 0 }),
    published_at: field.datetime({ label: { zh: '发布时间', en: 'Published at' }, readonly: true }),
    retired_reason: field.text({ label: { zh: '下线原因', en: 'Why retired' }, readonly: true, max_length: 500 }),
    request: field.reference({ label: { zh: '来自服务请求', en: 'From the request' }, target: 'request', readonly: true, unique: true }),
    helpful_count: field.number({ label: { zh: '有用', en: 'Helpful' }, required: true, readonly: true, derived: true, default: 0, min: 0 }),
    unhelpful_count: field.number({ label: { zh: '没用', en: 'Not helpful' }, required: true, readonly: true, derived: true, default: 0, min: 0 }),
  },
  panels: [
    { key: 'main', label: { zh: '内容', en: 'Content' }, fields: ['kind', 'title', 'body', 'title_en', 'body_en', 'audience'] },
    { key: 'place', label: { zh: '归类', en: 'Where it belongs' }, fields: ['number', 'category', 'product', 'tags', 'owner', 'review_on', 'request'] },
    { key: 'state', label: { zh: '状态', en: 'State' }, fields: ['status', 'is_waiting', 'edition', 'published_at', 'retired_reason', 'helpful_count', 'unhelpful_count'] },
  ],
  views: [
    { key: 'published', label: { zh: '已发布', en: 'Published' }, filter: { status: 'published' }, sort: '-published_at', columns: ['title', 'kind', 'category', 'audience', 'helpful_count', 'unhelpful_count', 'published_at'] },
    { key: 'mine', label: { zh: '我的', en: 'Mine' }, filter: { owner: '@me' }, sort: '-updated_at', columns: ['title', 'kind', 'status', 'is_waiting', 'audience', 'review_on'] },
    { key: 'drafts', label: { zh: '草稿', en: 'Drafts' }, filter: { status: 'draft' }, sort: '-updated_at', columns: ['title', 'kind', 'owner', 'is_waiting', 'updated_at'] },
    { key: 'review', label: { zh: '待复审', en: 'To be reviewed' }, filter: { status: 'published', review_on: { lte: 'today' } }, sort: 'review_on', columns: ['title', 'kind', 'owner', 'review_on'] },
    { key: 'all', label: { zh: '全部', en: 'All' }, sort: '-updated_at', columns: ['number', 'title', 'kind', 'category', 'status', 'audience', 'edition', 'owner', 'review_on'] },
  ],
  search: { fields: ['number', 'title', 'title_en', 'body', 'body_en'], subtitle: ['kind', 'status'] },
  check: (record, before) => faultsOfArticle(record, before),
})
