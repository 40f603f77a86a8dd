/**
 * Logistic regression with an L2 penalty on the weights, by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani, Friedman:
 * The Elements of Statistical Learning, 4.4.1 and 18.4). The penalty makes the Hessian positive definite, so that there is one optimum, also where
 * something occurs only with one outcome.
 */
export interface RegressionRow {
  /** Columns that are not nothing in this row, each once, rising, from 1 on; 0 is the intercept and is not named. */
  places: readonly number[]
  /** What stands in them. */
  values: readonly number[]
  came: boolean
}

const mostSteps = 25

/**
 * @param size columns with the intercept
 * @param penalty on the squares of the weights, not of the intercept
 * @returns log odds: the intercept, then a weight for each column
 * @throws Error where there is no row of one of the outcomes.
 */
export function regress(rows: readonly RegressionRow[], size: number, penalty: number): Float64Array {
  const came = rows.filter((row) => row.came).length
  if (came === 0 || came === rows.length) throw new Error('Both outcomes are needed to learn from')
  const beta = new Float64Array(size)
  // Without any column: the odds of the whole.
  beta[0] = Math.log(came / (rows.length - came))
  for (let step = 0; step < mostSteps; step++) if (newtonStep(rows, beta, penalty) < 1e-8) break
  return beta
}

export function probability(logit: number): number {
  return logit >= 0 ? 1 / (1 + Math.exp(-logit)) : Math.exp(logit) / (1 + Math.exp(logit))
}

/** One step towards the optimum, made shorter where it would overshoot. @returns its length */
function newtonStep(rows: readonly RegressionRow[], beta: Float64Array, penalty: number): number {
  const size = beta.length
  const gradient = new Float64Array(size)
  const hessian = Array.from({ length: size }, () => new Float64Array(size))
  const first = rowAt(hessian, 0)
  for (let at = 1; at < size; at++) {
    gradient[at] = -penalty * valueAt(beta, at)
    rowAt(hessian, at)[at] = penalty
  }
  for (const { places, values, came } of rows) {
    // The hot loop, of all rows and pairs of columns in a row: by index, and of the symmetric Hessian only one half.
    const count = places.length
    let logit = valueAt(beta, 0)
    for (let i = 0; i < count; i++) logit += (values[i] ?? 0) * valueAt(beta, places[i] ?? 0)
    const chance = probability(logit)
    const surprise = Number(came) - chance
    const weight = Math.max(chance * (1 - chance), 1e-9)
    gradient[0] = valueAt(gradient, 0) + surprise
    first[0] = valueAt(first, 0) + weight
    for (let i = 0; i < count; i++) {
      const place = places[i] ?? 0
      const weighed = weight * (values[i] ?? 0)
      const row = rowAt(hessian, place)
      gradient[place] = valueAt(gradient, place) + surprise * (values[i] ?? 0)
      row[0] = valueAt(row, 0) + weighed
      for (let j = 0; j <= i; j++) row[places[j] ?? 0] = valueAt(row, places[j] ?? 0) + weighed * (values[j] ?? 0)
    }
  }
  const step = solve(hessian, gradient)
  const longest = Math.max(...step.map(Math.abs))
  // A log odds that moves by more than this at once has overshot.
  const part = longest > 4 ? 4 / longest : 1
  for (let at = 0; at < size; at++) beta[at] = valueAt(beta, at) + part * valueAt(step, at)
  return longest
}

/** Of a symmetric positive definite matrix, of which the lower half is read, by Cholesky's decomposition. */
function solve(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const lower = Array.from({ length: size }, () => new Float64Array(size))
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = valueAt(rowAt(matrix, i), j)
      for (let k = 0; k < j; k++) sum -= valueAt(rowAt(lower, i), k) * valueAt(rowAt(lower, j), k)
      rowAt(lower, i)[j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / valueAt(rowAt(lower, j), j)
    }
  }
  const middle = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    let sum = valueAt(right, i)
    for (let k = 0; k < i; k++) sum -= valueAt(rowAt(lower, i), k) * valueAt(middle, k)
    middle[i] = sum / valueAt(rowAt(lower, i), i)
  }
  const answer = new Float64Array(size)
  for (let i = size - 1; i >= 0; i--) {
    let sum = valueAt(middle, i)
    for (let k = i + 1; k < size; k++) sum -= valueAt(rowAt(lower, k), i) * valueAt(answer, k)
    answer[i] = sum / valueAt(rowAt(lower, i), i)
  }
  return answer
}

/** Typed arrays are read within their length here. */
function valueAt(array: Float64Array, place: number): number {
  return array[place] ?? 0
}

function rowAt(matrix: readonly Float64Array[], place: number): Float64Array {
  return matrix[place] ?? new Float64Array(0)
}
