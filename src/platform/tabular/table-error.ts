/** What can be wrong with a whole file (what is wrong with one row is said in the row, see row.ts). */
import type { Label } from '../label.ts'

const titles = {
  not_a_table: {
    zh: '文件不是可识别的表格（支持 CSV、XLSX、vCard）',
    en: 'The file is not a table we can read (CSV, XLSX or vCard)',
  },
  empty_file: { zh: '文件是空的', en: 'The file is empty' },
  broken_file: { zh: '文件已损坏', en: 'The file is damaged' },
  zip_bomb: { zh: '文件解压后过大，已拒绝', en: 'The file grows too large when unpacked and was refused' },
  row_too_long: { zh: '文件中有一行过长', en: 'A row of the file is too long' },
  too_many_columns: { zh: '文件的列太多', en: 'The file has too many columns' },
  encoding: { zh: '无法识别的文字编码', en: 'The text encoding is not known' },
  delimiter: { zh: '分隔符无效', en: 'The delimiter is not valid' },
  encrypted: {
    zh: '文件有密码保护，请去掉密码后再试',
    en: 'The file is protected by a password; please remove it and try again',
  },
  old_excel: { zh: '这是旧版 Excel（.xls）文件，请另存为 .xlsx', en: 'This is an old Excel (.xls) file; please save it as .xlsx' },
  no_such_sheet: { zh: '没有这个工作表', en: 'There is no such sheet' },
  closed: { zh: '文件已关闭', en: 'The file is closed already' },
  lone_surrogate: { zh: '文字中有残缺的字符，无法写入文件', en: 'A text holds half a character and cannot be written' },
  cell_too_long: {
    zh: '单元格文字超过 Excel 的上限（32767 个字符），请改用 CSV',
    en: 'A text is longer than an Excel cell may be (32,767 characters); use CSV',
  },
} satisfies Record<string, Label>

export type TableErrorCode = keyof typeof titles

export class TableError extends Error {
  /** Stable: never match on the message. */
  readonly code: TableErrorCode
  readonly title: Label
  readonly details: Record<string, string | number>

  constructor(code: TableErrorCode, details: Record<string, string | number> = {}, options?: ErrorOptions) {
    const title = titles[code]
    super(`${code}: ${title.en}${Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : ''}`, options)
    this.name = 'TableError'
    this.code = code
    this.title = title
    this.details = details
  }
}
