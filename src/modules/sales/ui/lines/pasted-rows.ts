import { blankLine, figureOf, figures, typed, type Line, type TypedPart } from './line.ts'

/**
 * Rows and columns from a spreadsheet, or null for plain text. A row of titles is left out. Cells fill the columns from where the
 * cursor stands; quoted cells may hold line breaks.
 */
export function pastedCells(text: string): string[][] | null {
  if (!/[\t\n]/.test(text.trim())) return null
  const rows: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r?\n|$)/gy
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const [whole, quoted, plain = '', end] = found
    rows.at(-1)?.push((quoted?.replaceAll('""', '"') ?? plain).trim())
    if (end === '' || whole === '') break
    if (end !== '\t') rows.push([])
  }
  const filled = rows.filter((row) => row.some((content) => content !== ''))
  return filled.length > 0 ? filled : null
}

/** The lines with the cells written over them from `row` and `part` on; further rows are added. */
export function pasteInto(lines: readonly Line[], { row, part, cells }: { row: number; part: TypedPart; cells: readonly string[][] }): { lines: Line[]; count: number } {
  const first = typed.indexOf(part)
  const rows = cells.length > 1 && isHead(cells[0] ?? [], first) ? cells.slice(1) : cells
  const result = [...lines]
  for (const [at, contents] of rows.entries()) {
    const line = { ...(result[row + at] ?? blankLine()) }
    for (const [place, content] of contents.entries()) {
      const name = typed[first + place]
      if (!name) continue
      line[name] = figures.has(name) ? figureOf(content, name) : content || null
      // Another name is another thing: what a product said of the line before goes with it.
      if (name === 'name') Object.assign(line, { product: null, code: null })
    }
    result[row + at] = line
  }
  return { lines: result, count: rows.length }
}

/** Titles: words where figures belong. */
function isHead(row: readonly string[], first: number): boolean {
  const contents = row.flatMap((content, place) => {
    const name = typed[first + place]
    return name && figures.has(name) && content !== '' ? [figureOf(content, name)] : []
  })
  return contents.length > 0 && contents.every((content) => typeof content === 'string' && !/\d/.test(content))
}
