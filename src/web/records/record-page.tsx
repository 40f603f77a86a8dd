/** The full page of a record of any object; a module may bring its own. */
import { useNavigate, useParams } from 'react-router'

import { useObjectByPath } from '../client/metadata.tsx'
import { NotFound } from '../shell/not-found.tsx'
import { useRecordScreen } from './record/record-screens.tsx'
import { RecordView } from './record/record-view.tsx'

import type { ObjectMetadata } from '../client/metadata.tsx'

/** `path` where the address does not name the object, as in the settings area. */
export function RecordPage({ path }: { path?: string }) {
  const { path: named, id } = useParams()
  const object = useObjectByPath(path ?? named)
  if (!object || !id) return <NotFound />
  return <PageOf key={`${object.name} ${id}`} object={object} id={id} />
}

function PageOf({ object, id }: { object: ObjectMetadata; id: string }) {
  const navigate = useNavigate()
  const { View } = useRecordScreen(object.name)
  const goBack = () => void navigate(`/${object.path}`)
  return View ? <View id={id} isPanel={false} onGone={goBack} /> : <RecordView object={object} id={id} isPanel={false} onGone={goBack} />
}
