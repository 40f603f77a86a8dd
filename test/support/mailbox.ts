/** A real mail server that keeps what it is sent. */
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  to: string
  /** Head and text as people read them. */
  text: string
}

export interface Mailbox<Mail> {
  url: string
  mails: Mail[]
  close(): Promise<void>
}

/** @param options.answer what the server says to a receiver; null: welcome */
export async function openMailbox(): Promise<Mailbox<ReceivedMail>>
export async function openMailbox<Mail>(options: { read: (to: string, source: Buffer) => Mail; answer?: (address: string) => Error | null }): Promise<Mailbox<Mail>>
export async function openMailbox({ read = readMail, answer = () => null }: { read?: (to: string, source: Buffer) => unknown; answer?: (address: string) => Error | null } = {}): Promise<Mailbox<unknown>> {
  const mails: unknown[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => done(answer(address)),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        mails.push(read(session.envelope.rcptTo.map(({ address }) => address).join(), Buffer.concat(parts)))
        done()
      })
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (typeof address !== 'object' || !address) throw new Error('The mail server has no port')
  return { url: `smtp://127.0.0.1:${address.port}`, mails, close: () => new Promise<void>((resolve) => server.close(resolve)) }
}

function readMail(to: string, source: Buffer): ReceivedMail {
  const [head = '', ...body] = source.toString('utf8').split('\r\n\r\n')
  return { to, text: `${wordsOf(head)}\n\n${decoded(head, body.join('\r\n\r\n'))}` }
}

/** The head of a mail in one line a field, its words decoded (RFC 2047). */
export function wordsOf(head: string): string {
  return head.replace(/\r\n\s+/g, ' ').replace(/=\?UTF-8\?(B|Q)\?([^?]+)\?= ?/gi, (_, how: string, part: string) => (how.toUpperCase() === 'B' ? Buffer.from(part, 'base64').toString('utf8') : unquoted(part.replaceAll('_', ' ')).toString('utf8')))
}

/** A body as its head says that it is encoded. */
export function decoded(head: string, body: string): string {
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  return /content-transfer-encoding: quoted-printable/i.test(head) ? unquoted(body).toString('utf8') : body
}

export function unquoted(text: string): Buffer {
  return Buffer.from(text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
}
