/** Every command there is: node src/main.ts COMMAND. The files in bin/ and package.json call this. */
import { CommandError } from './commands/command-error.ts'
import { keepMemoryLow } from './platform/memory.ts'

const commands: Record<string, () => Promise<{ run(words: string[]): Promise<void> }>> = {
  start: () => import('./commands/start.ts'),
  migrate: () => import('./commands/migrate.ts'),
  seed: () => import('./commands/seed.ts'),
  import: () => import('./commands/import.ts'),
  explain: () => import('./commands/explain.ts'),
  doctor: () => import('./commands/doctor.ts'),
}

keepMemoryLow()
const [name = 'start', ...words] = process.argv.slice(2)
const load = commands[name]
if (!load) {
  console.error(`There is no command ${name}. Commands: ${Object.keys(commands).join(', ')}`)
  process.exit(2)
}
try {
  await (await load()).run(words)
} catch (error) {
  // What a person can mend is said in a sentence; anything else shows where it happened.
  console.error(error instanceof CommandError ? error.message : error)
  process.exit(1)
}
