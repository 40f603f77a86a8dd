/** The built pages: files that browsers keep, and one document for every address of the pages. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { newNonce, type SecurityHeaders } from './security-headers.ts'

/** Stands in the built document where the nonce of an answer belongs (vite.config.ts). */
const nonceMark = /__NONCE__/g

/** Answers the document. Null where no pages are built. */
export type SendDocument = (reply: FastifyReply) => FastifyReply

export async function registerPages(server: FastifyInstance, options: { folder: string; security: SecurityHeaders }): Promise<SendDocument | null> {
  const path = join(options.folder, 'index.html')
  if (!existsSync(path)) return null
  await server.register(serveStatic, {
    root: options.folder,
    wildcard: true,
    index: false,
    // scripts/build-web.ts puts them beside the files.
    preCompressed: true,
    setHeaders: (response, path) => {
      const isHashed = /[\\/]assets[\\/]/.test(path)
      void response.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const document = readFileSync(path, 'utf8')
  const send: SendDocument = (reply) => {
    const nonce = newNonce()
    return reply
      .code(200)
      .headers({ ...options.security.document(nonce), 'cache-control': 'no-cache', 'content-type': 'text/html; charset=utf-8' })
      .send(document.replaceAll(nonceMark, nonce))
  }
  for (const url of ['/', '/index.html']) server.get(url, (_request, reply) => send(reply))
  return send
}
