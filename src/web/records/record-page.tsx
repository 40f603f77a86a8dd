/** Placeholder until the record page is there. */
export function RecordPage() {
  return null
}
