/** Runs in a thread of its own (run-in-thread.ts): one call of one function. */
import { parentPort, workerData } from 'node:worker_threads'

const { file, name, input }: { file: string; name: string; input: unknown } = workerData
const module: Record<string, (input: unknown) => unknown> = await import(file)
const call = module[name]
if (!call) throw new Error(`${file} exports no ${name}`)
parentPort?.postMessage({ answer: await call(input) }, [])
