/** What a filter looks at, for telling why: read from the filter itself, so that no rule is written twice. */

type Filter = Readonly<Record<string, unknown>>

/** Fields of the customer and of its values, such as `category` and `value.monetary`, in the order in which they stand; what lies further away is left out. */
export function pathsOf(filter: Filter): string[] {
  return [...new Set(Object.entries(filter).flatMap(([key, operand]) => pathsAt(key, operand)))]
}

function pathsAt(key: string, operand: unknown): string[] {
  if (key === 'and' || key === 'or') return Array.isArray(operand) ? operand.filter(isFilter).flatMap(pathsOf) : []
  if (key === 'not') return isFilter(operand) ? pathsOf(operand) : []
  const [head, field, ...rest] = key.split('.')
  if (head !== 'value') return rest.length === 0 && field === undefined ? [key] : []
  if (field !== undefined) return rest.length === 0 ? [key] : []
  return isFilter(operand) ? pathsOf(operand).filter((name) => !name.includes('.')).map((name) => `value.${name}`) : []
}

/** The conditions that must all hold, one by one: what is missing is told of each. */
export function partsOf(filter: Filter): Filter[] {
  return Object.entries(filter).flatMap(([key, operand]): Filter[] => {
    if (key === 'and' && Array.isArray(operand)) return operand.filter(isFilter).flatMap(partsOf)
    if (key === 'value' && isFilter(operand)) return partsOf(operand).map((part) => ({ value: part }))
    return [{ [key]: operand }]
  })
}

function isFilter(value: unknown): value is Filter {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
