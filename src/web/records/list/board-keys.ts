/** Left and right carry a card to the next column; up and down scroll nothing away. */
import type { KeyboardCoordinateGetter } from '@dnd-kit/core'

export const nextColumn: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = event.code === 'ArrowRight' ? 1 : event.code === 'ArrowLeft' ? -1 : 0
  if (step === 0) return undefined
  event.preventDefault()
  const columns = [...context.droppableRects.values()].toSorted((a, b) => a.left - b.left)
  const width = context.collisionRect?.width ?? 0
  const middle = (context.collisionRect?.left ?? currentCoordinates.x) + width / 2
  const here = columns.findIndex((column) => middle >= column.left && middle <= column.right)
  const target = columns[Math.max(0, Math.min(columns.length - 1, here + step))]
  return target ? { x: target.left + (target.width - width) / 2, y: target.top + 40 } : undefined
}
