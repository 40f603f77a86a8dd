/** What nobody sees but the browser: errors in its console, questions to foreign hosts, breaches of the content policy. */
import type { Page } from 'playwright-core'

/** Adds to `complaints` whatever a page does that it should not. */
export function watchPage(page: Page, address: string, complaints: string[], { mayBreak = false } = {}): void {
  page.on('pageerror', (error) => complaints.push(`threw: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' && !/Content Security Policy/.test(message.text())) return
    if (isRefusal(message.text(), message.location().url)) return
    if (mayBreak && /net::ERR_/.test(message.text())) return
    complaints.push(`console: ${message.text()} (${message.location().url})`)
  })
  page.on('request', (request) => {
    const url = request.url()
    // Extensions and pages of the browser are its own: it shows PDF files.
    if (!url.startsWith(`${address}/`) && !/^(data|blob|about|chrome|chrome-extension):/.test(url)) complaints.push(`asked a foreign host: ${url}`)
  })
}

/** Chromium notes every answer above 399. Those below 500 are how the server says no; the pages put them in words. */
function isRefusal(text: string, url: string): boolean {
  return /^Failed to load resource: .* status of 4\d\d/.test(text) && url.includes('/api/')
}
