/** A line to the server that can be cut, and that can lose an answer after the server has done its work: real sockets, nothing pretended. */
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

export interface Line {
  /** Where the server is reached through this line. */
  address: string
  cut(): void
  mend(): void
  /** From now on the server gets such requests, and nobody gets its answer. */
  loseAnswersTo(request: RegExp): void
  close(): Promise<void>
}

export async function openLine(to: string): Promise<Line> {
  const { hostname, port } = new URL(to)
  const sockets = new Set<Socket>()
  let isCut = false
  let lost: RegExp | undefined
  const end = () => sockets.forEach((socket) => socket.destroy())
  const server = createServer((near) => {
    if (isCut) return near.destroy()
    const far = connect(Number(port), hostname)
    let isLost = false
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    near.on('data', (chunk) => {
      isLost ||= lost?.test(chunk.toString('latin1')) === true
      far.write(chunk)
    })
    far.on('data', (chunk) => {
      if (isLost) near.destroy()
      else near.write(chunk)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${portOf(server.address())}`,
    cut: () => {
      isCut = true
      end()
    },
    mend: () => {
      isCut = false
      lost = undefined
    },
    loseAnswersTo: (request) => {
      lost = request
    },
    close: async () => {
      end()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The line has no port')
  return address.port
}
