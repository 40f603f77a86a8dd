/**
 * Whoever has an inspector open, as tests and developers do, has the browser read a whole file again for each error that is made while the file runs for the first time,
 * to know its lines; React makes five errors then, which nobody throws. So stacks begin when the files have run. An error of a file itself still says where it came from.
 */
export function holdStackTraces(): void {
  Reflect.deleteProperty(Error, 'stackTraceLimit')
}

const usualFrames = 10

export function beginStackTraces(): void {
  Object.assign(Error, { stackTraceLimit: usualFrames })
}
