/** Programs that this run has started: awaited one at a time, stopped when the run is. */
import { spawn, type ChildProcess } from 'node:child_process'

let running: ChildProcess | null = null
let isStopping = false

/** Runs a JavaScript or TypeScript file under this Node, its output on the screen. @returns its exit code, or the signal that ended it */
export function runProgram(script: string, args: string[], options: { cwd: string; env?: NodeJS.ProcessEnv }): Promise<number | string> {
  return new Promise((resolve) => {
    // Once the run is being stopped nothing follows: whoever waits for us waits until the process ends.
    if (isStopping) return
    const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit', ...options })
    running = child
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => {
      running = null
      if (!isStopping) resolve(code ?? signal ?? 1)
    })
  })
}

/** Ends the program that runs; by force when it does not end within 5 seconds. */
export async function stopProgram(): Promise<void> {
  isStopping = true
  const child = running
  if (!child) return
  const end = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), 5000)
  await end
  clearTimeout(force)
}
