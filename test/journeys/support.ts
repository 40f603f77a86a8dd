/** People at the pages: each with a browser window of their own, in a language, a theme and a size. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core'
import { expect, inject, test as base } from 'vitest'
import { watchPage } from './watch.ts'

export interface Look {
  language: 'zh-CN' | 'en'
  theme: 'light' | 'dark' | 'system'
  size: 'desk' | 'phone'
  /** Over another way to the server, which may break: what the browser says of that is no complaint. */
  line: string
}

export interface Visitor {
  page: Page
  context: BrowserContext
  /** What the browser complained about so far; a journey fails for whatever is left. */
  complaints: string[]
  /** Opens an address of the pages: `/customers`. */
  go(path: string): Promise<void>
  /** As the same person, past the pages: to prepare what a journey starts from. Refuses to go on when it is refused. */
  api<T = any>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown, headers?: Record<string, string>): Promise<T>
}

/** Opens a window; signed in as somebody of the demo world unless `null`. */
export type Visit = (login: string | null, look?: Partial<Look>) => Promise<Visitor>

export const address = inject('address')
export const password = inject('password')

/**
 * How many times slower than this machine the pages are to be: `GUANXI_SLOW=6`. A journey that only passes because a page
 * is drawn before the next click fails with it, every time.
 */
const slowness = Number(process.env.GUANXI_SLOW ?? 1)

/** How long a person would wait before calling something broken. */
export const patience = 10_000 * slowness

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } }

let browser: Promise<Browser> | null = null

export const test = base.extend<{ visit: Visit }>({
  visit: async ({ task }, use) => {
    browser ??= chromium.connect(inject('browser'))
    const opened: Visitor[] = []
    const chromiumOfRun = await browser
    await use(async (login, look = {}) => {
      const { language = 'zh-CN', theme = 'light', size = 'desk', line = address } = look
      const isPhone = size === 'phone'
      const context = await chromiumOfRun.newContext({
        baseURL: line,
        viewport: sizes[size],
        isMobile: isPhone,
        hasTouch: isPhone,
        locale: language,
        storageState: { cookies: [], origins: [{ origin: line, localStorage: [{ name: 'guanxi.language', value: language }, { name: 'guanxi.theme', value: theme }] }] },
      })
      context.setDefaultTimeout(patience)
      const complaints: string[] = []
      context.on('page', (page) => watchPage(page, line, complaints, { mayBreak: line !== address }))
      if (slowness > 1) context.on('page', (page) => void slowDown(page))
      const visitor = visitorOf({ context, page: await context.newPage(), complaints }, language)
      opened.push(visitor)
      if (login !== null) await visitor.api('POST', '/session', { login, password })
      return visitor
    })
    const failed = task.result?.state === 'fail'
    for (const [index, { context, complaints }] of opened.entries()) {
      if (failed) {
        await takePictures(context, task.name, index + 1)
        for (const complaint of complaints) console.log(`The browser of window ${index + 1} complained: ${complaint}`)
      }
      await context.close()
    }
    expect(opened.flatMap(({ complaints }) => complaints), 'what the browser complained about').toEqual([])
  },
})

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness })
}

/** A word that no other run and no other journey has: the database may be one that was used before. */
export function unique(word: string): string {
  return word + Math.random().toString(36).replace(/[^a-z]/g, '').slice(0, 5)
}

/** What a person reads in a list, in order. */
export async function textsOf(locator: Locator): Promise<string[]> {
  return (await locator.allInnerTexts()).map((text) => text.trim())
}

/** Waits until what is read from the page is as expected: pages answer after a moment. */
export async function expectSoon<T>(read: () => Promise<T>, check: (value: T) => void): Promise<void> {
  await expect.poll(async () => {
    check(await read())
    return true
  }).toBe(true)
}

/** An entry of the open list of a field. The library keeps a second, unseen one for screen readers. */
export function optionOf(page: Page, text: string): Locator {
  return page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').filter({ hasText: text })
}

export async function expectVisible(locator: Locator): Promise<void> {
  // Seen is seen: what tells of a moment may be gone by the time that it is counted.
  await locator.first().waitFor({ state: 'visible', timeout: patience })
}

export async function expectGone(locator: Locator): Promise<void> {
  await expect.poll(() => locator.count()).toBe(0)
}

function visitorOf(window: { context: BrowserContext; page: Page; complaints: string[] }, language: string): Visitor {
  const { context, page } = window
  return {
    ...window,
    go: async (path) => void (await page.goto(path)),
    api: async (method, path, body, headers = {}) => {
      const reply = await context.request.fetch(`/api/v1${path}`, { method, data: body, headers: { 'accept-language': language, ...headers } })
      if (!reply.ok()) throw new Error(`${method} ${path} answered ${reply.status()}: ${await reply.text()}`)
      return reply.status() === 204 ? undefined : await reply.json()
    },
  }
}

async function takePictures(context: BrowserContext, name: string, window: number): Promise<void> {
  const folder = inject('pictures')
  mkdirSync(folder, { recursive: true })
  for (const [index, page] of context.pages().entries()) {
    // The name is cut before it is told which window and which page of it: two pictures are two files.
    const path = join(folder, `${name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}-${window}-${index + 1}.png`)
    await page.screenshot({ path, timeout: 5000 }).then(
      () => console.log(`How the page looked: ${path}`),
      (error: unknown) => console.log(`No picture of the page: ${String(error)}`),
    )
  }
}
