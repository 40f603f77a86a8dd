/** Programs that this run has started: awaited one at a time, stopped when the run is. */
import { spawn, type ChildProcess } from 'node:child_process'

let running: ChildProcess | null = null

/** Runs a JavaScript or TypeScript file under this Node, its output on the screen. @returns its exit code, or the signal that ended it */
export function runProgram(script: string, args: string[], options: { cwd: string; env?: NodeJS.ProcessEnv }): Promise<number | string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit', ...options })
    running = child
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => {
      running = null
      resolve(code ?? signal ?? 1)
    })
  })
}

export function stopProgram(): void {
  running?.kill('SIGTERM')
}
