/** Every metric, in the order of the panels. A new one costs an entry in one of these files and a column. */
import { highValueMetrics } from './high-value.ts'
import { loyaltyMetrics } from './loyalty.ts'
import type { Metric } from './metric.ts'
import { purchaseMetrics } from './purchases.ts'
import { stageMetrics } from './stage.ts'
import { worthMetrics } from './worth.ts'

const all = { ...purchaseMetrics, ...worthMetrics, ...stageMetrics, ...highValueMetrics, ...loyaltyMetrics }

export type MetricName = keyof typeof all

export const metrics: Record<MetricName, Metric> = all
