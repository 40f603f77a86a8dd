/** The order of a list: `-annual_amount,name` in the URL and the API, steps in the pages. */

export interface SortStep {
  field: string
  isDescending: boolean
}

export function sortSteps(sort: string | undefined): SortStep[] {
  return (sort ?? '').split(',').flatMap((part) => {
    const name = part.trim()
    if (!name || name === '-') return []
    return [name.startsWith('-') ? { field: name.slice(1), isDescending: true } : { field: name, isDescending: false }]
  })
}

export function sortText(steps: SortStep[]): string {
  return steps.map((step) => (step.isDescending ? `-${step.field}` : step.field)).join(',')
}

/** A click on a header: up, down, none. With shift the other steps stay, and a new one is the last. */
export function nextSort(sort: string | undefined, field: string, keepsOthers: boolean): string {
  const steps = sortSteps(sort)
  const present = steps.find((step) => step.field === field)
  const next: SortStep | undefined = !present ? { field, isDescending: false } : present.isDescending ? undefined : { field, isDescending: true }
  if (!keepsOthers) return next ? sortText([next]) : ''
  if (!present) return sortText([...steps, { field, isDescending: false }])
  return sortText(steps.flatMap((step) => (step.field === field ? (next ?? []) : step)))
}
