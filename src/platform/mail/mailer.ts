import { createTransport } from 'nodemailer'

export interface Mail {
  to: string
  subject: string
  text: string
}

export interface Mailer {
  /** @throws when the server cannot be reached or does not take the mail. */
  send(mail: Mail): Promise<void>
  close(): void
}

export interface MailSettings {
  /** `smtps://user:password@host:465`, `smtp://host:25`. */
  url: string
  /** `Guanxi <crm@example.com>` */
  from: string
}

const patience = 20_000

export function openMailer(settings: MailSettings): Mailer {
  const url = new URL(settings.url)
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 25),
    secure: url.protocol === 'smtps:',
    ...(url.username ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } } : {}),
    // For servers inside of a company, whose certificate nobody else signs: ?insecure
    tls: { rejectUnauthorized: !url.searchParams.has('insecure') },
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  })
  return {
    send: async (mail) => void (await transport.sendMail({ from: settings.from, ...mail })),
    close: () => transport.close(),
  }
}
