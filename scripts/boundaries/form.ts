/** The size of a file, and the one seam of the kernel: nobody but the field types asks for the type of a field. */
import type { Problem, Source } from './source.ts'

const longestFile = 400
const fieldTypeQuestion = /\bswitch\s*\(\s*[\w.?]*field\w*\??\.type\b|\b\w*field\w*\??\.type\s*[!=]==?|(?:includes|has)\(\s*[\w.?]*field\w*\??\.type\b/i

export function checkForm(source: Source): Problem[] {
  if (!source.path.startsWith('src/')) return []
  return [...tooLong(source), ...fieldTypes(source)]
}

function tooLong({ path, lines }: Source): Problem[] {
  if (lines <= longestFile) return []
  return [{ path, line: longestFile + 1, rule: 'size', message: `${lines} lines; ${longestFile} are the most` }]
}

function fieldTypes({ path, code, isTest }: Source): Problem[] {
  if (isTest || path.startsWith('src/kernel/fields/') || path.startsWith('src/web/fields/')) return []
  return code.split('\n').flatMap((text, index) => {
    if (!fieldTypeQuestion.test(text)) return []
    const message = 'only kernel/fields and web/fields ask for the type of a field: give the field type a property that answers'
    return [{ path, line: index + 1, rule: 'field-type', message }]
  })
}
