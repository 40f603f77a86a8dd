import { pino, type DestinationStream, type Logger } from 'pino'

/** Libraries log what they were handed; the heads of requests carry cookies and keys. */
const secrets = ['headers', '*.headers', '*.*.headers', '*.password', '*.token', '*.secret', '*.authorization', '*.cookie']

/** The log: JSON, a line each. @param level of pino, such as `warn` */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, redact: { paths: secrets, censor: '(left out)' } }
  return destination ? pino(options, destination) : pino(options)
}
