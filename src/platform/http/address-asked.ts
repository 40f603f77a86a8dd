interface Asked {
  host?: unknown
  protocol?: unknown
}

/**
 * What the caller calls this place, such as `https://crm.example:8443`: for installations that were not told their public address. Only what the caller
 * itself is answered may hold it, never a mail to somebody else.
 */
export function addressAsked(raw: unknown): string {
  const { host, protocol }: Asked = typeof raw === 'object' && raw !== null ? raw : {}
  return typeof host === 'string' && host !== '' ? `${String(protocol)}://${host}` : ''
}
