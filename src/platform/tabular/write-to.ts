/** Back-pressure, without the trap that a stream which is destroyed while full never says 'drain'. */
import type { Writable } from 'node:stream'

/** Resolves when the stream takes more. @throws what the stream failed with */
export async function writeTo(out: Writable, data: string | Uint8Array): Promise<void> {
  if (out.errored) throw out.errored
  if (out.destroyed || out.writableEnded) throw new Error('the stream to write to is closed')
  if (data.length === 0 || out.write(data)) return
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error) => {
      out.off('drain', onDrain).off('error', onError).off('close', onClose)
      if (error) reject(error)
      else resolve()
    }
    const onDrain = () => settle()
    const onError = (error: Error) => settle(error)
    const onClose = () => settle(out.errored ?? new Error('the stream to write to was closed'))
    out.on('drain', onDrain).on('error', onError).on('close', onClose)
  })
}
