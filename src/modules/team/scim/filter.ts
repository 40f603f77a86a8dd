import { ScimError } from './answers.ts'

export interface Equality {
  attribute: string
  value: string
}

/**
 * `userName eq "lin"`: the one comparison that providers need to find whom they know. Attributes in any case of letters.
 * @throws ScimError 400 invalidFilter for anything else.
 */
export function parseFilter(text: string | undefined, attributes: readonly string[]): Equality | null {
  if (text === undefined || text.trim() === '') return null
  const [, attribute = '', quoted = ''] = /^\s*([\w.:]+)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*$/i.exec(text) ?? []
  const known = attributes.find((name) => name.toLowerCase() === attribute.toLowerCase())
  if (!known) throw new ScimError(400, 'invalidFilter', `Filters are: ${attributes.map((name) => `${name} eq "..."`).join(', ')}`)
  return { attribute: known, value: quoted.startsWith('"') ? unquoted(quoted) : quoted.toLowerCase() }
}

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    throw new ScimError(400, 'invalidFilter', 'The text of the filter is not written correctly')
  }
}
