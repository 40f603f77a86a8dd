/** Draws the icons of the installed app from the one mark (src/web/public/favicon.svg): node scripts/make-icons.ts */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { browserFlags, ensureBrowser } from './browser.ts'

const pictures = join(fileURLToPath(new URL('..', import.meta.url)), 'src', 'web', 'public')

/** `share`: how much of the side the mark takes; systems cut maskable icons to a circle. */
const icons = [
  { name: 'icon-180', size: 180, share: 1, isWhole: true },
  { name: 'icon-192', size: 192, share: 1, isWhole: false },
  { name: 'icon-512', size: 512, share: 1, isWhole: false },
  { name: 'maskable-512', size: 512, share: 0.72, isWhole: true },
]

const mark = await readFile(join(pictures, 'favicon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath: ensureBrowser(), args: [...browserFlags] })
await mkdir(join(pictures, 'icons'), { recursive: true })
for (const { name, size, share, isWhole } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const side = Math.round(size * share)
  const background = isWhole ? '#0e7c66' : 'transparent'
  await page.setContent(`<style>html,body{margin:0;height:100%;background:${background}}body{display:grid;place-items:center}svg{width:${side}px;height:${side}px}</style>${mark}`)
  await writeFile(join(pictures, 'icons', `${name}.png`), await page.screenshot({ omitBackground: !isWhole }))
  await page.close()
}
await browser.close()
