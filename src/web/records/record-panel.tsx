/** A record beside a list: the same parts as its page, in tabs. */
import { useRecordScreen } from './record/record-screens.tsx'
import { RecordView } from './record/record-view.tsx'

import type { ObjectMetadata } from '../client/metadata.tsx'

export function RecordPanel({ object, id, onGone }: { object: ObjectMetadata; id: string; onGone(): void }) {
  const { View } = useRecordScreen(object.name)
  return View ? <View id={id} isPanel onGone={onGone} /> : <RecordView object={object} id={id} isPanel onGone={onGone} />
}
