import { pinyinOf } from '../../platform/chinese/pinyin.ts'
import type { ObjectDefinition } from '../definitions/object.ts'
import type { Stored } from './input.ts'

/** Full pinyin and initials beside every field that asks for them: for order and for search by letters. */
export function addPinyin(object: ObjectDefinition, record: Stored): void {
  for (const field of object.fields.values()) {
    if (!field.pinyin) continue
    const text = record[field.name]
    const when = field.pinyin.name_when
    const isName = field.pinyin.name ?? (when !== undefined && when.in.includes(String(record[when.field])))
    const { full, initials } = pinyinOf(typeof text === 'string' ? text : '', { name: isName })
    record[field.pinyin.full] = full
    record[field.pinyin.initials] = initials
  }
}
