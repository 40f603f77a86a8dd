/** Chromium for the journeys, and a font with Chinese characters: from CHROMIUM_PATH, from the system, or from Debian. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * Nothing that calls home, nothing that asks, and no pages of the browser's own: version 156 loads its address line as a page of scripts
 * with every new window, which took the processor from the page that was to be seen. The last `--disable-features` counts, so
 * the names of the driver's own list that matter here are said again.
 */
export const browserFlags: readonly string[] = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  `--disable-features=${[
    'PreloadTopChromeWebUI', 'WebUIOmniboxPopup', 'WebUIOmniboxFullPopup', 'WebUIOmniboxAimPopup',
    'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding',
    'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch',
  ].join(',')}`,
]

/**
 * The path of a Chromium; installs it and the font by apt-get where they are missing, if this is Debian and we are root.
 * @throws Error that says what to install
 */
export function ensureBrowser(): string {
  const given = process.env.CHROMIUM_PATH
  if (given) {
    if (existsSync(given)) return given
    throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`)
  }
  const missing = [...(findBrowser() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])]
  if (missing.length > 0) install(missing)
  const found = findBrowser()
  if (!found) throw new Error('Chromium was installed but is in none of the usual places: set CHROMIUM_PATH.')
  return found
}

function findBrowser(): string | undefined {
  return usualPlaces.find((path) => existsSync(path))
}

function hasChineseFont(): boolean {
  if (process.platform !== 'linux') return true
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return listed.status === 0 && listed.stdout.trim() !== ''
}

function install(names: string[]): void {
  const words = names.join(' ')
  const canInstall = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (!canInstall) {
    throw new Error(`Missing for the tests in the browser: ${words}. Install with "sudo apt-get install ${words}", or set CHROMIUM_PATH.`)
  }
  process.stderr.write(`Installing ${words} by apt-get ...\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update', '-qq'], ['install', '-y', '-qq', '--no-install-recommends', ...names]]) {
    const done = spawnSync('apt-get', args, { env, encoding: 'utf8' })
    if (done.status === 0) continue
    throw new Error(`apt-get ${args.join(' ')} failed:\n${done.stderr || (done.error?.message ?? '')}\nInstall ${words} yourself, or set CHROMIUM_PATH.`)
  }
}
