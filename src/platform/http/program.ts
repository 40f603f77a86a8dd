/** The name a program sends with its requests (RFC 9110, 10.1.5), as few words that people know. */

const longest = 60

/** In the order of asking: Edge and the browser of WeChat call themselves Chrome as well, and Chrome calls itself Safari. */
const browsers: [pattern: RegExp, name: string][] = [
  [/\bwxwork\/(\d+)/, 'WeCom'],
  [/\bMicroMessenger\/(\d+)/, 'WeChat'],
  [/\bDingTalk\/(\d+)/, 'DingTalk'],
  [/\bEdgA?\/(\d+)/, 'Edge'],
  [/\bQQBrowser\/(\d+)/, 'QQ Browser'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bFirefox\/(\d+)/, 'Firefox'],
  [/\b(?:Headless)?Chrome\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)\S* (?:Mobile\/\S+ )?Safari\//, 'Safari'],
]

const systems: [pattern: RegExp, name: string][] = [
  [/\b(?:OpenHarmony|HarmonyOS)\b/, 'HarmonyOS'],
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/** `Chrome 142, Windows`; of other programs the beginning of what they call themselves; null where nothing is said. */
export function programOf(userAgent: string | undefined): string | null {
  if (!userAgent) return null
  const system = systems.find(([pattern]) => pattern.test(userAgent))?.[1]
  for (const [pattern, name] of browsers) {
    const found = pattern.exec(userAgent)
    if (found) return [`${name} ${found[1] ?? ''}`, system].filter(Boolean).join(', ')
  }
  return userAgent.replace(/[^\x20-\x7e\xa0-\xff]/g, ' ').trim().slice(0, longest) || null
}
