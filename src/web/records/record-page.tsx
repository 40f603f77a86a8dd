/** The full page of a record of any object; a module may bring its own. */
import { useNavigate, useParams } from 'react-router'

import { useObjectByPath } from '../client/metadata.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { useRecordScreen } from './record/record-screens.tsx'
import { RecordView } from './record/record-view.tsx'

import type { ObjectMetadata } from '../client/metadata.tsx'

export function RecordPage() {
  const { path, id } = useParams()
  const object = useObjectByPath(path)
  if (!object || !id) return <NotFound />
  return <PageOf key={`${object.name} ${id}`} object={object} id={id} />
}

function PageOf({ object, id }: { object: ObjectMetadata; id: string }) {
  const navigate = useNavigate()
  const { View } = useRecordScreen(object.name)
  const goBack = () => void navigate(`/${object.path}`)
  return View ? <View id={id} isPanel={false} onGone={goBack} /> : <RecordView object={object} id={id} isPanel={false} onGone={goBack} />
}
