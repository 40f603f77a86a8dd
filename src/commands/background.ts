/** What runs beside the server in the same process: the relay of events, the work queue, the daily work. */
import pg from 'pg'
import type { Logger } from 'pino'
import { eachInTurn } from '../platform/jobs/each-in-turn.ts'
import { openMailer, type MailSettings } from '../platform/mail/mailer.ts'
import { secretBox } from '../platform/secret-box.ts'
import { startWorker } from '../platform/jobs/worker.ts'
import { exchangeTasks } from '../exchange/exchange-tasks.ts'
import { removeOldFiles } from '../exchange/old-files.ts'
import { removeUnheldFiles } from '../kernel/files/unheld-files.ts'
import { startRelay, type Relay } from '../kernel/history/relay.ts'
import { moduleTasks } from './module-tasks.ts'
import { morningsCrontab, runMornings } from './mornings.ts'
import type { Runtime } from '../kernel/runtime.ts'
import { auditCrontab, auditTasks } from '../modules/audit/index.ts'
import { callsCrontab, callTasks } from '../modules/calls/index.ts'
import { dispatchCrontab, dispatchTasks } from '../modules/dispatch/index.ts'
import { insightCrontab, insightTasks } from '../modules/insight/index.ts'
import { interactionsCrontab, interactionTasks } from '../modules/interactions/index.ts'
import { noticesCrontab, noticeTasks } from '../modules/notices/index.ts'
import { portalMailTasks } from '../modules/portal/index.ts'
import { orderTasks } from '../modules/orders/index.ts'
import { quoteTasks } from '../modules/quotes/index.ts'
import { reportsCrontab, reportTasks } from '../modules/reports/index.ts'
import { replyMailTasks, requestsCrontab, requestTasks } from '../modules/requests/index.ts'
import { mailTasks } from '../modules/team/index.ts'

export interface Background {
  relay: Relay
  stop(): Promise<void>
}

export interface BackgroundOptions {
  databaseUrl: string
  dataFolder: string
  log: Logger
  /** As the server's, for links in mails. */
  secret?: string | null
  /** Without it no mail is sent. */
  mail?: { settings: MailSettings; publicUrl: string } | null
}

export async function startBackground(runtime: Runtime, options: BackgroundOptions): Promise<Background> {
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 4 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const stopping = new AbortController()
  const mailer = options.mail ? openMailer(options.mail.settings) : null
  const box = secretBox({ dataFolder: options.dataFolder, secret: options.secret ?? null })
  const worker = await startWorker({
    pool,
    log: options.log,
    // All of the night's work is done again where a piece failed: not the queue's usual twenty-five times.
    crontab: `30 18 * * * daily ?max=3\n${morningsCrontab}\n${auditCrontab}\n${noticesCrontab}\n${insightCrontab}\n${reportsCrontab}\n${requestsCrontab}\n${dispatchCrontab}\n${callsCrontab}\n${interactionsCrontab}`,
    tasks: {
      ...exchangeTasks(runtime, { dataFolder: options.dataFolder, stopping: stopping.signal }),
      ...auditTasks(runtime),
      ...moduleTasks(runtime),
      ...insightTasks(runtime),
      ...noticeTasks(runtime, { mailer, publicUrl: options.mail?.publicUrl ?? '', box }),
      ...mailTasks(runtime, { mailer, publicUrl: options.mail?.publicUrl ?? '' }),
      ...portalMailTasks(runtime, { mailer, publicUrl: options.mail?.publicUrl ?? '', box }),
      ...orderTasks(runtime, { mailer }),
      ...quoteTasks(runtime, { mailer, publicUrl: options.mail?.publicUrl ?? '' }),
      ...reportTasks(runtime, { mailer, publicUrl: options.mail?.publicUrl ?? '' }),
      ...interactionTasks(runtime),
      ...requestTasks(runtime),
      ...dispatchTasks(runtime),
      ...callTasks(runtime),
      ...replyMailTasks(runtime, { mailer, publicUrl: options.mail?.publicUrl ?? '' }),
      mornings: () => runMornings(runtime),
      daily: async () => {
        await removeOldFiles(options.dataFolder, runtime.clock.now())
        const works = runtime.registry.modules.flatMap((module) => module.daily ?? [])
        await eachInTurn(await runtime.systemContexts('daily work'), async (ctx) => {
          await removeUnheldFiles(ctx, options.dataFolder)
          await eachInTurn(works, (work) => work.run(ctx))
        })
      },
    },
  })
  const relay = startRelay({ contexts: () => runtime.systemContexts('relay') })
  return {
    relay,
    stop: async () => {
      stopping.abort()
      await relay.stop()
      await worker.stop()
      mailer?.close()
      await pool.end()
    },
  }
}
