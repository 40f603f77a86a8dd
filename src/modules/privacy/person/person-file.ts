/** One person's data as a ZIP: a page that people read and JSON that programs read. */
import { strToU8, zipSync } from 'fflate'
import type { Language } from '../../../platform/label.ts'
import type { Field, Value } from '../../../kernel/definitions/field.ts'
import type { ObjectDefinition } from '../../../kernel/definitions/object.ts'
import { typeOf } from '../../../kernel/fields/index.ts'
import type { Stored } from '../../../kernel/records/input.ts'
import type { PersonData } from './collect-person.ts'

export interface FileHead {
  /** Name of the workspace. */
  company: string
  person: string
  by: string
  at: string
  language: Language
}

const words = {
  zh: { title: '个人信息副本', company: '处理者', person: '当事人', by: '导出人', at: '导出时间', history: '变更历史', before: '变更前', after: '变更后', when: '时间', what: '内容', deleted: '在回收站中', none: '无' },
  en: { title: 'Copy of personal data', company: 'Controller', person: 'Person', by: 'Exported by', at: 'Exported at', history: 'History of changes', before: 'Before', after: 'After', when: 'When', what: 'What', deleted: 'in the recycle bin', none: 'none' },
}

export function personFile(head: FileHead, data: PersonData): Buffer {
  const { company, person, by, at } = head
  const json = {
    format: 'guanxi.person/1', company, person, exported_by: by, exported_at: at,
    records: Object.fromEntries(data.parts.map(({ object, records }) => [object.plural, records])),
    history: data.history,
  }
  const name = words[head.language].title
  return Buffer.from(zipSync({ 'data.json': strToU8(JSON.stringify(json, null, 2)), [`${name}.html`]: strToU8(personPage(head, data)) }))
}

/** A page by itself: no script, no style from elsewhere, prints on paper. */
export function personPage(head: FileHead, data: PersonData): string {
  const { language } = head
  const word = words[language]
  const facts: [string, string][] = [[word.person, head.person], [word.company, head.company], [word.by, head.by], [word.at, head.at.slice(0, 16).replace('T', ' ')]]
  const objects = new Map(data.parts.map(({ object }) => [object.name, object]))
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8"><title>${escape(word.title)}</title>
<style>body{font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;max-width:960px;margin:32px auto;padding:0 16px;color:#24221f}
h1{font-size:22px}h2{font-size:17px;margin-top:32px;border-bottom:1px solid #e4e1db}h3{font-size:14px;margin:16px 0 4px}
table{border-collapse:collapse;width:100%}th,td{padding:3px 8px;border-bottom:1px solid #eee;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}
th{width:180px;font-weight:400;color:#5b564f}section{break-inside:avoid}</style>
<h1>${escape(word.title)}</h1>${table(facts)}
${data.parts.map(({ object, records }) => `<h2>${escape(object.plural_label[language])} (${records.length})</h2>${records.map((record) => recordSection(object, record, language)).join('')}`).join('\n')}
<h2>${escape(word.history)} (${data.history.length})</h2>
${data.history.length === 0 ? `<p>${escape(word.none)}</p>` : `<table>${data.history.map((change) => historyRow(objects.get(change.object), change, language)).join('')}</table>`}
</html>`
}

function recordSection(object: ObjectDefinition, record: Stored, language: Language): string {
  const rows = [...object.fields.values()].flatMap((field): [string, string][] => {
    const text = field.name === 'id' || field.name === 'version' ? '' : textOf(field, record[field.name] ?? null, language)
    return text === '' ? [] : [[field.label[language], text]]
  })
  const title = object.fields.get(object.title)
  const heading = title ? textOf(title, record[object.title] ?? null, language) : ''
  const bin = record.deleted_at ? ` (${words[language].deleted})` : ''
  return `<section><h3>${escape(heading + bin)}</h3>${table(rows)}</section>`
}

function historyRow(object: ObjectDefinition | undefined, change: PersonData['history'][number], language: Language): string {
  const fields = change.fields.map(({ field: name, before, after }) => {
    const field = object?.fields.get(name)
    if (!field) return ''
    const [was, is] = [textOf(field, before, language), textOf(field, after, language)]
    return `${field.label[language]}: ${was === '' ? '' : `${was} → `}${is === '' ? words[language].none : is}`
  })
  const verb = change.kind.split('.').at(-1) ?? ''
  const head = `${change.at.slice(0, 16).replace('T', ' ')} UTC`
  return `<tr><th>${escape(head)}<br>${escape(change.by)}</th><td>${escape([`${object?.label[language] ?? change.object} · ${verb}`, ...fields.filter(Boolean)].join('\n'))}</td></tr>`
}

function table(rows: [string, string][]): string {
  return `<table>${rows.map(([name, text]) => `<tr><th>${escape(name)}</th><td>${escape(text)}</td></tr>`).join('')}</table>`
}

/** References are read as `{ id, name }`; what a mask replaced is no longer of its type and is shown as it is. */
function textOf(field: Field, value: Value, language: Language): string {
  if (value === null) return ''
  const named = [value].flat().map((one) => (typeof one === 'object' && one !== null && 'name' in one && field.target ? String(one.name) : null))
  if (named.length > 0 && named.every((name) => name !== null)) return named.join(', ')
  try {
    return typeOf(field).exportText(value, field, language)
  } catch {
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
