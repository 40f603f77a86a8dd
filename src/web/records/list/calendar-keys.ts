/** Arrow keys carry a record to the next day, to the day a week on, and to the next hour. */
import type { KeyboardCoordinateGetter } from '@dnd-kit/core'

/** Further than the line between two places, less than the lowest of them. */
const edge = 6

const steps: Record<string, [right: number, down: number]> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }

/** A bar over several days is where it begins. */
export const intoBar = 8

export const nextDay = nextPlace(false)
export const nextOfTeam = nextPlace(true)

function nextPlace(isBar: boolean): KeyboardCoordinateGetter {
  return (event, { currentCoordinates, context }) => {
    const step = steps[event.code]
    if (!step) return undefined
    event.preventDefault()
    const days = [...context.droppableRects.values()]
    const { width = 0, height = 0 } = context.collisionRect ?? {}
    const x = (context.collisionRect?.left ?? currentCoordinates.x) + (isBar ? intoBar : width / 2)
    const y = (context.collisionRect?.top ?? currentCoordinates.y) + height / 2
    const here = days.find((day) => x >= day.left && x <= day.right && y >= day.top && y <= day.bottom) ?? days[0]
    if (!here) return undefined
    // Just over the edge: hours of a day are as high as what they hold.
    const to = { x: here.left + here.width / 2 + step[0] * (here.width / 2 + edge), y: here.top + here.height / 2 + step[1] * (here.height / 2 + edge) }
    const target = days.find((day) => to.x >= day.left && to.x <= day.right && to.y >= day.top && to.y <= day.bottom)
    return target ? { x: isBar ? target.left + 2 : target.left + (target.width - width) / 2, y: target.top + Math.min(28, (target.height - height) / 2) } : undefined
  }
}
