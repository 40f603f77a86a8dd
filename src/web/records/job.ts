/** Long work of the server, asked about until it ends. */
import { api } from '../client/api.ts'

export interface Job {
  id: string
  kind: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  done: number
  total: number | null
  errors?: unknown
  result?: unknown
}

const ended = new Set<Job['state']>(['done', 'failed', 'cancelled'])

/** Asks often at first, then every second. Resolves with the job as it ended. */
export async function waitForJob(id: string, onProgress: (job: Job) => void, signal?: AbortSignal): Promise<Job> {
  for (let attempt = 0; ; attempt += 1) {
    const job = await api.get<Job>(`/jobs/${id}`, { signal })
    onProgress(job)
    if (ended.has(job.state)) return job
    await new Promise((resolve) => setTimeout(resolve, Math.min(1000, 150 * 1.5 ** attempt)))
  }
}
