/** What a constant gives for the first row, shown while it is typed; the server's own reading is the one that counts. */
export function fillTemplate(text: string, columns: string[], row: string[]): string {
  return text.replace(/\{\{|\}\}|\{([^{}]+)\}/g, (whole, name: string | undefined) => {
    if (name === undefined) return whole.charAt(0)
    const at = columns.indexOf(name)
    if (at >= 0) return row[at] ?? ''
    return name.trim() === 'row' ? '1' : whole
  })
}
