/**
 * The least value of a smooth function of a few numbers, by BFGS with a line search that goes back (Nocedal, Wright: Numerical Optimization,
 * 6.1 and algorithm 3.1). Own code: the kept libraries for this have no gradient-based method, or bring a matrix language with them.
 */

/** Writes the gradient at the place, answers the value. May answer NaN or infinity where it is not defined: such steps are made shorter. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number

export interface Minimum {
  at: Float64Array
  value: number
  steps: number
  /** `left`: it ran beyond `reach`, so that there is no least value within; `stopped`: not yet found after the most steps. */
  ended: 'converged' | 'left' | 'stopped'
}

const mostSteps = 300
/** In one step, in the units of the numbers. */
const longest = 2

/**
 * @param reach how far from nothing each number may go
 * @param tolerance of the largest part of the gradient
 */
export function minimise(objective: Objective, start: readonly number[], { reach, tolerance = 1e-9 }: { reach: number; tolerance?: number }): Minimum {
  const size = start.length
  let at = Float64Array.from(start)
  let gradient = new Float64Array(size)
  let value = objective(at, gradient)
  let inverse = identity(size)
  for (let steps = 0; steps < mostSteps; steps++) {
    if (largest(gradient) < tolerance) return { at, value, steps, ended: 'converged' }
    if (largest(at) > reach) return { at, value, steps, ended: 'left' }
    let direction = times(inverse, gradient).map((part) => -part)
    if (dot(direction, gradient) >= 0) {
      inverse = identity(size)
      direction = gradient.map((part) => -part)
    }
    const next = lowerAlong(objective, at, value, gradient, direction)
    // Rounding hides what is still to be gained: as near as it can be told.
    if (!next) return { at, value, steps, ended: largest(gradient) < Math.sqrt(tolerance) ? 'converged' : 'stopped' }
    const step = next.at.map((part, i) => part - (at[i] ?? 0))
    const turn = next.gradient.map((part, i) => part - (gradient[i] ?? 0))
    if (dot(step, turn) > 0) inverse = updated(inverse, step, turn)
    ;({ at, value, gradient } = next)
  }
  return { at, value, steps: mostSteps, ended: 'stopped' }
}

/** The first place along the direction that is lower by enough (Armijo), the step halved each time; null where there is none. */
function lowerAlong(objective: Objective, at: Float64Array, value: number, gradient: Float64Array, direction: Float64Array) {
  const slope = dot(direction, gradient)
  for (let part = Math.min(1, longest / largest(direction)), tries = 0; tries < 40; tries++, part /= 2) {
    const there = at.map((one, i) => one + part * (direction[i] ?? 0))
    const gradientThere = new Float64Array(at.length)
    const valueThere = objective(there, gradientThere)
    if (valueThere <= value + 1e-4 * part * slope && valueThere < value && gradientThere.every(Number.isFinite)) return { at: there, value: valueThere, gradient: gradientThere }
  }
  return null
}

/** The inverse of the Hessian, as the last step has shown it. */
function updated(inverse: Float64Array[], step: Float64Array, turn: Float64Array): Float64Array[] {
  const scale = 1 / dot(step, turn)
  const turned = times(inverse, turn)
  const along = scale * (1 + scale * dot(turn, turned))
  return inverse.map((row, i) =>
    row.map((one, j) => one + along * (step[i] ?? 0) * (step[j] ?? 0) - scale * ((turned[i] ?? 0) * (step[j] ?? 0) + (step[i] ?? 0) * (turned[j] ?? 0))),
  )
}

function identity(size: number): Float64Array[] {
  return Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)))
}

function times(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  return Float64Array.from(matrix, (row) => dot(row, vector))
}

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, part, i) => sum + part * (other[i] ?? 0), 0)
}

function largest(vector: Float64Array): number {
  return vector.reduce((most, part) => Math.max(most, Math.abs(part)), 0)
}
