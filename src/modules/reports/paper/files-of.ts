/** The files of a report, as its reader may see it. */
import { Writable } from 'node:stream'
import { printPages } from '../../../platform/print/print-pages.ts'
import { xlsxWriter } from '../../../platform/tabular/write-xlsx.ts'
import type { Context } from '../../../kernel/context.ts'
import type { MeasureHead, ReportAnswer } from '../queries/answer.ts'
import { figureText } from '../rules/names.ts'
import { flatOf } from './flat.ts'
import type { ReportPaper } from './page-definition.ts'
import { paperDrawing, paperFunnel, paperShades } from './pictures-of.ts'

export async function xlsxOf(ctx: Context, name: string, answer: ReportAnswer): Promise<Buffer> {
  const { heads, rows, total } = flatOf(answer, ctx.language)
  const parts: Buffer[] = []
  const out = new Writable({
    write: (part: Buffer, _encoding, done) => {
      parts.push(part)
      done()
    },
  })
  const writer = xlsxWriter(out, { columns: heads.map(({ text }) => text), kinds: heads.map(({ measure }) => (measure && !measure.is_time ? 'number' : 'text')), sheet: name })
  await writer.write([...rows.map(({ cells }) => cells), ...(total ? [total] : [])].map((cells) => cells.map((cell) => cell ?? '')))
  await writer.end()
  return Buffer.concat(parts)
}

export function pdfOf(ctx: Context, name: string, answer: ReportAnswer): Promise<Buffer> {
  return printPages(new URL('./page-definition.ts', import.meta.url), paperOf(ctx, name, answer))
}

function paperOf(ctx: Context, name: string, answer: ReportAnswer): ReportPaper {
  const { heads, rows, total } = flatOf(answer, ctx.language)
  const say = (zh: string, en: string) => (ctx.language === 'zh' ? zh : en)
  // Beside each other amounts are narrow, and their currency is said once.
  const currency = answer.columns.length > 0 ? answer.measures.find((measure) => measure.currency)?.currency : null
  const unitless = (measure: MeasureHead) => (currency ? { ...measure, currency: null } : measure)
  const text = (cells: (string | null)[]) => cells.map((cell, at) => (heads[at]?.measure ? figureText(cell, unitless(heads[at].measure), ctx.language) : (cell ?? '')))
  const first = heads.findIndex(({ measure }) => measure !== null)
  const drawing = paperDrawing(ctx.language, answer)
  const funnel = paperFunnel(ctx.language, answer)
  const shades = paperShades(answer, heads.length)
  const isBarred = drawing === null && funnel === null && shades === null && answer.columns.length === 0 && heads[first]?.measure?.is_time === false
  const values = rows.map(({ cells }) => Number(cells[first] ?? 0))
  const highest = Math.max(0, ...values)
  const { period, before, notes } = answer
  const span = (days: { first: string; last: string }) => `${days.first} – ${days.last}`
  return {
    language: ctx.language, company: ctx.workspace.name, name,
    facts: [
      ...(period ? [say(`期间 ${span(period)}`, `Period ${span(period)}`) + (before ? say(`，对比 ${span(before)}`, `, compared with ${span(before)}`) : '')] : []),
      ...(currency ? [say(`金额以 ${currency} 计`, `Amounts in ${currency}`)] : []),
      say(`${ctx.actor.name} 可见的数据，截至 ${localTime(ctx, answer.as_of)}`, `What ${ctx.actor.name} may see, as of ${localTime(ctx, answer.as_of)}`),
    ],
    heads: heads.map(({ text: head, measure }) => ({ text: head, isFigure: measure !== null })),
    rows: rows.map(({ cells }, at) => ({ cells: text(cells), share: isBarred && highest > 0 ? Math.max(0, (values[at] ?? 0) / highest) : null, ...(shades ? { shades: shades[at] } : {}) })),
    total: total && text(total),
    drawing,
    funnel,
    notes: [
      ...(notes.has_rest ? [say('只单列最大的若干组，其余合为“其他”。', 'Only the largest groups are named; the rest stands as “All others”.')] : []),
      ...(notes.in_other_currencies > 0 ? [say(`另有 ${notes.in_other_currencies} 条为其他币种，未计入。`, `${notes.in_other_currencies} in other currencies are left out.`)] : []),
    ],
  }
}

/** `2026-05-20 12:00` where the company is. */
function localTime(ctx: Context, instant: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ctx.workspace.timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant))
}
