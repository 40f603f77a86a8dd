/** The form of a new record beside the page one is on; that page stays as it is. */
import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { labelOf, titleOf, useObject } from '../client/metadata.tsx'
import { useIsPhone } from '../kit/use-media.ts'
import { useToast } from '../kit/toast.tsx'
import { RecordForm } from '../records/form.tsx'

import type { RecordData } from '../client/records.ts'

export function QuickCreate({ objectName, onClose }: { objectName: string; onClose(): void }) {
  const { t } = useTranslation()
  const object = useObject(objectName)
  const navigate = useNavigate()
  const toast = useToast()
  const isPhone = useIsPhone()
  if (!object) return null
  const saved = (record: RecordData) => {
    toast.done(t('form.created', { name: titleOf(object, record) }))
    onClose()
    void navigate(`/${object.path}/${record.id}`)
  }
  return (
    <Drawer open size={isPhone ? '100%' : 760} onClose={onClose} keyboard={false} title={t('form.new', { object: labelOf(object.label) })} styles={{ body: { padding: isPhone ? 12 : 20, paddingBottom: 0, background: 'var(--page)' } }}>
      <RecordForm object={object} onSaved={saved} onCancel={onClose} />
    </Drawer>
  )
}
