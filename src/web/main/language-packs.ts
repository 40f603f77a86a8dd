/** Words of the web and of every module, one script per language. */
import type { LanguageTag } from '../client/chosen-language.ts'
import type { LanguagePack } from '../client/i18n.ts'

export const languagePacks: Record<LanguageTag, () => Promise<LanguagePack>> = {
  'zh-CN': async () => (await import('./language-zh-cn.ts')).pack,
  en: async () => (await import('./language-en.ts')).pack,
}
