import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blockingKeys, duplicateScore, featuresOf, filedKeys, worthShowing, type Comparable } from './duplicate-score.ts'
import { similarity } from './similarity.ts'

// Few values, so that agreements are frequent.
const names = ['北京华为科技有限公司', '华为科技', '華為科技', '华维科技', '华为技术科技', '张三', '章三', 'Acme Ltd', 'ACME', '', '王集团']
const comparable = fc.record<Comparable>({
  kind: fc.constantFrom('organisation', 'person'),
  name: fc.constantFrom(...names, null),
  phones: fc.subarray(['13812345678', '+86 138 1234 5678', '021-12345678', '12345', '']),
  emails: fc.subarray(['a@example.com', ' A@Example.com', 'b@example.com', '']),
  wechat: fc.constantFrom(null, '', 'wx_1', ' WX_1', 'wx_2'),
  credit_code: fc.constantFrom(null, '', '9144030071526726XG', '9144 0300 7152 6726 xg', '91330100799655058B'),
})

function organisation(parts: Partial<Comparable>): Comparable {
  return { kind: 'organisation', ...parts }
}

function person(parts: Partial<Comparable>): Comparable {
  return { kind: 'person', ...parts }
}

test('the same credit code, however written, is all but proof', () => {
  const { score, reasons } = duplicateScore(organisation({ name: '甲', credit_code: '9144030071526726XG' }), organisation({ name: '乙', credit_code: '9144 0300 7152 6726 xg' }))
  expect(score).toBeGreaterThan(0.95)
  expect(reasons).toEqual(['same_credit_code'])
})

test.each([
  ['北京华为科技有限公司', '华为科技', 'same_core_name'],
  ['华为科技有限公司', '華為科技有限公司', 'same_name'],
  ['华为科技有限公司', '华维科技有限公司', 'same_sound'],
  ['张记重庆火锅店', '张记重庆火锅', 'similar_name'],
] as const)('the organisations %s and %s: %s', (one, other, reason) => {
  expect(duplicateScore(organisation({ name: one }), organisation({ name: other })).reasons).toEqual([reason])
})

test('two people of one name are not yet one, with one telephone they are', () => {
  const name = duplicateScore(person({ name: '张伟' }), person({ name: '张伟' }))
  const both = duplicateScore(person({ name: '张伟', phones: ['13812345678'] }), person({ name: '张伟', phones: ['+8613812345678'] }))
  expect(name.score).toBeLessThan(worthShowing)
  expect(both.score).toBeGreaterThan(0.85)
  expect(both.reasons).toEqual(['same_phone', 'same_name'])
})

test('two codes are two organisations, whatever else they share', () => {
  const shared = { name: '华为科技', phones: ['021-12345678'] }
  const { score, reasons } = duplicateScore(organisation({ ...shared, credit_code: '9144030071526726XG' }), organisation({ ...shared, credit_code: '91330100799655058B' }))
  expect(score).toBeLessThan(worthShowing)
  expect(reasons).toContain('different_credit_code')
})

test('files without anything in common score nothing, empty ones too', () => {
  expect(duplicateScore(person({ name: '张三' }), person({ name: '李四' }))).toEqual({ score: 0, reasons: [] })
  expect(duplicateScore(person({}), person({}))).toEqual({ score: 0, reasons: [] })
})

test('the score is symmetric, from 0 to 1, and above 0 only with a reason', () => {
  fc.assert(
    fc.property(comparable, comparable, (a, b) => {
      const { score, reasons } = duplicateScore(a, b)
      expect(duplicateScore(b, a)).toEqual({ score, reasons })
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1)
      expect(score > 0).toBe(reasons.length > 0)
    }),
    { numRuns: 500 },
  )
})

test('nothing is more like a file than the file itself', () => {
  fc.assert(
    fc.property(comparable, comparable, (a, b) => {
      fc.pre(a.kind === b.kind)
      expect(duplicateScore(a, a).score).toBeGreaterThanOrEqual(duplicateScore(a, b).score)
    }),
    { numRuns: 500 },
  )
})

test('one more telephone in common never lowers the score', () => {
  fc.assert(
    fc.property(comparable, comparable, (a, b) => {
      const withPhone = (record: Comparable) => ({ ...record, phones: [...(record.phones ?? []), '13900000000'] })
      expect(duplicateScore(withPhone(a), withPhone(b)).score).toBeGreaterThanOrEqual(duplicateScore(a, b).score)
    }),
    { numRuns: 500 },
  )
})

test('whatever is worth showing is found by a key', () => {
  fc.assert(
    fc.property(comparable, comparable, (a, b) => {
      const { score, reasons } = duplicateScore(a, b)
      const keys = new Set(blockingKeys(a))
      const isFound = blockingKeys(b).some((key) => keys.has(key))
      const filed = new Set(filedKeys(featuresOf(a)))
      if (score >= worthShowing) expect([isFound, filedKeys(featuresOf(b)).some((key) => filed.has(key))]).toEqual([true, true])
      expect(isFound).toBe(reasons.some((reason) => reason !== 'similar_name' && reason !== 'different_credit_code'))
    }),
    { numRuns: 2000 },
  )
})

test('similarity is symmetric, 1 only for equal texts, and counts one exchange as one edit', () => {
  const text = fc.array(fc.constantFrom('华', '为', 'a', '😀'), { maxLength: 6 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (one, other) => {
      const alike = similarity(one, other)
      expect(similarity(other, one)).toBe(alike)
      expect(alike === 1).toBe(one === other)
      expect(alike).toBeGreaterThanOrEqual(0)
    }),
  )
  expect(similarity('华为科技', '为华科技')).toBe(0.75)
  expect(similarity('华为', '华为科技')).toBe(0.5)
})
