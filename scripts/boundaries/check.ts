/** All rules on all files. */
import { checkForm } from './form.ts'
import { checkImports } from './imports.ts'
import { checkLocales } from './locales.ts'
import { checkModules } from './modules.ts'
import { readSource, type Problem } from './source.ts'
import { checkWords } from './words.ts'

/** @param files text by path from the project's folder, with `/` */
export function checkBoundaries(files: Map<string, string>): Problem[] {
  const sources = [...files].filter(([path]) => /\.tsx?$/.test(path)).map(([path, text]) => readSource(path, text))
  const problems = [
    ...sources.flatMap((source) => [...source.problems, ...checkImports(source), ...checkForm(source), ...checkWords(source)]),
    ...checkModules(sources),
    ...checkLocales(files, sources),
  ]
  return problems.sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line)
}
