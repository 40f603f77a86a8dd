/** A service voucher as pdfmake wants it told: one sheet of A4 with the customer's signature. */
import type { VoucherPaper } from './voucher-paper.ts'
import { paperWords } from './paper-words.ts'

type Node = Record<string, unknown>

const jade = '#0E7C66'
const grey = '#6B675F'
const hair = '#D9D5CC'

export function pageDefinition(paper: VoucherPaper): object {
  const say = (word: keyof typeof paperWords) => paperWords[word][paper.language]
  const fact = (label: string, text: string | null): Node[][] => (text ? [[{ text: label, color: grey }, { text }]] : [])
  const facts = [
    ...fact(say('customer'), paper.customer), ...fact(say('place'), paper.place), ...fact(say('device'), paper.asset), ...fact(say('engineer'), paper.engineer),
    ...fact(say('done_on'), paper.done_on), ...fact(say('times'), paper.times), ...fact(say('class'), paper.service_class), ...fact(say('request'), paper.request),
  ]
  return {
    pageSize: 'A4',
    pageMargins: [42, 46, 42, 54],
    info: { title: `${say('title')} ${paper.number}`, author: paper.company },
    defaultStyle: { font: 'Noto', fontSize: 10, lineHeight: 1.3, color: '#23211D' },
    footer: { margin: [42, 18, 42, 0], fontSize: 8, color: grey, text: `${paper.company}  ·  ${paper.number}` },
    content: [
      { margin: [0, 0, 0, 14], columns: [{ width: '*', stack: [{ text: paper.company, fontSize: 13, bold: true, color: jade }, { text: say('title'), fontSize: 21, bold: true, margin: [0, 6, 0, 0] }] }, { width: 'auto', text: paper.number, color: grey }] },
      { layout: 'noBorders', table: { widths: [84, '*'], body: facts }, margin: [0, 0, 0, 10] },
      { text: say('work'), bold: true, color: jade, margin: [0, 4, 0, 2] }, { text: paper.work, margin: [0, 0, 0, 10] },
      ...(paper.lines.length > 0 ? [linesOf(paper, say)] : []),
      { columns: [{ width: '*', text: paper.settlement, color: grey, margin: [0, 3, 0, 0] }, { width: 'auto', text: `${say('total')}  ${paper.currency} ${paper.total}`, bold: true, fontSize: 12 }], margin: [0, 10, 0, 18] },
      signature(paper, say),
    ],
  }
}

function linesOf(paper: VoucherPaper, say: (word: keyof typeof paperWords) => string): Node {
  const head = [say('item'), say('quantity'), say('price'), say('amount')]
  return {
    fontSize: 9.5,
    table: {
      headerRows: 1,
      widths: ['*', 'auto', 'auto', 'auto'],
      body: [head.map((text, at) => ({ text, bold: true, color: jade, alignment: at === 0 ? 'left' : 'right' })), ...paper.lines.map(({ name, quantity, price, amount }) => [{ text: name }, ...[quantity, price, amount].map((text) => ({ text, alignment: 'right' }))])],
    },
    layout: { hLineWidth: (at: number) => (at === 1 ? 1 : 0.5), hLineColor: (at: number) => (at === 1 ? jade : hair), vLineWidth: () => 0 },
  }
}

function signature(paper: VoucherPaper, say: (word: keyof typeof paperWords) => string): Node {
  return {
    unbreakable: true,
    stack: [
      { text: say('signed'), color: grey },
      paper.signature ? { image: paper.signature, fit: [200, 76] } : { text: ' ', fontSize: 30 },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 220, y2: 0, lineWidth: 0.5, lineColor: grey }] },
      { text: [paper.signed_by, paper.signed_at].filter(Boolean).join('  '), margin: [0, 3, 0, 0] },
    ],
  }
}
