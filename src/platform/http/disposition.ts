/** A file's name in an answer; it may be Chinese (RFC 6266, RFC 8187). */
export function dispositionOf(kind: 'inline' | 'attachment', fileName: string): string {
  const ending = (fileName.includes('.') ? (fileName.split('.').at(-1) ?? '') : '').replace(/[^A-Za-z0-9]/g, '').slice(0, 10)
  const encoded = encodeURIComponent(fileName.toWellFormed()).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="file${ending ? `.${ending}` : ''}"; filename*=UTF-8''${encoded}`
}
