/** Runs in a thread of its own (print-pages.ts): values come in, a PDF goes out. */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pdfmake from 'pdfmake'

const folder = join(dirname(fileURLToPath(import.meta.resolve('@embedpdf/fonts-sc'))), '../fonts')
const fonts = { normal: join(folder, 'NotoSansHans-Regular.otf'), bold: join(folder, 'NotoSansHans-Bold.otf') }

pdfmake.setFonts({ Noto: fonts })
// What people write into lines and terms reaches no file and no address.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => Object.values(fonts).includes(path))

export async function print({ definition, values }: { definition: string; values: unknown }): Promise<Uint8Array> {
  const laidOut: { pageDefinition(values: unknown): object } = await import(definition)
  return new Uint8Array(await pdfmake.createPdf(laidOut.pageDefinition(values)).getBuffer())
}
