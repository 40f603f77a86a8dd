/** Both languages have every word; every word is used, and every word that is used is there. */
import type { Problem, Source } from './source.ts'

const mainLanguage = 'en'
const languages = ['zh-CN', 'en']

interface Words {
  path: string
  folder: string
  language: string
  text: string
  entries: Map<string, string>
}

export function checkLocales(files: Map<string, string>, sources: Source[]): Problem[] {
  const problems: Problem[] = []
  const all: Words[] = []
  for (const [path, text] of files) {
    const [, folder, language] = /^(src\/(?:web|modules\/[^/]+)\/(?:.+\/)?locales)\/([^/]+)\.json$/.exec(path) ?? []
    if (!folder || !language) continue
    const words = readWords(path, folder, language, text)
    if ('message' in words) problems.push(words)
    else all.push(words)
  }
  const screens = sources.filter(({ path, isTest }) => !isTest && /^src\/(web|modules\/[^/]+\/ui)\//.test(path))
  return [...problems, ...missingTwins(all), ...twice(all), ...unused(all, screens), ...unknown(all, screens)]
}

function readWords(path: string, folder: string, language: string, text: string): Words | Problem {
  const wrong = (message: string): Problem => ({ path, line: 1, rule: 'locale', message })
  if (!languages.includes(language)) return wrong(`the languages are ${languages.join(' and ')}`)
  try {
    const parsed: unknown = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null) return wrong('is not an object of words')
    const entries = Object.entries(parsed)
    const other = entries.find(([, value]) => typeof value !== 'string' || value.trim() === '')
    if (other) return { ...wrong(`"${other[0]}" has no words`), line: lineOf(text, other[0]) }
    return { path, folder, language, text, entries: new Map(entries) }
  } catch {
    return wrong('is not valid JSON')
  }
}

/** i18next picks among key_one and key_other by the language's grammar; Chinese has only the last. */
function stem(key: string): string {
  return key.replace(/_(zero|one|two|few|many|other)$/, '')
}

function gaps(text: string): string {
  return [...new Set([...text.matchAll(/\{\{([^},]*)(?:, inside)?\}\}/g)].map(([, name]) => `{{${name}}}`))].sort().join(' ')
}

function missingTwins(all: Words[]): Problem[] {
  return all.flatMap((words) => {
    const problem = (key: string, message: string) => ({ path: words.path, line: lineOf(words.text, key), rule: 'locale', message })
    return languages
      .filter((language) => language !== words.language)
      .flatMap((language) => {
        const twin = all.find((other) => other.folder === words.folder && other.language === language)
        if (!twin) return [problem('', `${words.folder}/${language}.json is missing`)]
        const known = new Set([...twin.entries.keys()].map(stem))
        return [...words.entries].flatMap(([key, text]) => {
          if (!known.has(stem(key))) return [problem(key, `"${key}" is missing in ${twin.path}`)]
          const other = twin.entries.get(key)
          if (other === undefined || words.language !== mainLanguage || gaps(text) === gaps(other)) return []
          return [problem(key, `"${key}" has other gaps than in ${twin.path}: ${gaps(text) || 'none'} against ${gaps(other) || 'none'}`)]
        })
      })
  })
}

/** All files are merged into one: the later would win. */
function twice(all: Words[]): Problem[] {
  const owners = new Map<string, string>()
  return mainWords(all).flatMap(({ path, folder, text, entries }) =>
    [...entries.keys()].flatMap((key) => {
      const owner = owners.get(key)
      owners.set(key, folder)
      return owner ? [{ path, line: lineOf(text, key), rule: 'locale', message: `"${key}" is in ${owner}, too` }] : []
    }),
  )
}

function unused(all: Words[], screens: Source[]): Problem[] {
  return mainWords(all).flatMap(({ path, text, entries }) =>
    [...entries.keys()]
      .filter((key) => !screens.some((source) => isSaid(key, source)))
      .map((key) => ({ path, line: lineOf(text, key), rule: 'locale', message: `"${key}" is used nowhere` })),
  )
}

/** The key stands in the file, or a template begins as it does. */
export function isSaid(key: string, { strings, prefixes }: Source): boolean {
  if (strings.has(key) || strings.has(stem(key))) return true
  // A beginning without a dot would cover half of the dictionary by accident.
  return [...prefixes].some((prefix) => /^[\w-]+\./.test(prefix) && key.startsWith(prefix))
}

function unknown(all: Words[], screens: Source[]): Problem[] {
  const keys = mainWords(all).flatMap((words) => [...words.entries.keys()])
  const known = new Set(keys.flatMap((key) => [key, stem(key)]))
  return screens.flatMap((source) =>
    source.keys
      .filter(({ text, isPrefix }) => (isPrefix ? text === '' || !keys.some((key) => key.startsWith(text)) : !known.has(text)))
      .map(({ text, isPrefix, line }) => ({
        path: source.path,
        line,
        rule: 'locale',
        // The build gives a file the words that it finds said there (words-of-pages.ts).
        message: text === '' ? 'a key begins with its words, not with a gap' : isPrefix ? `no words begin with "${text}"` : `there are no words for "${text}"`,
      })),
  )
}

function mainWords(all: Words[]): Words[] {
  return all.filter((words) => words.language === mainLanguage)
}

function lineOf(text: string, key: string): number {
  const at = text.indexOf(`"${key}"`)
  return at < 0 ? 1 : text.slice(0, at).split('\n').length
}
