import { dispositionOf } from './disposition.ts'

const mediaTypes: Record<string, string> = {
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Headers for a table to be saved. */
export function downloadHeaders(fileName: string): Record<string, string> {
  const ending = fileName.split('.').at(-1) ?? ''
  return {
    'content-type': mediaTypes[ending] ?? 'application/octet-stream',
    'content-disposition': dispositionOf('attachment', fileName),
    'cache-control': 'private, no-store',
  }
}
