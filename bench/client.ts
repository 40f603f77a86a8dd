/** A small HTTP client that costs little itself: one socket a connection, kept alive, one request at a time on each. */
import { connect, type Socket } from 'node:net'

export interface Ask {
  method: string
  path: string
  body?: string
}

export interface Load {
  /** Milliseconds, sorted. */
  latencies: number[]
  /** Requests a second over the whole time. */
  perSecond: number
  errors: number
}

export interface Target {
  port: number
  headers: string
}

/** Asks one after the other on every connection until the time is over. @param next makes the request number n. */
export async function load(target: Target, options: { connections: number; milliseconds: number; next: (number: number) => Ask; expected: number }): Promise<Load> {
  const latencies: number[] = []
  let errors = 0
  let number = 0
  const start = performance.now()
  const until = start + options.milliseconds
  await Promise.all(
    Array.from({ length: options.connections }, async () => {
      const line = await openLine(target)
      while (performance.now() < until) {
        const ask = options.next(number++)
        const begun = performance.now()
        const { status, text } = await line.ask(ask)
        latencies.push(performance.now() - begun)
        if (status !== options.expected && ++errors === 1) console.error(`${ask.method} ${ask.path} was answered ${status}: ${text.slice(0, 300)}`)
      }
      line.close()
    }),
  )
  const seconds = (performance.now() - start) / 1000
  return { latencies: latencies.sort((a, b) => a - b), perSecond: latencies.length / seconds, errors }
}

export interface Line {
  ask(ask: Ask): Promise<{ status: number; text: string }>
  close(): void
}

export async function openLine(target: Target): Promise<Line> {
  const socket = connect({ port: target.port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return {
    ask: ({ method, path, body }) => {
      const content = body === undefined ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
      socket.write(`${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1:${target.port}\r\n${target.headers}${content}\r\n${body ?? ''}`)
      return answer(socket)
    },
    close: () => socket.destroy(),
  }
}

/** Both servers send a content-length to a client that asks for no compression. */
function answer(socket: Socket): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    let parts: Buffer[] = []
    let length = 0
    let needed = -1
    let headLength = 0
    const done = () => {
      socket.off('data', take).off('error', fail).off('close', fail)
    }
    const fail = () => {
      done()
      reject(new Error('The connection was closed'))
    }
    const take = (part: Buffer) => {
      parts.push(part)
      length += part.length
      if (needed < 0) {
        const whole = parts.length > 1 ? Buffer.concat(parts) : part
        parts = [whole]
        const end = whole.indexOf('\r\n\r\n')
        if (end < 0) return
        headLength = end + 4
        const found = /content-length: (\d+)/i.exec(whole.toString('latin1', 0, end))
        needed = headLength + Number(found?.[1] ?? 0)
      }
      if (length < needed) return
      done()
      const whole = Buffer.concat(parts)
      resolve({ status: Number(whole.toString('latin1', 9, 12)), text: whole.toString('utf8', headLength) })
    }
    socket.on('data', take).on('error', fail).on('close', fail)
  })
}

export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
