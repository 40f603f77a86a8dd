/**
 * Words come with the page that says them. A folder `locales` inside `ui` is no part of the first load: whatever file says one of
 * its words brings the whole folder, in both languages, so that no page waits for words and a switch of language loads none.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { isSaid } from './boundaries/locales.ts'
import { readSource } from './boundaries/source.ts'

import type { Plugin } from 'vite'

/** Keys by folder, which is named from the project's folder. */
type Folders = Map<string, string[]>

const root = join(import.meta.dirname, '..')
const mark = '\0words:'

/** For vite.config.ts. */
export function wordsOfPages(): Plugin {
  let folders: Folders = new Map()
  return {
    name: 'words-of-pages',
    enforce: 'pre',
    buildStart() {
      folders = readFolders()
    },
    transform(code, id) {
      const path = relative(root, id).replaceAll('\\', '/')
      if (!/^src\/(web|modules\/[^/]+\/ui)\/.+\.tsx?$/.test(path)) return null
      const imports = foldersSaidIn(path, code, folders).map((folder) => `import ${JSON.stringify(mark + folder)};`)
      // Before the first line and not on lines of their own: what the file says of lines stays true.
      return imports.length > 0 ? { code: imports.join('') + code, map: null } : null
    },
    resolveId: (id) => (id.startsWith(mark) ? id : null),
    load: (id) => (id.startsWith(mark) ? wordsOf(id.slice(mark.length)) : null),
  }
}

/** @returns the folder whose words a module of the build brings, or null for any other. */
export function folderOfWords(moduleId: string): string | null {
  return moduleId.startsWith(mark) ? moduleId.slice(mark.length) : null
}

/** Which folders have a word that the file says. */
export function foldersSaidIn(path: string, code: string, folders: Folders): string[] {
  const source = readSource(path, code)
  return [...folders].filter(([, keys]) => keys.some((key) => isSaid(key, source))).map(([folder]) => folder)
}

export function readFolders(): Folders {
  const files = globSync('src/modules/*/ui/**/locales/en.json', { cwd: root }).toSorted()
  return new Map(files.map((file) => [dirname(file).replaceAll('\\', '/'), Object.keys(JSON.parse(readFileSync(join(root, file), 'utf8')))]))
}

function wordsOf(folder: string): string {
  const of = (path: string) => JSON.stringify(join(root, path))
  return `
    import { addWords } from ${of('src/web/client/i18n.ts')}
    import en from ${of(`${folder}/en.json`)}
    import zh from ${of(`${folder}/zh-CN.json`)}
    addWords({ en, 'zh-CN': zh })
  `
}
