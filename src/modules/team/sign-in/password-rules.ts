/**
 * What a password must be: long enough, not one of the 49,000 that are tried first, and nothing of oneself. Rules about
 * kinds of letters are left out on purpose: they make passwords that are hard to remember and easy to guess
 * (NIST SP 800-63B, 3.1.1.2).
 */
import { issue, type Issue } from '../../../platform/problems.ts'

export const shortestPassword = 8
const longestPassword = 200

/** What is known of whoever chooses it. */
export interface PasswordOwner {
  name?: string | null
  email?: string | null
  user_name?: string | null
}

/** Null for a good one. Length counts characters as people see them. */
export async function weaknessOf(password: string, owner: PasswordOwner): Promise<Issue | null> {
  const length = [...password].length
  if (length < shortestPassword) {
    return issue('password', 'too_short', `密码至少 ${shortestPassword} 个字符`, `A password has at least ${shortestPassword} characters`)
  }
  if (length > longestPassword) return issue('password', 'too_long', '密码过长', 'The password is too long')
  if (isOfOneself(password, owner)) {
    return issue('password', 'of_oneself', '密码不能包含自己的姓名、用户名或邮箱', 'The password must not contain your own name, user name or mail address')
  }
  if (await isCommon(password)) {
    return issue('password', 'too_common', '这个密码太常见，最先被猜到；几个不相干的词连起来会好得多', 'This password is among the first that are tried; a few unrelated words are much better')
  }
  return null
}

/** Shorter names would stand in any password by chance. */
const shortestName = 4

export function isOfOneself(password: string, { name, email, user_name }: PasswordOwner): boolean {
  const plain = password.toLowerCase()
  const letters = plain.replace(/[^\p{L}]+/gu, '')
  const own = [name, user_name, email, email?.split('@', 1)[0]].flatMap((text) => (text ? [text.toLowerCase(), text.toLowerCase().replace(/\s+/g, '')] : []))
  return own.some((text) => (text.length >= shortestName && plain.includes(text)) || (text !== '' && letters === text))
}

/** Habits of this country that the list, made from leaks elsewhere, lacks. */
const localHabits = ['woaini1314', 'woaini520', 'wo123456', 'qq123456', 'a5201314', '5201314aa', 'woaini123', 'aini1314', 'zxcvbnm123', 'guanxi123', 'guanxi', 'guanxi1234', 'mima1234', 'wodemima', 'nihao123', 'admin888', 'admin123456']

let common: Promise<ReadonlySet<string>> | null = null

/** Also when digits or signs are put behind it, or letters made capital. */
export async function isCommon(password: string): Promise<boolean> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set([...dictionary['passwords-common'].map(String), ...localHabits]))
  const list = await common
  const plain = password.toLowerCase()
  const isRepeated = new Set(plain).size <= 2
  return isRepeated || list.has(plain) || list.has(plain.replace(/[^\p{L}]+$/u, '')) || list.has(plain.replace(/[!@#$.*]+$/, ''))
}
