/** A report on paper, as pdfmake wants it told: its drawing, else a bar beside each figure of the first measure; the head of the table on every page. */
import type { Language } from '../../../platform/label.ts'
import { drawingOf, type PaperDrawing } from './drawing.ts'
import type { Shade } from './shades.ts'

export interface ReportPaper {
  language: Language
  company: string
  name: string
  /** Period, comparison, when and for whom it was made. */
  facts: string[]
  heads: { text: string; isFigure: boolean }[]
  rows: PaperRow[]
  total: string[] | null
  notes: string[]
  /** Null: what is drawn otherwise than by axes or as parts of a whole. */
  drawing: PaperDrawing | null
  /** Steps under each other; null: no funnel. */
  funnel: PaperStep[] | null
}

export interface PaperStep {
  name: string
  figure: string
  /** Share of the largest, 0 to 1; null: all others together, which are no step. */
  share: number | null
}

export interface PaperRow {
  cells: string[]
  /** Share of the largest, 0 to 1; null: no bar. */
  share: number | null
  /** Of a heat map, beside the cells. */
  shades?: (Shade | null)[]
}

type Node = Record<string, unknown>

const jade = '#0E7C66'
const grey = '#6B675F'
const hair = '#D9D5CC'
const barWidth = 90
/** Of a step: its name, its figure, and both with the space around the three columns. */
const [stepName, stepFigure] = [130, 125]
const stepWords = stepName + stepFigure + 24
const drawingHeight = 210
/** Columns beyond this stand on a page that lies. */
const mostUpright = 6

export function pageDefinition(paper: ReportPaper): object {
  const page = { zh: '第', en: 'Page' }[paper.language]
  const isLying = paper.heads.length > mostUpright
  return {
    pageSize: 'A4',
    pageOrientation: isLying ? 'landscape' : 'portrait',
    pageMargins: [42, 46, 42, 54],
    info: { title: paper.name, author: paper.company },
    defaultStyle: { font: 'Noto', fontSize: 9.5, lineHeight: 1.25, color: '#23211D' },
    footer: (at: number, of: number) => ({ margin: [42, 18, 42, 0], fontSize: 8, color: grey, columns: [{ text: `${paper.company}  ·  ${paper.name}`, width: '*' }, { text: `${page} ${at}/${of}`, width: 'auto' }] }),
    content: [
      { text: paper.company, color: jade, bold: true, fontSize: 11 },
      { text: paper.name, fontSize: 19, bold: true, margin: [0, 4, 0, 2] },
      ...paper.facts.map((text) => ({ text, color: grey })),
      ...(paper.drawing ? [picture(paper.drawing, isLying ? 758 : 511, paper.language)] : []),
      ...(paper.funnel ? [steps(paper.funnel, (isLying ? 758 : 511) - stepWords)] : []),
      table(paper),
      ...paper.notes.map((text) => ({ text, color: grey, fontSize: 8.5, margin: [0, 4, 0, 0] })),
    ],
  }
}

/** As broad as the paper between its margins. */
function picture(drawing: PaperDrawing, width: number, language: Language): Node {
  return { svg: drawingOf(drawing, { width, height: drawingHeight, language }), width, margin: [0, 14, 0, 0] }
}

/** As the page draws them: each as wide as it is large, in the middle of its bed, with what is left of the largest. */
function steps(funnel: PaperStep[], width: number): Node {
  const bar = (share: number): Node => {
    const wide = Math.max(1, share * width)
    return { canvas: [{ type: 'rect', x: (width - wide) / 2, y: 0, w: wide, h: 16, r: 2, color: jade }] }
  }
  return {
    margin: [0, 14, 0, 2],
    table: {
      dontBreakRows: true,
      widths: [stepName, width, stepFigure],
      body: funnel.map(({ name, figure, share }) => [
        { text: name, alignment: 'right', margin: [0, 2, 0, 0] },
        share === null ? { text: '' } : bar(share),
        { text: [{ text: figure, bold: true }, ...(share === null ? [] : [{ text: `  ${Math.round(share * 100)}%`, color: grey }])], margin: [0, 2, 0, 0] },
      ]),
    },
    layout: { hLineWidth: () => 0, vLineWidth: () => 0, paddingLeft: () => 4, paddingRight: () => 4, paddingTop: () => 2, paddingBottom: () => 2 },
  }
}

function table({ heads, rows, total }: ReportPaper): Node {
  const hasBars = rows.some(({ share }) => share !== null)
  const bar = (share: number | null): Node => (share === null || share <= 0 ? { text: '' } : { canvas: [{ type: 'rect', x: 0, y: 2, w: Math.max(1, share * barWidth), h: 8, color: jade }] })
  const cell = (text: string, at: number, more: Node = {}): Node => ({ text, alignment: heads[at]?.isFigure ? 'right' : 'left', ...more })
  const shaded = (shade: Shade | null | undefined): Node => (shade ? { fillColor: shade.fill, color: shade.text } : {})
  const line = (cells: string[], share: number | null, more: Node = {}, shades: PaperRow['shades'] = []) => [...cells.map((text, at) => cell(text, at, { ...more, ...shaded(shades[at]) })), ...(hasBars ? [bar(share)] : [])]
  return {
    margin: [0, 12, 0, 0],
    fontSize: heads.length > mostUpright + 3 ? 7.5 : 9,
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [...heads.map(({ isFigure }, at) => (at === 0 || !isFigure ? '*' : 'auto')), ...(hasBars ? [barWidth] : [])],
      body: [
        [...heads.map(({ text }, at) => cell(text, at, { bold: true, color: jade })), ...(hasBars ? [{ text: '' }] : [])],
        ...rows.map(({ cells, share, shades }) => line(cells, share, {}, shades)),
        ...(total ? [line(total, null, { bold: true })] : []),
      ],
    },
    layout: {
      hLineWidth: (at: number) => (at === 1 ? 1 : 0.5),
      hLineColor: (at: number) => (at === 1 ? jade : hair),
      vLineWidth: () => 0,
      paddingTop: () => 3.5,
      paddingBottom: () => 3.5,
    },
  }
}
