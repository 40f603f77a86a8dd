/** A paper as pdfmake wants it told: A4, the head of the table on every page, page numbers, places to sign. */
import { chineseAmount } from '../rules/chinese-amount.ts'
import type { Paper, PaperLine, PaperPart, Party } from './paper.ts'
import { paperWords } from './paper-words.ts'

type Node = Record<string, unknown>
type Say = (word: keyof typeof paperWords, gaps?: Record<string, string | number>) => string

const jade = '#0E7C66'
const grey = '#6B675F'
const hair = '#D9D5CC'

export function pageDefinition(paper: Paper): object {
  const say: Say = (word, gaps = {}) => paperWords[word][paper.language].replaceAll(/\{(\w+)\}/g, (_, gap: string) => String(gaps[gap] ?? ''))
  const name = `${say(paper.kind)} ${paper.number}`
  return {
    pageSize: 'A4',
    pageMargins: [42, 46, 42, 54],
    info: { title: name, author: paper.seller.name, subject: paper.name },
    defaultStyle: { font: 'Noto', fontSize: 9.5, lineHeight: 1.25, color: '#23211D' },
    ...(paper.isDraft ? { watermark: { text: say('draft'), color: '#8A857B', opacity: 0.12, bold: true, angle: -35, fontSize: 96 } } : {}),
    footer: (page: number, pages: number) => ({
      margin: [42, 18, 42, 0], fontSize: 8, color: grey,
      columns: [{ text: `${paper.seller.name}  ·  ${paper.number}`, width: '*' }, { text: say('page', { n: page, of: pages }), width: 'auto', alignment: 'right' }],
    }),
    content: [head(paper, say), parties(paper, say), lines(paper, say), totals(paper, say), ...prose(paper, say), signatures(paper, say)],
  }
}

function head(paper: Paper, say: Say): Node {
  const facts = [
    [say('number'), paper.version > 1 ? `${paper.number}  ${say('version', { n: paper.version })}` : paper.number],
    [say('made_on'), paper.made_on],
    ...(paper.valid_until ? [[say('valid_until'), paper.valid_until]] : []),
    ...(paper.starts_on ?? paper.ends_on ? [[say('term'), `${paper.starts_on ?? ''} – ${paper.ends_on ?? ''}`]] : []),
  ]
  return {
    margin: [0, 0, 0, 14],
    columns: [
      { width: '*', stack: [{ text: paper.seller.name, fontSize: 13, bold: true, color: jade }, { text: say(paper.kind), fontSize: 21, bold: true, margin: [0, 6, 0, 0] }, { text: paper.name, color: grey }] },
      { width: 'auto', layout: 'noBorders', table: { body: facts.map(([label, text]) => [{ text: label, color: grey }, { text, alignment: 'right' }]) } },
    ],
  }
}

function parties(paper: Paper, say: Say): Node {
  const party = (title: string, { name, person, phone, mail, address }: Party): Node => ({
    width: '*',
    stack: [
      { text: title, color: grey, fontSize: 8.5 },
      { text: name, bold: true },
      ...[person, phone && `${say('phone')} ${phone}`, mail && `${say('mail')} ${mail}`, address].flatMap((text) => (text ? [{ text }] : [])),
    ],
  })
  return { columnGap: 24, margin: [0, 0, 0, 14], columns: [party(say('buyer'), paper.buyer), party(say('seller'), paper.seller)] }
}

interface Column {
  title: string
  width: string | number
  isFigure?: boolean
  cell(line: PaperLine, index: number): unknown
  /** Of what a bundle is made of; nothing in most columns. */
  part?(part: PaperPart): unknown
}

