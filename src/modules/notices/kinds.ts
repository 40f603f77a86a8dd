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
  {
    kind: 'export_failed',
    label: { zh: '导出失败', en: 'An export has failed' },
    text: { zh: '导出没有完成，请重新导出', en: 'The export has failed; please export again' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'bulk_done',
    label: { zh: '批量操作完成', en: 'A change of many has finished' },
    text: { zh: '批量操作已完成：{changed} 条已处理，{failed} 条未能处理', en: 'The change of many has finished: {changed} records, {failed} left as they were' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'bulk_failed',
    label: { zh: '批量操作失败', en: 'A change of many has failed' },
    text: { zh: '批量操作没有完成，已处理 {changed} 条', en: 'The change of many stopped after {changed} records' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'bulk_undone',
    label: { zh: '批量操作已撤销', en: 'A change of many was undone' },
    text: { zh: '批量操作已撤销：{rows} 条恢复，{failed} 条保留', en: 'The change of many was undone: {rows} records as before, {failed} left as they are' },
    default: { app: true, mail: 'off' },
  },
  {
    kind: 'undo_failed',
    label: { zh: '撤销失败', en: 'An undo has failed' },
    text: { zh: '撤销没有完成，已恢复 {rows} 条', en: 'The undo stopped after {rows} records' },
    default: { app: true, mail: 'off' },
  },
]
