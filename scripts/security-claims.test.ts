import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const document = readFileSync(join(root, 'docs/security.md'), 'utf8')
const claims = [...document.matchAll(/^\| (\d+\.\d+\.\d+) \| .+ \| `([^`]+)` \| `([^`]+)`: "(.+)" \|$/gm)].map(([, number = '', place = '', file = '', name = '']) => ({ number, place, file, name }))
const [, notMet = ''] = document.split('## Not met')
const shortfalls = [...notMet.matchAll(/^\| ((?:\d+\.\d+\.\d+(?:, )?)+) \| [^`|]/gm)].flatMap(([, numbers = '']) => numbers.split(', '))

describe('docs/security.md', () => {
  test('names for every claim a place and a test that are there', () => {
    for (const { number, place, file, name } of claims) {
      expect([number, place, existsSync(join(root, place))]).toEqual([number, place, true])
      const source = readFileSync(join(root, file), 'utf8').replaceAll("\\'", "'")
      expect([number, name, [`'${name}'`, `"${name}"`, `\`${name}\``].some((quoted) => source.includes(`(${quoted}`))]).toEqual([number, name, true])
    }
    expect(claims.length).toBeGreaterThan(60)
  })

  test('has every row of its table read, each requirement once, in order', () => {
    const rows = document.split('## Not met')[0]!.split('\n').filter((line) => /^\| \d/.test(line))
    expect(rows.length).toBe(claims.length)
    const numbers = claims.map(({ number }) => number)
    const places = numbers.map((number) => number.split('.').reduce((sum, part) => sum * 100 + Number(part), 0))
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
    for (const number of shortfalls) expect(numbers).not.toContain(number)
  })
})
