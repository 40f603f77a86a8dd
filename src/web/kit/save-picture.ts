/** A drawing as a file that can stand by itself: with its title, what its colours mean and what it was told of, on the ground of the theme. */
import { colour } from './chart-look.ts'
import { fontFamily } from './theme.ts'

export interface PictureWords {
  title: string
  /** Below the drawing: of which days, as of when. */
  note?: string
  legend?: { name: string; colour: string; isPale?: boolean }[]
}

/** Drawings are twice as fine as the screen, and so is what is written beside them. */
const fine = 2
const [edge, line] = [16, 20]

/** @param drawing as a data URL */
export async function savePicture(drawing: string, words: PictureWords): Promise<void> {
  const image = new Image()
  image.src = drawing
  await image.decode()
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (!pen) return
  const width = image.width / fine + edge * 2
  const rows = legendRows(pen, words.legend ?? [], width - edge * 2)
  const top = edge + line + rows.length * line + 8
  const height = top + image.height / fine + (words.note ? line + 4 : 0) + edge
  canvas.width = width * fine
  canvas.height = height * fine
  pen.scale(fine, fine)
  pen.fillStyle = colour('--surface')
  pen.fillRect(0, 0, width, height)
  write(pen, words.title, { x: edge, y: edge + 14, size: 15, weight: 600, shade: '--text', most: width - edge * 2 })
  for (const [at, row] of rows.entries()) {
    for (const { x, name, colour: own, isPale } of row) {
      const y = edge + line * (at + 1) + 14
      pen.globalAlpha = isPale ? 0.4 : 1
      pen.fillStyle = own
      pen.fillRect(edge + x, y - 8, 10, 8)
      pen.globalAlpha = 1
      write(pen, name, { x: edge + x + 16, y, size: 12, weight: 400, shade: '--secondary', most: width })
    }
  }
  pen.drawImage(image, edge, top, image.width / fine, image.height / fine)
  if (words.note) write(pen, words.note, { x: edge, y: height - edge, size: 12, weight: 400, shade: '--tertiary', most: width - edge * 2 })
  const link = document.createElement('a')
  link.href = canvas.toDataURL('image/png')
  link.download = `${words.title.replace(/[\\/:*?"<>|]/g, ' ').slice(0, 120)}.png`
  link.click()
}

/** As many beside each other as there is room for. */
function legendRows(pen: CanvasRenderingContext2D, legend: NonNullable<PictureWords['legend']>, room: number) {
  pen.font = `400 12px ${fontFamily}`
  const rows: ({ x: number } & (typeof legend)[number])[][] = []
  let x = room + 1
  for (const one of legend) {
    const width = 16 + pen.measureText(one.name).width + 20
    if (x + width > room) {
      rows.push([])
      x = 0
    }
    rows.at(-1)?.push({ ...one, x })
    x += width
  }
  return rows
}

interface Written {
  x: number
  y: number
  size: number
  weight: number
  shade: string
  most: number
}

function write(pen: CanvasRenderingContext2D, text: string, { x, y, size, weight, shade, most }: Written): void {
  pen.font = `${weight} ${size}px ${fontFamily}`
  pen.fillStyle = colour(shade)
  pen.fillText(text, x, y, most)
}