function lines(paper: Paper, say: Say): Node {
  const has = (part: 'discount' | 'tax_rate') => paper.lines.some((line) => line[part])
  const hasUnit = paper.lines.some(({ unit, parts = [] }) => unit || parts.some((part) => part.unit))
  const columns: Column[] = [
    { title: '#', width: 'auto', cell: (_, index) => ({ text: String(index + 1), color: grey }) },
    { title: say('item'), width: '*', cell: itemCell, part: partCell },
    { title: say('quantity'), width: 'auto', isFigure: true, cell: (line) => grouped(String(line.quantity)), part: ({ quantity }) => grouped(quantity) },
    ...(hasUnit ? [{ title: say('unit'), width: 'auto', cell: (line: PaperLine) => line.unit ?? '', part: ({ unit }: PaperPart) => unit ?? '' }] : []),
    { title: say('price'), width: 'auto', isFigure: true, cell: (line) => grouped(plainPrice(line.price)), part: ({ price }) => (price === undefined ? '' : grouped(plainPrice(price))) },
    ...(has('discount') ? [{ title: say('discount'), width: 'auto', isFigure: true, cell: (line: PaperLine) => (line.discount ? `${line.discount}%` : '') }] : []),
    ...(has('tax_rate') ? [{ title: say('tax_rate'), width: 'auto', isFigure: true, cell: (line: PaperLine) => (line.tax_rate === undefined ? '' : `${line.tax_rate}%`) }] : []),
    { title: say('amount'), width: 'auto', isFigure: true, cell: (line) => grouped(line.amount) },
  ]
  const cell = (content: unknown, isFigure: boolean | undefined, more: Node = {}) => (typeof content === 'string' ? { text: content, alignment: isFigure ? 'right' : 'left', noWrap: isFigure, ...more } : content)
  const rows = paper.lines.flatMap((line, index) => [
    { isPart: false, cells: columns.map((column) => cell(column.cell(line, index), column.isFigure)) },
    ...(line.parts ?? []).map((part) => ({ isPart: true, cells: columns.map((column) => cell(column.part?.(part) ?? '', column.isFigure, { color: grey, fontSize: 8 })) })),
  ])
  return {
    fontSize: 9,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [columns.map(({ title, isFigure }) => ({ text: title, bold: true, color: jade, alignment: isFigure ? 'right' : 'left', noWrap: true })), ...rows.map(({ cells }) => cells)],
    },
    layout: {
      // Between a bundle and its parts there is none.
      hLineWidth: (at: number) => (at === 1 ? 1 : rows[at - 1]?.isPart ? 0 : 0.5),
      hLineColor: (at: number) => (at === 1 ? jade : hair),
      vLineWidth: () => 0,
      paddingLeft: (at: number) => (at === 0 ? 0 : 6),
      paddingRight: (at: number, node: { table: { widths: unknown[] } }) => (at === node.table.widths.length - 1 ? 0 : 6),
      paddingTop: (at: number) => (rows[at - 1]?.isPart ? 0 : 3.5),
      paddingBottom: (at: number) => (rows[at]?.isPart ? 1 : 3.5),
    },
  }
}

function itemCell({ code, name, remark, contents }: PaperLine): Node {
  const below = [[code, remark].filter(Boolean).join('  '), contents]
  return { stack: [{ text: name }, ...below.flatMap((text) => (text ? [{ text, color: grey, fontSize: 8 }] : []))] }
}

/** Indented by what it stands in. */
function partCell({ code, name, level }: PaperPart): Node {
  return { text: [name, code].filter(Boolean).join('  '), color: grey, fontSize: 8, margin: [level * 10, 0, 0, 0] }
}

function totals(paper: Paper, say: Say): Node {
  const rows = [
    [say('subtotal'), paper.subtotal],
    ...(isZero(paper.discount_total) ? [] : [[say('discount_total'), `-${paper.discount_total}`]]),
    ...(isZero(paper.tax_total) ? [] : [[say(paper.prices_include_tax ? 'tax_within' : 'tax_added'), paper.tax_total]]),
  ]
  const taxNote = isZero(paper.tax_total) ? '' : ` · ${say(paper.prices_include_tax ? 'includes_tax' : 'excludes_tax')}`
  return {
    unbreakable: true,
    margin: [0, 10, 0, 14],
    stack: [
      {
        columns: [
          { width: '*', text: `${say('currency')} ${paper.currency}${taxNote}`, color: grey, fontSize: 8.5, margin: [0, 3, 0, 0] },
          {
            width: 'auto', layout: 'noBorders',
            table: {
              body: [
                ...rows.map(([label = '', amount = '']) => [{ text: label, color: grey }, { text: grouped(amount), alignment: 'right', margin: [18, 0, 0, 0] }]),
                [{ text: say('total'), bold: true, fontSize: 12 }, { text: `${paper.currency} ${grouped(paper.total)}`, alignment: 'right', bold: true, fontSize: 12, margin: [18, 0, 0, 0] }],
              ],
            },
          },
        ],
      },
      ...(paper.currency === 'CNY' ? [{ text: `${say('capitals')}：${say('yuan')}${chineseAmount(paper.total)}`, alignment: 'right', margin: [0, 4, 0, 0] }] : []),
    ],
  }
}

function prose(paper: Paper, say: Say): Node[] {
  const parts = [[say('terms'), paper.terms], [say('remark'), paper.remark]]
  return parts.flatMap(([title = '', text]) => (text ? [{ text: title, bold: true, color: jade, margin: [0, 4, 0, 2] }, { text, margin: [0, 0, 0, 8] }] : []))
}

function signatures(paper: Paper, say: Say): Node {
  const place = (title: string, name: string): Node => ({
    width: '*',
    stack: [{ text: title, color: grey }, { text: name }, { text: ' ', fontSize: 26 }, { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 200, y2: 0, lineWidth: 0.5, lineColor: grey }] }, { text: say('sign_day'), color: grey, margin: [0, 3, 0, 0] }],
  })
  return { unbreakable: true, columnGap: 24, margin: [0, 18, 0, 0], columns: [place(say('buyer_signs'), paper.buyer.name), place(say('seller_signs'), paper.seller.name)] }
}

/** 1234567.50 -> 1,234,567.50: every digit stays. */
function grouped(amount: string): string {
  const [whole = '', fraction] = amount.split('.')
  const text = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? text : `${text}.${fraction}`
}

/** Prices have four digits; those beyond the cents are said only where they are not zero. */
function plainPrice(price: string): string {
  return price.replace(/(\.\d\d\d*?)0+$/, '$1')
}

function isZero(amount: string): boolean {
  return /^-?[0.]*$/.test(amount)
}
