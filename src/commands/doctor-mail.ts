import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { good, wrong, type Finding } from './doctor-finding.ts'

const patience = 5000

/** Says hello to the mail server and goes; sends nothing. No finding where none is set. @param url smtp://host:port or smtps://host:port */
export async function reachMailServer(url: string | undefined): Promise<Finding[]> {
  if (!url) return []
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) return [wrong('GUANXI_SMTP_URL is not of the form smtp://user:password@host:port')]
  const { protocol, hostname, port } = new URL(url)
  const isSecure = protocol === 'smtps:'
  const options = { host: hostname, port: Number(port || (isSecure ? 465 : 587)), servername: hostname }
  const place = `the mail server ${options.host}:${options.port}`
  const greeting = await greetingOf(isSecure ? connectTls(options) : connect(options))
  return [greeting.startsWith('220') ? good(`${place} answers`) : wrong(`${place} does not answer as one: ${greeting}`)]
}

/** Its first line, or what went wrong. */
async function greetingOf(socket: Socket): Promise<string> {
  return new Promise<string>((resolve) => {
    socket.setTimeout(patience, () => resolve('no answer in five seconds'))
    socket.once('error', (error) => resolve(error.message))
    socket.once('data', (data) => resolve(String(data).split('\r\n')[0]?.slice(0, 200) ?? ''))
    socket.once('close', () => resolve('it closed the connection'))
  }).finally(() => socket.destroy())
}
