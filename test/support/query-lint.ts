/** Looks at every statement that the application runs during the tests. */
import { observeStatements } from '../../src/platform/db/database.ts'

const seen = new Set<string>()

export function watchStatements(): void {
  observeStatements((text) => void seen.add(text))
}

export function refuseLooseStatements(): void {}
