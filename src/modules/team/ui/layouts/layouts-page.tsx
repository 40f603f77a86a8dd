/** Layouts of forms and record pages: which there are, and the editor of one. */
import { useObject } from '../../../../web/client/metadata.tsx'
import { useRecord } from '../../../../web/client/records.ts'
import { RecordProblem, RecordSkeleton } from '../../../../web/records/record/record-view.tsx'
import { NotFound } from '../../../../web/shell/not-found.tsx'
import { LayoutEditor } from './layout-editor.tsx'
import { LayoutList } from './layout-list.tsx'
import { layoutsPath, useOutline } from './layout-words.ts'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'

export function LayoutsPage({ id }: { id?: string }) {
  const object = useObject('layout')
  if (!object) return <NotFound />
  return id ? <LayoutPage key={id} object={object} id={id} /> : <LayoutList object={object} />
}

function LayoutPage({ object, id }: { object: ObjectMetadata; id: string }) {
  const record = useRecord(layoutsPath, id)
  const of = useObject(record.data ? String(record.data.object) : undefined)
  const outline = useOutline(of?.name)
  if (record.data && of && outline.data) return <LayoutEditor object={object} record={record.data} of={of} outline={outline.data} />
  const problem = [record, outline].find(({ isError }) => isError)
  if (problem) return <RecordProblem error={problem.error} object={object} onRetry={() => void problem.refetch()} />
  return <RecordSkeleton />
}
