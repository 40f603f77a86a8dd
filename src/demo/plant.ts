/** The demo world (to be grown by the generator). */
import type { Runtime } from '../kernel/runtime.ts'
import { createWorkspace } from '../modules/team/index.ts'

export const demoSignIn = { login: 'admin@guanxi.example', password: 'guanxi-demo' }

export async function plantDemoWorld(runtime: Runtime, options: { databaseUrl: string; administrator: { email: string; password: string } }): Promise<void> {
  await createWorkspace(runtime, { name: '远航集团', administrator: { name: '管理员', ...options.administrator } })
}
