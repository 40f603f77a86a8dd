import { printPages } from '../../../platform/print/print-pages.ts'
import type { Paper } from './paper.ts'

/** The PDF of a paper. */
export function printPaper(paper: Paper): Promise<Buffer> {
  return printPages(new URL('./page-definition.ts', import.meta.url), paper)
}
