/** The language of the pages: chosen by the browser at first, by the person from then on; switched at once. */
import { createInstance } from 'i18next'
import { useSyncExternalStore } from 'react'
import { initReactI18next } from 'react-i18next'

import { chosenLanguage, rememberLanguage } from './chosen-language.ts'

import type { Locale } from 'antd/es/locale'
import type { Label } from '../../kernel/definitions/label.ts'
import type { LanguageTag } from './chosen-language.ts'

/** What is loaded when a language is chosen. */
export interface LanguagePack {
  messages: Record<string, string>
  /** Words of the component library. */
  antd: Locale
  /** For libraries that keep the language themselves. */
  onShown(): void
}

type Loaders = Record<LanguageTag, () => Promise<LanguagePack>>

export const i18n = createInstance()

const listeners = new Set<() => void>()
let language: LanguageTag = 'zh-CN'
let pack: LanguagePack | undefined
let loaders: Loaders | undefined

/** Call once before the first render. */
export async function startI18n(given: Loaders): Promise<void> {
  loaders = given
  language = chosenLanguage()
  // On its way while the rest is made ready: no word is said without it.
  void loaders[language]().catch(() => undefined)
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    // A word that is not there stands as its key: journeys fail for what the browser complains of.
    saveMissing: true,
    missingKeyHandler: (_languages, _namespace, key, _fallback, _isUpdate, options) => {
      if (options?.defaultValue === undefined) reportError(new Error(`No words for ${key}`))
    },
  })
  // {{object, inside}}: a name that stands inside a sentence, in English without its capital: No orders yet, New API key.
  i18n.services.formatter?.add('inside', (name) => insideSentence(String(name)))
  await setLanguage(language)
}

/** Abbreviations keep their capitals. Chinese has none. */
export function insideSentence(name: string): string {
  return /^[A-Z](?![A-Z0-9])/.test(name) ? name.slice(0, 1).toLowerCase() + name.slice(1) : name
}

/**
 * Words that come with a page, in every language: they are there before the page is drawn, and a switch finds them.
 * @public called by what scripts/words-of-pages.ts puts before the files that say them
 */
export function addWords(words: Record<LanguageTag, Record<string, string>>): void {
  for (const [tag, messages] of Object.entries(words)) i18n.addResourceBundle(tag, 'translation', messages, true, true)
}

/** Loads and shows the language, and remembers it on this machine. */
export async function setLanguage(chosen: LanguageTag): Promise<void> {
  if (!loaders) return
  const loaded = await loaders[chosen]()
  i18n.addResourceBundle(chosen, 'translation', loaded.messages, true, true)
  language = chosen
  pack = loaded
  loaded.onShown()
  document.documentElement.lang = chosen
  rememberLanguage(chosen)
  await i18n.changeLanguage(chosen)
  listeners.forEach((listener) => listener())
}

export function currentLanguage(): LanguageTag {
  return language
}

/** The current language; the component draws again when it changes. */
export function useLanguage(): LanguageTag {
  return useSyncExternalStore(subscribe, currentLanguage)
}

export function useLanguagePack(): LanguagePack | undefined {
  return useSyncExternalStore(subscribe, () => pack)
}

/** The word in the current language. A memoised component must also call `useLanguage` to follow a switch. */
export function labelOf(label: Label): string {
  return language === 'en' ? label.en : label.zh
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
