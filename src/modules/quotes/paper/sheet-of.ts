/** A paper as a sheet to reckon with: a row for each line, what a bundle is made of indented below it, the totals at the end. */
import { Writable } from 'node:stream'
import { xlsxWriter, type ColumnKind } from '../../../platform/tabular/write-xlsx.ts'
import type { Paper, PaperLine, PaperPart } from './paper.ts'
import { paperWords } from './paper-words.ts'

/** @returns the bytes of an XLSX file */
export async function sheetOf(paper: Paper): Promise<Buffer> {
  const parts: Buffer[] = []
  const out = new Writable({
    write: (part: Buffer, _encoding, done) => {
      parts.push(part)
      done()
    },
  })
  const columns = columnsOf(paper)
  const writer = xlsxWriter(out, { columns: columns.map(({ title }) => title), kinds: columns.map(({ kind = 'text' }) => kind), sheet: paper.number })
  await writer.write([
    ...paper.lines.flatMap((line, index) => [columns.map(({ line: cell }) => cell(line, index)), ...(line.parts ?? []).map((part) => columns.map(({ part: cell }) => cell?.(part) ?? ''))]),
    ...totalRows(paper, columns.length),
  ])
  await writer.end()
  return Buffer.concat(parts)
}

interface Column {
  title: string
  kind?: ColumnKind
  line(line: PaperLine, index: number): string
  /** The amount stands with the bundle alone, so that the column adds up. */
  part?(part: PaperPart): string
}

function columnsOf({ language, currency }: Paper): Column[] {
  const say = (word: keyof typeof paperWords) => paperWords[word][language]
  const number = 'number' as const
  return [
    { title: '#', kind: number, line: (_, index) => String(index + 1) },
    { title: say('item'), line: ({ name }) => name, part: ({ name, level }) => `${'\u3000'.repeat(level)}${name}` },
    { title: say('code'), line: ({ code }) => code ?? '', part: ({ code }) => code ?? '' },
    { title: say('quantity'), kind: number, line: ({ quantity }) => String(quantity), part: ({ quantity }) => quantity },
    { title: say('unit'), line: ({ unit }) => unit ?? '', part: ({ unit }) => unit ?? '' },
    { title: say('price'), kind: number, line: ({ price }) => price, part: ({ price }) => price ?? '' },
    { title: `${say('discount')} %`, kind: number, line: ({ discount }) => String(discount ?? '') },
    { title: `${say('tax_rate')} %`, kind: number, line: ({ tax_rate: rate }) => String(rate ?? '') },
    { title: `${say('amount')} ${currency}`, kind: number, line: ({ amount }) => amount },
    { title: say('remark'), line: ({ remark, contents }) => [remark, contents].filter(Boolean).join('  ') },
  ]
}

/** In the columns of names and amounts. */
function totalRows(paper: Paper, columns: number): string[][] {
  const say = (word: keyof typeof paperWords) => paperWords[word][paper.language]
  const row = (label: string, amount: string) => Array.from({ length: columns }, (_, at) => (at === 1 ? label : at === columns - 2 ? amount : ''))
  const isZero = (amount: string) => Number(amount) === 0
  return [
    row(say('subtotal'), paper.subtotal),
    ...(isZero(paper.discount_total) ? [] : [row(say('discount_total'), `-${paper.discount_total}`)]),
    ...(isZero(paper.tax_total) ? [] : [row(say(paper.prices_include_tax ? 'tax_within' : 'tax_added'), paper.tax_total)]),
    row(say('total'), paper.total),
  ]
}
