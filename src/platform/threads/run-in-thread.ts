import { Worker } from 'node:worker_threads'

const runner = new URL('./runner.ts', import.meta.url)

/**
 * What a function of ours answers, in a thread that ends with it: pages are served meanwhile, and the memory it took goes back.
 * @param file exports the function as `name`; it takes one plain value and answers one, or a promise of one
 * @param options.seconds longer, it is ended @param options.megabytes more, it fails
 * @param options.young megabytes for what is new: less is swept more often, so that what came and went does not pile up
 * @throws Error what the function threw, or that the thread ended without an answer
 */
export function runInThread<Answer>(file: URL, name: string, input: unknown, options: { seconds: number; megabytes: number; young?: number }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(runner, { workerData: { file: file.href, name, input }, resourceLimits: { maxOldGenerationSizeMb: options.megabytes, maxYoungGenerationSizeMb: options.young } })
    const timer = setTimeout(() => void worker.terminate(), options.seconds * 1000)
    // Under `--watch` node sends word of its own through the same door.
    worker.on('message', (message: { answer: Answer } | { 'watch:import': string[] }) => {
      if ('answer' in message) resolve(message.answer)
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new Error(`${name} ended without an answer`))
    })
  })
}
