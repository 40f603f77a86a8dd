/** How dark a figure stands on paper: the five steps of the page (ui/shade-of.ts), as colours of their own, since paper knows no theme. */
export interface Shade {
  fill: string
  text: string
}

const [jade, white, dark] = ['#0E7C66', '#FFFFFF', '#23211D']
const shares = [0, 0.12, 0.26, 0.44, 0.66, 1]

/** @returns null for what is nothing: it stays as white as the paper */
export function shadeOf(value: number, highest: number): Shade | null {
  if (!(highest > 0 && value > 0)) return null
  const step = Math.min(5, Math.max(1, Math.ceil((value / highest) * 5)))
  return { fill: mixed(shares[step] ?? 0), text: step === 5 ? white : dark }
}

function mixed(share: number): string {
  const part = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16)
  return `#${[1, 3, 5].map((at) => Math.round(part(jade, at) * share + part(white, at) * (1 - share)).toString(16).padStart(2, '0')).join('')}`
}
