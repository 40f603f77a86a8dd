/**
 * The people in every test, entered through the product itself:
 *
 *   青山商贸     admin (administrator)
 *     销售部     ma (manager)
 *       一组     lin, mei (staff)
 *       二组     chen (staff)
 *   对岸公司     stranger (administrator of another workspace)
 */
import type { App } from '../../src/app.ts'
import { createWorkspace } from '../../src/modules/team/index.ts'
import { signIn, type Client } from './client.ts'

export const castPassword = 'green-mountain-7'

const people = [
  { login: 'ma', name: '马丽', role: 'manager', department: '销售部' },
  { login: 'lin', name: '林晓', role: 'staff', department: '一组' },
  { login: 'mei', name: '梅芳', role: 'staff', department: '一组' },
  { login: 'chen', name: '陈宇', role: 'staff', department: '二组' },
] as const

export type Login = (typeof people)[number]['login'] | 'admin' | 'stranger'

export async function enterCast(app: App): Promise<void> {
  const administrator = (login: string, name: string) => ({ name, email: `${login}@test.example`, user_name: login, password: castPassword })
  const { roles } = await createWorkspace(app.runtime, { name: '青山商贸', administrator: administrator('admin', '管理员') })
  await createWorkspace(app.runtime, { name: '对岸公司', administrator: administrator('stranger', '对岸') })
  const admin = await signIn(app.server, { login: 'admin', password: castPassword })
  const sales = await enter(admin, 'departments', { name: '销售部' })
  const departments: Record<string, string> = {
    销售部: sales,
    一组: await enter(admin, 'departments', { name: '一组', parent: sales }),
    二组: await enter(admin, 'departments', { name: '二组', parent: sales }),
  }
  for (const { login, name, role, department } of people) {
    await enter(admin, 'users', {
      name,
      email: `${login}@test.example`,
      user_name: login,
      password: castPassword,
      department: departments[department],
      roles: [roles[role]],
    })
  }
}

async function enter(client: Client, objects: string, input: object): Promise<string> {
  const { status, text, body } = await client.post(`/api/v1/${objects}`, input)
  if (status !== 201) throw new Error(`The cast could not be entered: ${text}`)
  return body.id
}
