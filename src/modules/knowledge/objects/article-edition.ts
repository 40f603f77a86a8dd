import { field } from '../../../kernel/definitions/fields.ts'
import { defineObject } from '../../../kernel/definitions/object.ts'
import { audienceOptions, editionOptions } from './article-options.ts'

/** One edition of an article as it was published, or as it is being revised. Written by the acts of the article only. */
export const articleEdition = defineObject({
  name: 'article_edition',
  plural: 'article_editions',
  label: { zh: '版本', en: 'Edition' },
  plural_label: { zh: '版本', en: 'Editions' },
  empty_hint: { zh: '每次发布留一个版本，可以恢复。', en: 'Every publication is kept, and can be brought back.' },
  title: 'name',
  sort: '-created_at',
  in_navigation: false,
  about: 'article',
  fields: {
    name: field.text({ label: { zh: '名称', en: 'Name' }, required: true, readonly: true, max_length: 300 }),
    article: field.reference({ label: { zh: '知识', en: 'Article' }, target: 'article', required: true, readonly: true, lives_with: true }),
    edition: field.number({ label: { zh: '版次', en: 'Edition' }, required: true, readonly: true, default: 1, min: 1 }),
    status: field.choice({ label: { zh: '状态', en: 'Status' }, required: true, readonly: true, default: 'draft', options: editionOptions }),
    title: field.text({ label: { zh: '标题', en: 'Title' }, required: true, readonly: true, default: '', max_length: 200 }),
    title_en: field.text({ label: { zh: '英文标题', en: 'Title in English' }, readonly: true, max_length: 200 }),
    body: field.richText({ label: { zh: '正文', en: 'Text' }, required: true, readonly: true, default: '', max_length: 20_000 }),
    body_en: field.richText({ label: { zh: '英文正文', en: 'Text in English' }, readonly: true, max_length: 20_000 }),
    audience: field.choice({ label: { zh: '给谁看', en: 'For whom' }, required: true, readonly: true, default: 'internal', options: audienceOptions }),
    note: field.text({ label: { zh: '改了什么', en: 'What changed' }, readonly: true, max_length: 500 }),
    author: field.person({ label: { zh: '修订人', en: 'Revised by' }, readonly: true }),
    published_at: field.datetime({ label: { zh: '发布时间', en: 'Published at' }, readonly: true }),
  },
  panels: [{ key: 'main', label: { zh: '版本', en: 'Edition' }, fields: ['name', 'article', 'edition', 'status', 'title', 'body', 'title_en', 'body_en', 'audience', 'note', 'author', 'published_at'] }],
  views: [{ key: 'all', label: { zh: '全部', en: 'All' }, sort: '-created_at', columns: ['name', 'article', 'edition', 'status', 'note', 'author', 'published_at'] }],
})
