import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contentFields, faultsOfArticle, type ArticleState } from './moves.ts'

const aState: fc.Arbitrary<ArticleState> = fc.record({
  status: fc.constantFrom('draft', 'published', 'retired'), is_waiting: fc.boolean(), edition: fc.integer({ min: 0, max: 3 }),
  title: fc.constantFrom('甲', '乙'), title_en: fc.constantFrom(null, 'A'), body: fc.constantFrom('一', '二'), body_en: fc.constant(null), audience: fc.constantFrom('internal', 'public'),
})

test('what was published changes only with the next edition, and what waits does not change at all', () => {
  fc.assert(fc.property(aState, aState, (before, after) => {
    const isOther = contentFields.some((name) => before[name] !== after[name])
    if (faultsOfArticle(after, before).length > 0 || !isOther) return
    const isNext = after.edition === (before.edition ?? 0) + 1 && after.status === 'published'
    expect(isNext || (before.status === 'draft' && after.status === 'draft' && !before.is_waiting)).toBe(true)
  }), { numRuns: 2000 })
})

test('a new article is a draft without an edition, and none comes back to be one', () => {
  fc.assert(fc.property(aState, aState, (before, after) => {
    expect(faultsOfArticle(after, null).length === 0).toBe(after.status === 'draft' && after.edition === 0)
    if (before.status !== 'draft' && after.status === 'draft') expect(faultsOfArticle(after, before)).not.toEqual([])
  }))
})
