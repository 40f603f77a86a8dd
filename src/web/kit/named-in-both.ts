/** Names that administrators give in two languages, and the keys made from them. */
import { currentLanguage } from '../client/i18n.ts'

import type { Label } from '../../kernel/definitions/label.ts'

/** `Dealer grade` -> `dealer_grade`; words without Latin letters get a key of their own. */
export function keyFrom(english: string, otherwise: string, longest = 40): string {
  const key = english
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '')
    .slice(0, longest)
  return key || `${otherwise}_${Date.now().toString(36)}`
}

/** One language serves both where the other is left empty. */
export function bothOf({ zh, en }: Label): Label {
  return { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() }
}

/** Ready names are in both languages, `销售 Selling`: each reader reads one. */
export function nameInLanguage(name: string): string {
  const [, chinese, english] = /^([\p{Script=Han}（）、·]+) ([A-Za-z][\w ,()&-]*)$/u.exec(name) ?? []
  if (!chinese || !english) return name
  return currentLanguage() === 'en' ? english : chinese
}
