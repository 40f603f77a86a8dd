/** Words that come with their pages: never late, and in the language of whoever reads. */
import { describe, expect } from 'vitest'
import { readFolders } from '../../scripts/words-of-pages.ts'
import { expectVisible, test } from './support.ts'

import type { Page } from 'playwright-core'

const keys = [...readFolders().values()].flat()

/** Runs in the page before anything else: looks at every change, for a key that stands there for one moment counts, too. */
const lookout = `
  const known = new Set(${JSON.stringify(keys)}), names = ['aria-label', 'title', 'placeholder']
  globalThis.keysShown = []
  const look = (text) => keysShown.push(...(text?.match(/[a-z][\\w-]*(\\.[\\w-]+)+/g) ?? []).filter((word) => known.has(word)))
  const lookAt = (node) => {
    look(node.textContent)
    for (const each of [node, ...(node.querySelectorAll?.('*') ?? [])]) for (const name of names) look(each.getAttribute?.(name))
  }
  new MutationObserver((changes) => changes.forEach(({ target, addedNodes }) => (target === document ? [...addedNodes] : [target, ...addedNodes]).forEach(lookAt)))
    .observe(document, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: names })
`

async function watchForKeys(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(lookout)
  return () => page.evaluate<string[]>('keysShown')
}

describe('words of pages', () => {
  test('a page comes with its words, and follows a switch of the language while it is open', async ({ visit }) => {
    const { page, go } = await visit('admin')
    const keysShown = await watchForKeys(page)
    await go('/')
    await expectVisible(page.getByRole('region', { name: '今日待办' }).getByRole('listitem'))
    await go('/archive-rules')
    await expectVisible(page.getByRole('button', { name: '新建规则' }))
    await page.getByRole('button', { name: 'English' }).click()
    await expectVisible(page.getByRole('button', { name: 'New rule' }))
    // A page that was not there yet when the language changed, and back again on it.
    await page.getByRole('link', { name: 'Roles', exact: true }).click()
    await expectVisible(page.getByRole('button', { name: 'New role' }))
    await page.getByRole('button', { name: '中文' }).click()
    await expectVisible(page.getByRole('button', { name: '新建角色' }))
    expect(await keysShown()).toEqual([])
  })

  test('a key that is shown is noticed', async ({ visit }) => {
    const { page, go } = await visit('admin')
    const keysShown = await watchForKeys(page)
    await go('/')
    await expectVisible(page.getByRole('link', { name: '今日', exact: true }))
    await page.locator('body').evaluate((body, key) => body.append(key), keys[0])
    await expect.poll(keysShown).toContain(keys[0])
  })
})
