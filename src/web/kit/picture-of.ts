/** What stands in the page as boxes and words (tables, funnels, maps) as a picture, so that every drawing can be kept as one. */

/** As fine as the drawings of ECharts. */
const fine = 2

/** @returns a data URL of all that is in the element, also of what one would have to scroll to */
export function pictureOf(element: HTMLElement): string {
  const inner = [element, ...element.querySelectorAll<HTMLElement>('*')]
  for (const each of inner) if (each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight) each.scrollTo(0, 0)
  const origin = element.getBoundingClientRect()
  const most = (of: (rect: DOMRect) => number) => Math.max(...inner.map((each) => of(each.getBoundingClientRect())))
  const [width, height] = [Math.ceil(most(({ right }) => right) - origin.left), Math.ceil(most(({ bottom }) => bottom) - origin.top)]
  const canvas = document.createElement('canvas')
  canvas.width = width * fine
  canvas.height = height * fine
  const pen = canvas.getContext('2d')
  if (!pen) return ''
  pen.scale(fine, fine)
  pen.translate(-origin.left, -origin.top)
  for (const each of inner) paintBox(pen, each)
  const words = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (words.nextNode()) paintWords(pen, words.currentNode as Text)
  return canvas.toDataURL('image/png')
}

function paintBox(pen: CanvasRenderingContext2D, element: HTMLElement): void {
  const look = getComputedStyle(element)
  const { left, top, width, height, bottom } = element.getBoundingClientRect()
  pen.globalAlpha = Number(look.opacity)
  pen.fillStyle = look.backgroundColor
  pen.beginPath()
  pen.roundRect(left, top, width, height, Number.parseFloat(look.borderRadius) || 0)
  pen.fill()
  if (element instanceof HTMLCanvasElement) pen.drawImage(element, left, top, width, height)
  const line = Number.parseFloat(look.borderBottomWidth)
  pen.fillStyle = look.borderBottomColor
  if (line > 0) pen.fillRect(left, bottom - line, width, line)
  pen.globalAlpha = 1
}

/** Line by line, as the page broke it; what the page cuts off is cut off. */
function paintWords(pen: CanvasRenderingContext2D, node: Text): void {
  const parent = node.parentElement
  if (!parent) return
  const look = getComputedStyle(parent)
  const box = parent.getBoundingClientRect()
  pen.save()
  if (look.textOverflow === 'ellipsis') {
    pen.beginPath()
    pen.rect(box.left, box.top, box.width, box.height)
    pen.clip()
  }
  pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`
  pen.fillStyle = look.color
  pen.textBaseline = 'middle'
  for (const { text, left, middle } of linesOf(node)) pen.fillText(text, left, middle)
  pen.restore()
}

function linesOf(node: Text): { text: string; left: number; middle: number }[] {
  const lines: { text: string; left: number; middle: number }[] = []
  const range = document.createRange()
  for (let at = 0; at < node.data.length; at += 1) {
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    const [rect] = range.getClientRects()
    if (!rect) continue
    const middle = rect.top + rect.height / 2
    const line = lines.at(-1)
    if (line && Math.abs(line.middle - middle) < 2) line.text += node.data[at]
    else lines.push({ text: node.data[at] ?? '', left: rect.left, middle })
  }
  return lines
}
