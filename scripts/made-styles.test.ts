import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import postcss from 'postcss'
import { describe, expect, test } from 'vitest'
import { knownClasses, withoutMaking, withoutUnused } from './made-styles.ts'

const library = join(import.meta.dirname, '..', 'node_modules', 'antd')
const whole = readFileSync(join(library, 'dist', 'antd.css'), 'utf8')
const classes = knownClasses()
const kept = withoutUnused(whole, classes)
const selectorsOf = (css: string) => {
  const all: string[] = []
  postcss.parse(css).walkRules((rule) => void all.push(...rule.selectors))
  return all
}

describe('styles that were made beforehand', () => {
  test('every maker of styles in the library loses what turns tokens into rules, and keeps its tokens', () => {
    const makers = globSync('es/**/style/**/*.js', { cwd: library }).map((path) => readFileSync(join(library, path), 'utf8')).filter((code) => /gen(StyleHooks|ComponentStyleHook|SubStyleComponent)\(/.test(code))
    expect(makers.length).toBeGreaterThan(60)
    for (const code of makers) expect(withoutMaking(code)).toMatch(/gen(StyleHooks|ComponentStyleHook|SubStyleComponent)\([^()]*\(\) => \[\]/)
    expect(withoutMaking("export default genStyleHooks('Rate', token => { const own = mergeToken(token, {}); return [gen(own)] }, prepare)")).toBe("export default genStyleHooks('Rate', () => [], prepare)")
  })

  test('what our pages name, and what that reaches, is used; what nothing names is not', () => {
    for (const name of ['btn', 'input', 'select', 'picker', 'modal', 'drawer', 'mentions', 'row', 'empty', 'message', 'tooltip']) expect([name, classes.get(name)]).toEqual([name, true])
    for (const name of ['table', 'carousel', 'tour', 'float-btn', 'transfer']) expect([name, classes.get(name)]).toEqual([name, false])
  })

  test('every rule of a component that is used is there, in its order, but for those from right to left', () => {
    const used = [...classes].filter(([, isUsed]) => isUsed).map(([name]) => name)
    const unused = [...classes].filter(([, isUsed]) => !isUsed).map(([name]) => name)
    const ours = selectorsOf(whole).filter((selector) => /\.ant-/.test(selector) && !selector.includes('-rtl') && !selector.includes('.css-var-_') && !unused.some((name) => selector.includes(`.ant-${name}`)))
    const left = selectorsOf(kept)
    let at = -1
    for (const selector of ours) {
      at = left.indexOf(selector, at + 1)
      if (at < 0) throw new Error(`${selector} is gone`)
    }
    for (const name of used.filter((one) => !['config-provider'].includes(one))) expect([name, left.some((selector) => selector.includes(`.ant-${name}`))]).toEqual([name, true])
  })

  test('nothing is left of what is not used, or of the theme that the file was made with', () => {
    const left = selectorsOf(kept)
    for (const gone of [/\.ant-table(?![a-z])/, /\.ant-carousel/, /-rtl(?![a-z])/, /\.css-var-_/]) expect(left.filter((selector) => gone.test(selector))).toEqual([])
    expect(kept.length).toBeLessThan(whole.length * 0.75)
  })

  test('movements stay whole', () => {
    const steps = (css: string) => {
      const all: string[] = []
      postcss.parse(css).walkAtRules('keyframes', (rule) => void all.push(rule.toString()))
      return all
    }
    expect(steps(kept)).toEqual(steps(whole))
  })
})
