/** Clients that open connections and say little hold them from others; each waits only so long. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../problems.ts'

export const patience = {
  /** The head of a request, in milliseconds. */
  head: 20_000,
  /** The whole of a request that carries no file. */
  body: 60_000,
  /** The whole of a request, files among them. */
  request: 600_000,
  /** A connection on which nothing moves. */
  silence: 120_000,
  /** A connection between two requests; longer than proxies keep theirs, so that none is cut as it is used. */
  pause: 75_000,
}

/** @throws nothing; a body that does not come is answered 408. */
export function limitBodies(server: FastifyInstance, options: { wait: number; refuse(request: FastifyRequest, reply: FastifyReply, problem: Problem): void }): void {
  server.addHook('onRequest', (request, reply, done) => {
    done()
    if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined) return
    if (request.isMultipart()) return
    const timer = setTimeout(() => {
      if (request.raw.complete || reply.sent) return
      options.refuse(request, reply, tooSlow())
      request.raw.socket.end()
    }, options.wait)
    request.raw.once('close', () => clearTimeout(timer))
    request.raw.once('end', () => clearTimeout(timer))
  })
}

/** What is still read of a body that was refused, in bytes. */
const mostRest = 100 * 1024 * 1024

/**
 * Answers when the rest of a body that was refused has been read and thrown away: a connection that is closed while the other side still
 * sends is reset, and the answer is lost with it. Whoever goes on without end is not waited for.
 */
export function whenRead({ raw }: FastifyRequest, reply: FastifyReply, answer: () => void): void {
  if (raw.complete || raw.readableEnded || raw.destroyed) return answer()
  let left = mostRest
  const finish = (): void => {
    raw.off('data', count).off('end', finish)
    if (!reply.sent) answer()
  }
  const count = (chunk: Buffer): void => {
    left -= chunk.length
    if (left < 0) finish()
  }
  raw.on('data', count).once('end', finish).resume()
}

function tooSlow(): Problem {
  return new Problem({ status: 408, code: 'too-slow', title: { zh: '请求没有及时传完，请重试', en: 'The request did not arrive in time; please try again' }, headers: { connection: 'close' } })
}
