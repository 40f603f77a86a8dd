import type { Transporter } from 'nodemailer'

export interface Mail {
  to: string
  subject: string
  text: string
  /** Without brackets; the same for the same mail, so that one that was sent twice can be known as one. Made up where left out. */
  messageId?: string
  attachments?: { filename: string; content: Buffer }[]
  /** Where the receiver stops mails of this kind: with one click of the mail program (RFC 8058). */
  unsubscribe?: string
}

export interface Mailer {
  /** @throws RefusedMail when the server will never take it; another error when it cannot be reached or does not take it now. */
  send(mail: Mail): Promise<void>
  close(): void
}

/** The server said a final no (5xx): trying again would be answered alike. */
export class RefusedMail extends Error {}

export interface MailSettings {
  /** `smtps://user:password@host:465`, `smtp://host:25`. */
  url: string
  /** `Guanxi <crm@example.com>` */
  from: string
}

const patience = 20_000

export function openMailer(settings: MailSettings): Mailer {
  const url = new URL(settings.url)
  const settingsOfTransport = {
    host: url.hostname,
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 25),
    secure: url.protocol === 'smtps:',
    ...(url.username ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } } : {}),
    // For servers inside of a company, whose certificate nobody else signs: ?insecure
    tls: { rejectUnauthorized: !url.searchParams.has('insecure') },
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  }
  // Loaded with the first mail.
  let opened: Promise<Transporter> | null = null
  const transport = () => (opened ??= import('nodemailer').then(({ createTransport }) => createTransport(settingsOfTransport)))
  return {
    send: async ({ messageId, unsubscribe, ...mail }) => {
      try {
        await (await transport()).sendMail({
          from: settings.from,
          ...mail,
          ...(messageId ? { messageId: `<${messageId}>` } : {}),
          ...(unsubscribe ? { headers: { 'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` }, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } } : {}),
        })
      } catch (error) {
        throw isFinal(error) ? new RefusedMail('The mail server refused the mail for good', { cause: error }) : error
      }
    },
    close: () => void opened?.then((transport) => transport.close()),
  }
}

/** Of the mail itself or its receiver. A wrong password is the operator's to mend: the mail waits for it. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error) || !('code' in error)) return false
  return Number(error.responseCode) >= 500 && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE')
}
