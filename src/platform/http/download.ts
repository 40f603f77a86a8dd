const mediaTypes: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** Headers for a file to be saved; its name may be Chinese (RFC 6266, RFC 8187). */
export function downloadHeaders(fileName: string): Record<string, string> {
  const ending = fileName.split('.').at(-1) ?? ''
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return {
    'content-type': mediaTypes[ending] ?? 'application/octet-stream',
    'content-disposition': `attachment; filename="file.${ending.replace(/\W/g, '')}"; filename*=UTF-8''${encoded}`,
    'cache-control': 'private, no-store',
  }
}
