import { defineConfig } from 'vitest/config'

// See `GUANXI_SLOW` in test/journeys/support.ts.
const slowness = Number(process.env.GUANXI_SLOW ?? 1)

// Two projects: what can share the processor, and the journeys through Chromium, which have it to themselves (scripts/test.ts
// runs them last).
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['test/journeys/**'],
          globalSetup: ['test/support/global-setup.ts'],
          setupFiles: ['test/support/property-seed.ts'],
          pool: 'threads',
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/journeys/global-setup.ts'],
          pool: 'threads',
          isolate: false,
          fileParallelism: false,
          // As long as a person would wait, on a machine that is busy. Each step has that long; the longest journey has many steps.
          expect: { poll: { timeout: 10_000 * slowness, interval: 50 } },
          testTimeout: 300_000 * slowness,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
