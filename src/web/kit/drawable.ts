/**
 * The options of a drawing, safe for a library that keeps what it measured under the text itself, in plain objects: a customer called `__proto__` would
 * write into every object there is. Names that every object has get a space of no width behind them. The other side has the same: pages and server share no code.
 */
export function drawable<Options extends object>(options: Options): Options {
  return mapped(options) as Options
}

function mapped(part: unknown): unknown {
  if (typeof part === 'string') return part in Object.prototype ? `${part}\u200b` : part
  if (Array.isArray(part)) return part.map(mapped)
  // What the library made itself, such as a gradient, is left as it is.
  if (typeof part !== 'object' || part === null || Object.getPrototypeOf(part) !== Object.prototype) return part
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, mapped(value)]))
}
