import { Suspense } from 'react'

import { twinOf } from '../../fields/index.ts'
import { useRecordScreen } from './record-screens.tsx'

import type { CellProps } from '../../fields/field-twin.ts'

/** A value as it is read: as the module says, or as the twin of its type does. `object`: of which record the field is. */
export function ValueCell({ object, ...cell }: CellProps & { object: string | undefined }) {
  const Own = useRecordScreen(object ?? '').cells?.[cell.field.name]
  const { Cell } = twinOf(cell.field)
  if (!Own) return <Cell {...cell} />
  return (
    <Suspense fallback={null}>
      <Own {...cell} />
    </Suspense>
  )
}
