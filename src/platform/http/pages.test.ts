import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { registerPages } from './pages.ts'
import { securityHeaders } from './security-headers.ts'

test('the document has a new nonce with every answer, and only styles with it are taken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guanxi-pages-'))
  writeFileSync(join(folder, 'index.html'), '<meta property="csp-nonce" nonce="__NONCE__"><link nonce="__NONCE__">')
  const server = Fastify()
  await registerPages(server, { folder, security: await securityHeaders() })
  const nonces = []
  for (const url of ['/', '/index.html']) {
    const { payload, headers, statusCode } = await server.inject(url)
    const [, nonce = ''] = /nonce="([^"]+)"/.exec(payload) ?? []
    expect([statusCode, payload]).toEqual([200, `<meta property="csp-nonce" nonce="${nonce}"><link nonce="${nonce}">`])
    expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}';`)
    expect(headers['content-security-policy']).toContain("script-src 'self';")
    nonces.push(nonce)
  }
  expect(new Set(nonces).size).toBe(2)
  expect(nonces[0]).toMatch(/^[\w+/]{24}$/)
  await server.close()
  rmSync(folder, { recursive: true })
})
