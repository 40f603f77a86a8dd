import { describe, expect, test } from 'vitest'
import { featureNames, featuresOf } from './features.ts'
import { verdictOf } from './quality.ts'

describe('a score', () => {
  test('is not asked for where too little is known, nor shown where it is a guess', () => {
    expect(verdictOf({ won: 29, lost: 500 }, null)).toBe('too_few')
    expect(verdictOf({ won: 500, lost: 29 }, null)).toBe('too_few')
    const quality = { auc: 0.54, brier: 0.24, brier_of_mean: 0.24, calibration: [] }
    expect(verdictOf({ won: 1600, lost: 2400 }, quality)).toBe('no_better_than_chance')
    expect(verdictOf({ won: 1600, lost: 2400 }, { ...quality, auc: 0.7 })).toBe('used')
  })
})

describe('what is looked at', () => {
  const lead = { source: 'hot_line', industry: ' 物流 ', size_band: null, city: '杭州市', company: '远大', phones: ['+8613800000000'], emails: [], wechat: null, budget: '50000.00', products: [], wants: '年会', score_inputs: null }
  const moment = { now: new Date('2026-03-02T06:30:00Z'), timeZone: 'Asia/Shanghai' }

  test('is known when a lead comes: no owner, no contact, no outcome', () => {
    const features = featuresOf(lead, moment)
    expect(features).toEqual({ source: 'hot_line', industry: '物流', size_band: 'unknown', city_tier: 'new_first', company: 'yes', phone: 'yes', mail: 'no', wechat: 'no', budget: 'below_200k', product: 'no', wants: 'yes', arrival: 'afternoon' })
    expect(Object.keys(features)).toEqual([...featureNames])
    const after = { ...lead, status: 'converted', owner: 'o', first_contact_at: '2026-03-02T07:00:00Z', minutes_to_first_contact: 30, unqualified_reason: 'junk', settled_at: 'x', customer: 'c', contact: 'c' }
    expect(featuresOf(after, moment)).toEqual(features)
  })

  test('keeps the hour of arrival whenever the lead is changed', () => {
    const evening = new Date('2026-03-04T13:00:00Z')
    expect(featuresOf(lead, { ...moment, now: evening }).arrival).toBe('evening')
    expect(featuresOf({ ...lead, score_inputs: featuresOf(lead, moment) }, { ...moment, now: evening }).arrival).toBe('afternoon')
  })
})
