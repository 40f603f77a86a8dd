/** The language a person chose on this machine, or else the one the browser prefers. Knows no words, so that it is known before they are there. */

export type LanguageTag = 'zh-CN' | 'en'

const storageKey = 'guanxi.language'

export function chosenLanguage(): LanguageTag {
  const stored = localStorage.getItem(storageKey)
  if (stored === 'zh-CN' || stored === 'en') return stored
  const preferred = navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag))
  return preferred?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

export function rememberLanguage(chosen: LanguageTag): void {
  localStorage.setItem(storageKey, chosen)
}
