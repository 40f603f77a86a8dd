/**
 * Spreadsheets run a CSV cell that begins like a formula (`=HYPERLINK(...)`, `+cmd|...`), wherever its text came from.
 * The guard is a single quote before it, which Excel and others take for "this is text". A text that already is a
 * quote before such a beginning gets one more, so every text comes back exactly: unguard(guard(x)) = x.
 * The beginnings are those of OWASP's "CSV Injection", with the full-width forms of Chinese and Japanese keyboards.
 */

const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/
const guarded = /^'+[=+\-@\t\r\n＝＋－＠]/

/** Numbers and phone numbers in E.164 form begin with a sign, but can do nothing. */
const harmless = /^(-\d+(\.\d+)?|\+\d+)$/

export function guardFormula(text: string): string {
  return dangerous.test(text) && !harmless.test(text) ? `'${text}` : text
}

export function unguardFormula(text: string): string {
  return text.startsWith("'") && guarded.test(text) ? text.slice(1) : text
}
