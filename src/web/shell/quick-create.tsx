/** The form of a new record beside the page one is on; that page stays as it is until the record is saved and opened. */
import { useNavigate } from 'react-router'

import { useObject } from '../client/metadata.tsx'
import { FormDrawer } from '../records/form-drawer.tsx'

export function QuickCreate({ objectName, onClose }: { objectName: string; onClose(): void }) {
  const object = useObject(objectName)
  const navigate = useNavigate()
  return object ? <FormDrawer object={object} onClose={onClose} onSaved={(record) => void navigate(`/${object.path}/${record.id}`)} /> : null
}
