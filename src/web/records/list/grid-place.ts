/** Where the keyboard is: a record and a column. */
export interface Place {
  id: string
  column: number
}

/** Ids of cells, for `aria-activedescendant`. */
export function cellId(gridId: string, place: Place): string {
  return `${gridId}-${place.id}-${place.column}`
}
