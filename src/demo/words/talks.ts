/** The form of a scenario of contact. In texts {name} is how the customer is addressed, {n} a number, {day} a coming day, {hotel} a shop, {product} a product. */

export interface Scenario {
  channel: string
  direction: 'in' | 'out'
  purpose: string
  content: string
  opinion?: string
  result?: string
  next?: string
  /** What was promised; becomes a task. */
  promise?: string
  minutes: [from: number, to: number]
  level?: 'strategic' | 'management' | 'operational'
  satisfaction?: [from: number, to: number]
  /** Months it makes sense in; all when left out. */
  months?: number[]
  weight?: number
}
