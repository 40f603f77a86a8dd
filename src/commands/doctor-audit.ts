/** bin/doctor audit: every event of every company against its seal. Exits with 1 and names the place where one does not fit. */
import { openDatabase, type Db } from '../platform/db/database.ts'
import { sql } from '../platform/db/sql.ts'
import { verifyChain, type ChainReport } from '../modules/audit/index.ts'
import { CommandError } from './command-error.ts'

const words = {
  event_removed: 'the event was removed',
  event_changed: 'the event was changed',
  event_inserted: 'the event was put in later',
  event_moved: 'the event was moved to another place',
  events_reordered: 'events stand in another order, first this one',
  seal_removed: 'the seal was removed',
  seal_changed: 'the seal was changed',
  seal_unlinked: 'the seal does not follow the one before it: that one was made anew',
  seals_shortened: 'seals went while they were checked',
}

/** @param kept seals that were written down elsewhere, `SEQUENCE:HASH`: each must still stand in the chain of one company. */
export async function examineAudit(url: string, kept: string[]): Promise<void> {
  const wanted = kept.map(readKept)
  const database = openDatabase({ url, role: null, max: 1, statementTimeout: 0 })
  try {
    const workspaces = await database.local.rows<{ id: string; name: string }>(sql`select w.id, w.name from workspaces w order by w.created_at`)
    for (const { id, name } of workspaces) {
      const db = database.forWorkspace(id)
      const begun = Date.now()
      const report = await verifyChain(db, { onProgress: (events, of) => progress(name, events, of) })
      if (report) tell(name, report, (Date.now() - begun) / 1000)
      for (const seal of wanted) seal.isFound ||= await hasSeal(db, seal)
    }
    for (const seal of wanted.filter(({ isFound }) => !isFound)) bad(`seal ${seal.sequence}:${seal.hash} stands in no chain: what came before it was written anew, or cut off`)
  } finally {
    await database.close()
  }
}

interface KeptSeal {
  sequence: number
  hash: string
  isFound: boolean
}

function readKept(text: string): KeptSeal {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{12,64})$/i.exec(text) ?? []
  if (!sequence || !hash) throw new CommandError(`${text} is no seal: it is written SEQUENCE:HASH, as bin/doctor audit prints it`)
  return { sequence: Number(sequence), hash: hash.toLowerCase(), isFound: false }
}

async function hasSeal(db: Db, seal: KeptSeal): Promise<boolean> {
  const found = await db.rows(
    sql`select 1 from event_seals s where s.workspace_id = ${sql.workspace} and s.sequence = ${seal.sequence} and starts_with(encode(s.hash, 'hex'), ${seal.hash})`,
  )
  return found.length > 0
}

function progress(name: string, events: number, of: number): boolean {
  if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${events} of ${of} events (${Math.floor((100 * events) / Math.max(1, of))}%) `)
  return true
}

function tell(name: string, report: ChainReport, seconds: number): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  for (const { sequence, event, kind } of report.faults) bad(`${name}: seal ${sequence}${event ? `, event ${event}` : ''}: ${words[kind]}`)
  if (report.faultCount > report.faults.length) bad(`${name}: and ${report.faultCount - report.faults.length} more`)
  const { newest, waiting, events, erased, seals } = report
  const counts = `${events} events under ${seals} seals`
  const rest = [erased > 0 ? `${erased} of them blanked by erasures that the log tells of` : '', waiting.events > 0 ? `${waiting.events} newer ones not sealed yet` : ''].filter(Boolean).join(', ')
  if (report.faultCount === 0) console.log(`good   ${name}: ${counts} are as they were written${rest ? `; ${rest}` : ''} (${seconds.toFixed(1)} s)`)
  if (newest) console.log(`       newest seal  ${newest.sequence}:${newest.hash}`)
}

function bad(text: string): void {
  console.log(`WRONG  ${text}`)
  process.exitCode = 1
}
