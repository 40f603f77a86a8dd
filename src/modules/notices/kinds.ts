import type { NoticeKind } from '../../kernel/definitions/notice.ts'

/** What may happen to records of every object. Other kinds stand in the manifests of the modules that tell them. */
export const kinds: NoticeKind[] = [
  {
    kind: 'record_shared',
    label: { zh: '记录共享给我', en: 'A record was shared with me' },
    text: { zh: '{actor}将“{record}”共享给您', en: '{actor} shared {record} with you' },
    default: { app: true, mail: 'digest' },
  },
  {
    kind: 'import_done',
    label: { zh: '导入完成', en: 'An import has finished' },
    text: { zh: '导入已完成：{rows} 行，{failed} 行有误', en: 'The import has finished: {rows} rows, {failed} with errors' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'import_failed',
    label: { zh: '导入失败', en: 'An import has failed' },
    text: { zh: '导入没有完成，已处理 {rows} 行', en: 'The import stopped after {rows} rows' },
    default: { app: true, mail: 'at_once' },
  },
  {
    kind: 'import_undone',
    label: { zh: '导入已撤销', en: 'An import was undone' },
    text: { zh: '导入已撤销：{rows} 条记录', en: 'The import was undone: {rows} records' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'export_done',
    label: { zh: '导出完成', en: 'An export has finished' },
    text: { zh: '导出已完成：{rows} 条记录', en: 'The export has finished: {rows} records' },
    default: { app: true, mail: 'off' },
  },
]
