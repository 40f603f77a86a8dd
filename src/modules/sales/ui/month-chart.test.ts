import { expect, test, vi } from 'vitest'

vi.stubGlobal('localStorage', { getItem: () => 'en', setItem: () => undefined })

test('months without a line are zero, not left out', async () => {
  const { withGaps } = await import('./month-chart.ts')
  const months = withGaps([{ month: '2025-11', sum: '5', count: 1 }, { month: '2026-02', sum: '7', count: 2 }])
  expect(months.map(({ month, count }) => `${month} ${count}`)).toEqual(['2025-11 1', '2025-12 0', '2026-01 0', '2026-02 2'])
  expect(withGaps([])).toEqual([])
})
