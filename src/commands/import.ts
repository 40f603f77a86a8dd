/** bin/import FILE --object customers: a file into the running company, with progress and an error file beside it. */
import { copyFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { basename, isAbsolute, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { openApp } from '../app.ts'
import type { ImportOptions, ImportResult } from '../exchange/import-record.ts'
import { importHere } from '../exchange/local-import.ts'
import type { Mapping } from '../exchange/suggest-mapping.ts'
import { readConfig } from '../platform/config.ts'
import { migrate } from '../platform/db/migrate.ts'
import { Problem } from '../platform/problems.ts'
import { CommandError } from './command-error.ts'
import { startDatabase } from './database.ts'
import { firstAdministrator } from './first-administrator.ts'

const usage = `Usage: bin/import FILE --object customers
  --map "column=field"       which field a column fills; "column=" leaves it out (else it is guessed)
  --constant "field=text"    a value for every row; {column} and {row} are filled in
  --duplicates skip|update|create   --match number[,name]
  --encoding gb18030  --delimiter ";"  --no-header  --sheet NAME  --empty-cells keep|clear
  --bad-values refuse|leave_out   a row with a value that cannot be read: refused, or taken without the value
  --dry-run                  says what would come of it and writes nothing`

export async function run(words: string[]): Promise<void> {
  const asked = readWords(words)
  const config = readConfig()
  const database = await startDatabase(config, (line) => console.error(line))
  const log = pino({ level: config.logLevel }, pino.destination(2))
  try {
    await migrate(database.url)
    const app = await openApp({ databaseUrl: database.url, dataFolder: config.dataFolder, log })
    try {
      const ctx = await firstAdministrator(app.runtime)
      const { row, errorFile } = await importHere(ctx, { ...asked, dataFolder: config.dataFolder, onProgress: showProgress })
      if (row.result) tell(row.result, asked.dryRun)
      if (errorFile) {
        const beside = `${asked.path.replace(/(\.(csv|xlsx|vcf|txt|gz))+$/i, '')}-errors.csv`
        const isCopied = await copyFile(errorFile, beside).then(() => true, () => false)
        console.log(`Refused rows and values with the reasons: ${isCopied ? beside : errorFile}`)
      }
      if (row.state === 'failed') process.exitCode = 1
    } finally {
      await app.close()
    }
  } catch (error) {
    throw error instanceof Problem ? new CommandError(inWords(error)) : error
  } finally {
    await database.stop()
  }
}

interface Asked {
  path: string
  fileName: string
  objectName: string
  mapping: Mapping
  options: ImportOptions
  dryRun: boolean
}

function readWords(words: string[]): Asked {
  const { values, positionals } = parse(words)
  const [file] = positionals
  if (!file || !values.object) throw new CommandError(usage)
  // Files are named from where the command was typed; the process itself works in the project's folder.
  const path = isAbsolute(file) ? file : resolve(process.env.INIT_CWD ?? process.cwd(), file)
  if (!existsSync(path)) throw new CommandError(`There is no file ${path}`)
  const options: ImportOptions = {
    ...(values.duplicates ? { duplicates: oneOf('duplicates', values.duplicates, ['skip', 'update', 'create']) } : {}),
    ...(values.match ? { match_by: values.match.split(',').map((name) => name.trim()) } : {}),
    ...(values.constant ? { constants: pairs('constant', values.constant) } : {}),
    ...(values['empty-cells'] ? { empty_cells: oneOf('empty-cells', values['empty-cells'], ['keep', 'clear']) } : {}),
    ...(values['bad-values'] ? { bad_values: oneOf('bad-values', values['bad-values'], ['refuse', 'leave_out']) } : {}),
    ...(values.encoding ? { encoding: values.encoding } : {}),
    ...(values.delimiter ? { delimiter: values.delimiter } : {}),
    ...(values.sheet ? { sheet: values.sheet } : {}),
    ...(values['no-header'] ? { has_header: false } : {}),
  }
  const mapping = Object.fromEntries(Object.entries(pairs('map', values.map ?? [])).map(([column, field]) => [column, field === '' ? null : field]))
  return { path, fileName: basename(path), objectName: values.object, mapping, options, dryRun: values['dry-run'] === true }
}

function parse(words: string[]) {
  const text = { type: 'string' } as const
  const many = { type: 'string', multiple: true } as const
  const flag = { type: 'boolean' } as const
  const known = {
    object: text, map: many, constant: many, match: text, duplicates: text, encoding: text, delimiter: text, sheet: text, 'empty-cells': text, 'bad-values': text,
    'no-header': flag, 'dry-run': flag,
  }
  try {
    return parseArgs({ args: words, options: known, allowPositionals: true })
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

/** `column=field`: a column's own name may hold the sign, a field's cannot. */
function pairs(name: string, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = name === 'map' ? text.lastIndexOf('=') : text.indexOf('=')
      if (at < 1) throw new CommandError(`--${name} "${text}" lacks the sign =\n${usage}`)
      return [text.slice(0, at), text.slice(at + 1)]
    }),
  )
}

function oneOf<const Word extends string>(name: string, given: string, known: readonly Word[]): Word {
  const word = known.find((one) => one === given)
  if (word) return word
  throw new CommandError(`--${name} is one of ${known.join(', ')}`)
}

function showProgress(result: ImportResult, share: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${result.rows} rows (${Math.round(share * 100)}%), ${result.failed} with errors `)
}

function tell(result: ImportResult, isDryRun: boolean): void {
  if (process.stderr.isTTY) process.stderr.write('\n')
  const { rows, created, updated, skipped, failed, left_out, problem } = result
  console.log(`${isDryRun ? 'Dry run, nothing was written: ' : ''}${rows} rows: ${created} created, ${updated} updated, ${skipped} skipped, ${failed} with errors${left_out > 0 ? `; ${left_out} values left out` : ''}`)
  for (const error of result.errors_preview.slice(0, 5)) console.log(`  row ${error.row}${error.column ? `, ${error.column}` : ''}${error.value ? ` "${error.value}"` : ''}: ${error.reason}`)
  if (problem) console.log(`It ended before its time: ${problem.message}`)
}

function inWords(problem: Problem): string {
  const lines = problem.issues.map(({ path, message }) => `  ${path}: ${message.en}`)
  return [problem.title.en, ...lines].join('\n')
}
