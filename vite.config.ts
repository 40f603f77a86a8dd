/** The pages: built by scripts/build-web.ts; `vite` alone serves them for development against a running server. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { madeStyles } from './scripts/made-styles.ts'
import { wordsOfPages } from './scripts/words-of-pages.ts'

const server = process.env.GUANXI_SERVER ?? 'http://localhost:3000'

// What every page needs changes rarely: one file that browsers keep over releases of ours.
const foundation = /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack|i18next|react-i18next)[\\/]/

// oxlint-disable-next-line import/no-default-export -- Vite asks for it
export default defineConfig({
  root: 'src/web',
  publicDir: 'public',
  plugins: [wordsOfPages(), madeStyles(), react()],
  // The server puts a new one in its place with every answer (src/platform/http/pages.ts).
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // Everything is a file of this server: the content security policy allows no data: scripts or styles.
    assetsInlineLimit: 0,
    target: 'es2023',
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // With what it needs, and nothing else: it runs while the browser still reads the others.
            { name: 'ahead', test: /src[\\/]web[\\/]main[\\/]ahead\.ts$/, priority: 20 },
            // The drawing library in one file, whichever drawing is seen first.
            { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 8 },
            { name: 'foundation', test: foundation, priority: 10 },
            // Whatever the first page needs comes in one file instead of fifty.
            { name: 'frame', tags: ['$initial'], priority: 5 },
            // The same for what very many of some two hundred pages and dialogs show: each part in a file of its own made a list wait for seventy.
            { name: 'parts', minShareCount: 95, priority: 4 },
            { name: 'fields', minShareCount: 60, priority: 3 },
            { name: 'records', test: /src[\\/]web[\\/]/, minShareCount: 20, priority: 2 },
            { name: 'lists', test: /src[\\/]web[\\/]records[\\/](list|filter)[\\/]/, minShareCount: 4, priority: 1 },
            { name: 'icons', test: /node_modules[\\/]@ant-design[\\/]icons[\\/]/, minShareCount: 20, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: server, changeOrigin: false } } },
})
