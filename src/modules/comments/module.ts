import type { Module } from '../../kernel/definitions/module.ts'
import { editComment, writeComment } from './actions/write-comment.ts'
import { comment } from './objects/comment.ts'
import { policies } from './policies.ts'
import { routes } from './routes.ts'

const quotes = { value: 'comment', object: 'comment', field: 'text' }

export const comments: Module = {
  name: 'comments',
  label: { zh: '评论', en: 'Comments' },
  needs: ['team', 'notices'],
  objects: [comment],
  policies,
  verbs: { comment: { create: writeComment, update: editComment } },
  notices: [
    {
      kind: 'mention',
      label: { zh: '评论中提到我', en: 'Somebody mentioned me' },
      text: { zh: '{actor}在“{record}”的评论中提到了您', en: '{actor} mentioned you on {record}' },
      quotes,
      default: { app: true, mail: 'at_once' },
    },
    {
      kind: 'comment',
      label: { zh: '有人评论我负责的记录', en: 'A comment on a record of mine' },
      text: { zh: '{actor}评论了“{record}”', en: '{actor} commented on {record}' },
      quotes,
      default: { app: true, mail: 'digest' },
    },
  ],
  routes,
}
