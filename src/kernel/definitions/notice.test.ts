import { expect, test } from 'vitest'
import { faultsOfNotices, type NoticeKind } from './notice.ts'

const notice = (more: Partial<NoticeKind> = {}): NoticeKind => ({ kind: 'parcel_arrived', label: { zh: '包裹', en: 'Parcel' }, text: { zh: '{actor}送来{record}', en: '{actor} brought {record}' }, default: { app: true, mail: 'off' }, ...more })

test.each<[string, NoticeKind[], RegExp | null]>([
  ['a whole kind', [notice()], null],
  ['a kind that two modules declare', [notice(), notice()], /declared by stock, too/],
  ['a kind without a language', [notice({ label: { zh: '包裹', en: '' } })], /its label lacks Chinese or English/],
  ['other gaps in the other language', [notice({ text: { zh: '{actor}送来{record}', en: 'A parcel: {record}' } })], /names actor, record in Chinese and record in English/],
  ['several without their count', [notice({ text_many: { zh: '多个', en: 'many' } })], /does not say \{count\}/],
  ['a kind that is no word', [notice({ kind: 'Parcel arrived' })], /no word in snake_case/],
])('%s', (_name, notices, fault) => {
  const faults = faultsOfNotices([{ name: 'stock', notices }]).join()
  if (fault) expect(faults).toMatch(fault)
  else expect(faults).toBe('')
})
