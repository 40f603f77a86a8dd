/** The live stream as an open page hears it: over a real connection, because the answer has no end. */
import { castPassword, type Login } from './cast.ts'
import type { TestApp } from './test-app.ts'

export interface LiveStream {
  /** What has come since the last call, once the word is in it. */
  next(word: string): Promise<string>
  stop(): void
}

export async function listenTo(address: string, options: { login?: Login; query?: string } = {}): Promise<LiveStream> {
  const session = await fetch(`${address}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login: options.login ?? 'lin', password: castPassword }) })
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? ''
  const stopper = new AbortController()
  const reply = await fetch(`${address}/api/v1/stream${options.query ?? ''}`, { headers: { cookie }, signal: stopper.signal })
  if (reply.status !== 200 || reply.headers.get('content-type') !== 'text/event-stream; charset=utf-8') throw new Error(`The stream answered ${reply.status}`)
  const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    next: async (word) => {
      while (!text.includes(word)) {
        const { done, value } = await reader.read()
        if (done) throw new Error(`The stream ended without ${word}: ${text}`)
        text += value
      }
      const heard = text
      text = ''
      return heard
    },
    stop: () => stopper.abort(),
  }
}

/** Where the server of the test listens. */
export async function addressOf({ app: { server } }: TestApp): Promise<string> {
  const known = server.server.address()
  return typeof known === 'object' && known ? `http://127.0.0.1:${known.port}` : server.listen({ port: 0, host: '127.0.0.1' })
}
