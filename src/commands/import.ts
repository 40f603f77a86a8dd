import { CommandError } from './command-error.ts'

export async function run(): Promise<void> {
  throw new CommandError('not yet')
}
