import { malformed } from '../problems.ts'

/** Far beyond what anything here means, far below what functions that call themselves can stand. */
const deepest = 100

/** @throws Problem 400 for JSON text with more brackets inside each other than any input of ours has. */
export function refuseDeepNesting(text: string): void {
  let depth = 0
  let isInText = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (isInText) {
      if (code === 0x5c) index++
      else if (code === 0x22) isInText = false
    } else if (code === 0x22) isInText = true
    else if (code === 0x5b || code === 0x7b) depth++
    else if (code === 0x5d || code === 0x7d) depth--
    if (depth > deepest) throw malformed({ zh: '内容嵌套过深', en: 'The content is nested too deeply' })
  }
}
