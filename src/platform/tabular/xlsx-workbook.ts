/** What an xlsx says about itself: its sheets, its date system, which cell styles are dates. */
import { isDateFormat } from 'hucre'
import { TableError } from './table-error.ts'
import type { DateStyle } from './xlsx-value.ts'
import { xmlAttribute, xmlTags } from './xml-tags.ts'
import type { ZipContainer } from './zip-container.ts'

export interface Workbook {
  sheets: Sheet[]
  /** Days count from 1904 (old Macintosh) and not from 1900. */
  is1904: boolean
  sharedStringsPath?: string
  /** By the number of the cell style (`s` of a cell). Numbers have none. */
  dateStyles: (DateStyle | undefined)[]
}

export interface Sheet {
  name: string
  path: string
  isHidden: boolean
}

interface Relation {
  id: string
  /** The last word of the type's address: transitional and strict files differ in the rest. */
  type: string
  target: string
}

/** @throws TableError `not_a_table` when it is some other zip, `broken_file` */
export async function readWorkbook(zip: ZipContainer): Promise<Workbook> {
  const path = (await readRelations(zip, '')).find((relation) => relation.type === 'officeDocument')?.target
  if (path === undefined || !zip.has(path)) throw new TableError('not_a_table')
  if (path.endsWith('.bin')) throw new TableError('not_a_table', { kind: 'xlsb' })

  const relations = await readRelations(zip, path)
  const xml = await readXml(zip, path)
  const stylesPath = relations.find((relation) => relation.type === 'styles')?.target
  const sharedStringsPath = relations.find((relation) => relation.type === 'sharedStrings')?.target
  return {
    sheets: sheetsOf(xml, relations).filter((sheet) => zip.has(sheet.path)),
    is1904: isDatedFrom1904(xml),
    sharedStringsPath: sharedStringsPath !== undefined && zip.has(sharedStringsPath) ? sharedStringsPath : undefined,
    dateStyles: stylesPath !== undefined && zip.has(stylesPath) ? dateStylesOf(await readXml(zip, stylesPath)) : [],
  }
}

/** By name or by number from 0; without either the first that is not hidden. @throws TableError `no_such_sheet` */
export function chooseSheet(sheets: Sheet[], wanted?: string | number): Sheet {
  if (wanted === undefined) {
    const first = sheets.find((sheet) => !sheet.isHidden) ?? sheets[0]
    if (!first) throw new TableError('not_a_table', { sheets: 0 })
    return first
  }
  const found = typeof wanted === 'number' ? sheets[wanted] : sheets.find((sheet) => sheet.name === wanted)
  if (!found) throw new TableError('no_such_sheet', { sheet: wanted })
  return found
}

async function readXml(zip: ZipContainer, path: string): Promise<string> {
  return (await zip.read(path)).toString('utf8')
}

/** @param path of the part whose relations are wanted; '' for the whole file */
async function readRelations(zip: ZipContainer, path: string): Promise<Relation[]> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const relationsPath = `${folder}_rels/${path.slice(folder.length)}.rels`
  if (!zip.has(relationsPath)) return []

  const relations: Relation[] = []
  for (const tag of xmlTags(await readXml(zip, relationsPath))) {
    if (tag.name !== 'Relationship' || tag.isClosing) continue
    const type = xmlAttribute(tag.attributes, 'Type') ?? ''
    const target = xmlAttribute(tag.attributes, 'Target') ?? ''
    relations.push({ id: xmlAttribute(tag.attributes, 'Id') ?? '', type: type.slice(type.lastIndexOf('/') + 1), target: resolve(folder, target) })
  }
  return relations
}

function resolve(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

function sheetsOf(xml: string, relations: Relation[]): Sheet[] {
  const sheets: Sheet[] = []
  for (const tag of xmlTags(xml)) {
    if (tag.name !== 'sheet' || tag.isClosing) continue
    const id = xmlAttribute(tag.attributes, 'id')
    const relation = relations.find((one) => one.id === id && one.type === 'worksheet')
    const state = xmlAttribute(tag.attributes, 'state') ?? 'visible'
    if (relation) sheets.push({ name: xmlAttribute(tag.attributes, 'name') ?? '', path: relation.target, isHidden: state !== 'visible' })
  }
  return sheets
}

function isDatedFrom1904(xml: string): boolean {
  for (const tag of xmlTags(xml)) {
    if (tag.name === 'workbookPr') return ['1', 'true'].includes(xmlAttribute(tag.attributes, 'date1904') ?? '')
  }
  return false
}

/** Cell styles (`cellXfs`) name a number format: a built-in number, or one that the file defines. */
function dateStylesOf(xml: string): (DateStyle | undefined)[] {
  const formats = new Map<string, string>()
  const styles: (DateStyle | undefined)[] = []
  let isInCellStyles = false
  for (const tag of xmlTags(xml)) {
    if (tag.name === 'numFmt' && !tag.isClosing) {
      formats.set(xmlAttribute(tag.attributes, 'numFmtId') ?? '', xmlAttribute(tag.attributes, 'formatCode') ?? '')
    }
    if (tag.name === 'cellXfs') isInCellStyles = !tag.isClosing && !tag.isEmpty
    if (tag.name === 'xf' && !tag.isClosing && isInCellStyles) {
      const format = xmlAttribute(tag.attributes, 'numFmtId') ?? '0'
      styles.push(dateStyleOf(formats.get(format) ?? format))
    }
  }
  return styles
}

/** @param format a format code, or the number of a built-in one (46 is `[h]:mm:ss`) */
function dateStyleOf(format: string): DateStyle | undefined {
  if (!isDateFormat(format)) return undefined
  return format === '46' || /\[(h+|m+|s+)\]/i.test(format) ? 'elapsed' : 'moment'
}
