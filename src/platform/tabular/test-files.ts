/** Files for the tests of this folder. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import type { TableOptions, TableReader } from './read-table.ts'
import { openTable } from './read-table.ts'
import type { TableRow } from './row.ts'

let folder: string | undefined
let files = 0

/** For `afterAll` of each test file: they share this module. */
export function removeFiles(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  folder = undefined
}

/** The path of a new file with this content. */
export function fileOf(content: string | Uint8Array): string {
  folder ??= mkdtempSync(join(tmpdir(), 'tabular-'))
  const path = join(folder, String(files++))
  writeFileSync(path, content)
  return path
}

export function emptyPath(): string {
  return fileOf('')
}

const shared = process.env.GUANXI_SHARED ?? resolve(import.meta.dirname, '../../../../shared')
export const hasSharedData = existsSync(join(shared, 'data'))
if (!hasSharedData) console.warn(`SKIPPED: tests on real files, because ${shared}/data is absent (set GUANXI_SHARED)`)

/** A path in the folder of real files, which is not part of the project. */
export function sharedData(path: string): string {
  return join(shared, 'data', path)
}

export async function readAll(path: string, options?: TableOptions): Promise<{ table: TableReader; rows: TableRow[]; cells: string[][] }> {
  const table = await openTable(path, options)
  const rows: TableRow[] = []
  for await (const batch of table.batches(100)) rows.push(...batch)
  return { table, rows, cells: rows.map((row) => row.cells) }
}

interface ZipPart {
  name: string
  data: string | Uint8Array
  isStored?: boolean
  /** What the directory claims instead of the truth. */
  claims?: number
  flags?: number
}

export function zipOf(parts: ZipPart[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, data, isStored, claims, flags = 0 } of parts) {
    const raw = Buffer.from(data)
    const packed = isStored ? raw : deflateRawSync(raw)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(isStored ? 0 : 8, 4)
    fields.writeUInt32LE(crc32(raw), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(claims ?? raw.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const header = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name)])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, place, Buffer.from(name)]))
    bodies.push(header, packed)
    at += header.length + packed.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...bodies, entries, Buffer.from('PK\x05\x06', 'latin1'), end])
}

const relationType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** An xlsx with one sheet, as XML written by hand: what no writer of ours would make. */
export function xlsxOf(options: { rows: string; sharedStrings?: string; styles?: string; workbookPr?: string; sheet?: Partial<ZipPart> }): Buffer {
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${relationType}/${type}" Target="${target}"/>`
  return zipOf([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: '_rels/.rels', data: `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>` },
    { name: 'xl/workbook.xml', data: `<workbook xmlns:r="${relationType}">${options.workbookPr ?? ''}<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>` },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('rId3', 'styles', 'styles.xml')}</Relationships>`,
    },
    { name: 'xl/styles.xml', data: options.styles ?? '<styleSheet/>' },
    { name: 'xl/sharedStrings.xml', data: `<sst>${options.sharedStrings ?? ''}</sst>` },
    { name: 'xl/worksheets/sheet1.xml', data: `<?xml version="1.0"?><worksheet><sheetData>${options.rows}</sheetData></worksheet>`, ...options.sheet },
  ])
}
