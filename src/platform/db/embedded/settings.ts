/** The settings the embedded server is started with; given on its command line, so that they change with the program. */
import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

const megabyte = 1024 * 1024

/** @param memory bytes this process may use; by default those of the machine or the container, whichever is less. */
export function serverSettings(memory: number = availableMemory()): Record<string, string> {
  return {
    jit: 'off',
    random_page_cost: '1.1',
    shared_buffers: `${Math.max(32, Math.min(1024, Math.floor(memory / 4 / megabyte)))}MB`,
    work_mem: '32MB',
    maintenance_work_mem: `${Math.max(64, Math.min(512, Math.floor(memory / 16 / megabyte)))}MB`,
    max_wal_size: '2GB',
    max_connections: '60',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    ...(hasSharedMemory() ? {} : { dynamic_shared_memory_type: 'mmap' }),
  }
}

function availableMemory(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

/** Containers give /dev/shm 64 MB by default, on which parallel queries fail. */
function hasSharedMemory(): boolean {
  if (process.platform !== 'linux') return true
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize >= 256 * megabyte
  } catch {
    return false
  }
}
