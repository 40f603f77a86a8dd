/** Placeholder until the import is there. */
export function ImportPage() {
  return null
}
