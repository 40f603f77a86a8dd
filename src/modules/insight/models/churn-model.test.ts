import { describe, expect, test } from 'vitest'
import { chanceOf, logOdds } from '../../../platform/statistics/feature-model.ts'
import { aucOf } from '../../../platform/statistics/model-quality.ts'
import { fitChurn, reasonsFor, type ChurnExample } from './churn-model.ts'
import { hasPublishedData, publishedRows, randomOf } from './test-data.ts'

const telcoNames = ['gender', 'SeniorCitizen', 'Partner', 'Dependents', 'tenure', 'PhoneService', 'MultipleLines', 'InternetService', 'OnlineSecurity', 'OnlineBackup', 'DeviceProtection', 'TechSupport', 'StreamingTV', 'StreamingMovies', 'Contract', 'PaperlessBilling', 'PaymentMethod', 'MonthlyCharges', 'TotalCharges']
const telcoNumbers = new Set(['SeniorCitizen', 'tenure', 'MonthlyCharges', 'TotalCharges'])

function telco(): ChurnExample[] {
  return Array.from(publishedRows('telco/telco_churn.csv'), ([, ...cells]) => ({
    features: Object.fromEntries(telcoNames.map((name, i) => [name, telcoNumbers.has(name) ? (cells[i]!.trim() === '' ? null : Number(cells[i])) : cells[i]!])),
    churned: cells[telcoNames.length] === 'Yes',
  }))
}

describe.skipIf(!hasPublishedData)('Telco, 7,043 customers', () => {
  test('churn is told as well as by others, and not better than can be', () => {
    const customers = telco()
    expect(customers).toHaveLength(7043)
    expect(customers.filter(({ features }) => features.TotalCharges === null)).toHaveLength(11)
    const fitted = fitChurn(customers, telcoNames)
    if (fitted.kind !== 'fitted') throw new Error(fitted.kind)
    expect(fitted.base_rate).toBeCloseTo(0.26537, 5)
    const { auc, brier, calibration, calibration_error, lift_of_first_tenth } = fitted.quality
    expect(auc).toBeGreaterThanOrEqual(0.845)
    expect(auc).toBeLessThan(0.86)
    expect(brier).toBeCloseTo(0.135, 3)
    expect(lift_of_first_tenth).toBeGreaterThanOrEqual(2.84)
    expect(calibration.length).toBeGreaterThan(7)
    expect(calibration.reduce((sum, { count }) => sum + count, 0)).toBe(7043)
    expect(calibration_error).toBeLessThan(0.02)
    expect(fitted.is_too_good).toBe(false)

    // The reasons are parts of the log odds, the strongest first: of who has been here longest on two years, the time stands among what keeps.
    const loyal = customers.find(({ features }) => features.tenure === 72 && features.Contract === 'Two year')!
    const reasons = reasonsFor(fitted.model, loyal.features)
    expect(reasons.some(({ feature, log_odds }) => feature === 'tenure' && log_odds < -0.5)).toBe(true)
    expect(reasons.some(({ feature, log_odds }) => feature === 'Contract' && log_odds < -0.5)).toBe(true)
    expect(reasonsFor(fitted.model, loyal.features, 100).reduce((sum, one) => sum + one.log_odds, fitted.model.intercept)).toBeCloseTo(logOdds(fitted.model, loyal.features), 0)
    expect(chanceOf(fitted.model, loyal.features)).toBeLessThan(0.1)
  })
})

describe('churn under contract', () => {
  const random = randomOf(3)
  const world = (count: number, chance: (months: number) => number): ChurnExample[] =>
    Array.from({ length: count }, () => {
      const months = Math.floor(random() * 48)
      return { features: { months, complaints: random() < 0.3 ? 'yes' : 'no' }, churned: random() < chance(months) }
    })
  const names = ['months', 'complaints']

  test('is not guessed from too few who left or stayed', () => {
    expect(fitChurn([], names)).toEqual({ kind: 'too_little', why: 'churned' })
    expect(fitChurn(world(500, () => 0), names)).toEqual({ kind: 'too_little', why: 'churned' })
    expect(fitChurn(world(500, () => 1), names)).toEqual({ kind: 'too_little', why: 'stayed' })
  })

  test('is not told where nothing tells it', () => {
    expect(fitChurn(world(2000, () => 0.3), names).kind).toBe('no_better_than_chance')
  })

  test('that a feature knows beforehand is held for too good', () => {
    const leaking = world(1000, () => 0.3).map((one) => ({ ...one, features: { ...one.features, cancelled_on: one.churned ? 'given' : null } }))
    expect(fitChurn(leaking, [...names, 'cancelled_on'])).toMatchObject({ kind: 'fitted', is_too_good: true })
    const fair = fitChurn(world(2000, (months) => 0.8 - months / 60), names)
    expect(fair).toMatchObject({ kind: 'fitted', is_too_good: false })
  })

  test('is judged on customers who were held out: learnt by heart is not known', () => {
    const noise = Array.from({ length: 300 }, () => ({ features: Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`f${i}`, Math.floor(random() * 12)])), churned: random() < 0.5 }))
    const fitted = fitChurn(noise, Object.keys(noise[0]!.features))
    const quality = fitted.kind === 'too_little' ? null : fitted.quality
    expect(quality!.auc).toBeLessThan(0.62)
    expect(aucOf([{ said: 1, came: true }, { said: 0, came: false }])).toBe(1)
  })
})
