/** When a page is first useful, in Chromium: the first time with nothing kept, then as somebody who was there before, then from another page by its link. */
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { browserFlags, ensureBrowser } from '../scripts/browser.ts'
import { percentile } from './client.ts'

const settled = 2000

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureBrowser(), args: [...browserFlags] })
}

/** Contexts of one person, each with nothing kept. @param cookie as `sessionFor` says */
export function contextsOf(browser: Browser, { url, cookie }: { url: string; cookie: string }): () => Promise<BrowserContext> {
  const [name = '', value = ''] = cookie.split('=')
  return async () => {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
    await context.addCookies([{ name, value, url }])
    return context
  }
}

/**
 * @param options.isUseful an expression over the document of the page
 * @param options.goal milliseconds
 * @param options.looked once, at the page of the first turn
 * @param options.before the page that has a link to this one
 */
export async function firstUseful(open: () => Promise<BrowserContext>, { what, path, isUseful, goal = 1000, looked, before }: { what: string; path: string; isUseful: string; goal?: number; looked?(page: Page): Promise<void>; before?: string }): Promise<void> {
  const took: { first: number[]; again: number[]; within: number[] } = { first: [], again: [], within: [] }
  for (let turn = 0; turn < 5; turn++) {
    const context = await open()
    const page = await context.newPage()
    // People type an address into a window that stands there: what drawing a window costs is not the page's.
    await page.waitForTimeout(settled)
    // By the clock of the page itself, so that the way to this program is not counted.
    await page.addInitScript(`new MutationObserver((_, observer) => {
      if (!(${isUseful})) return
      window.usefulAfter = performance.now()
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })`)
    for (const which of ['first', 'again'] as const) {
      await page.goto(path)
      took[which].push(await useful(page, what))
    }
    if (turn === 0) await looked?.(page)
    await context.close()
    // In a context of its own: what the page asked for a moment ago would still be fresh.
    if (before) took.within.push(await fromLink(await open(), { what, path, isUseful, before }))
  }
  const ms = (all: number[]) => `${percentile(all.toSorted((a, b) => a - b), 0.5).toFixed(0)} ms (slowest ${Math.max(...all).toFixed(0)})`
  console.log(`${what} first useful, nothing kept: ${ms(took.first)}; again: ${ms(took.again)}${before ? `; by its link in ${before}: ${ms(took.within)}` : ''}; goal ${goal} ms`)
}

/** From the press of the link to the useful page, in a window that is open already. */
async function fromLink(context: BrowserContext, { what, path, isUseful, before }: { what: string; path: string; isUseful: string; before: string }): Promise<number> {
  const page = await context.newPage()
  await page.goto(before)
  const link = page.locator(`a[href="${path}"]`).first()
  await link.waitFor()
  // As people do, who look before they press.
  await page.waitForTimeout(1000)
  await page.evaluate(`addEventListener('click', ({ timeStamp }) => {
    new MutationObserver((_, observer) => {
      if (!(${isUseful})) return
      window.usefulAfter = performance.now() - timeStamp
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  }, { capture: true, once: true })`)
  await link.click()
  const after = await useful(page, what)
  await context.close()
  return after
}

async function useful(page: Page, what: string): Promise<number> {
  // Asked from here: the pages let no text be run in them.
  for (let turn = 0; turn < 600; turn++) {
    const after = await page.evaluate<number | null>('window.usefulAfter ?? null')
    if (after !== null) return after
    await page.waitForTimeout(50)
  }
  throw new Error(`${what} showed nothing within half a minute`)
}
