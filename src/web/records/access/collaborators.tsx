/** A card of a record page: with whom the record is shared, and the way to share it. */
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { Card } from '../../kit/card.tsx'
import { ShareList } from './share-list.tsx'
import { useShares } from './shares.ts'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

const ShareDialog = lazy(async () => ({ default: (await import('./share-dialog.tsx')).ShareDialog }))

export function Collaborators({ object, record }: { object: ObjectMetadata; record: RecordData }) {
  const { t } = useTranslation()
  const [isSharing, setIsSharing] = useState(false)
  const shares = useShares(object.path, record.id)
  const canChange = record.can?.change === true
  if (!object.is_shareable) return null
  return (
    <Card
      title={t('access.collaborators')}
      note={shares.data && shares.data.length > 0 ? shares.data.length : undefined}
      action={canChange && <Button size="small" type="text" icon={<PlusOutlined aria-hidden />} aria-label={t('access.share')} title={t('access.share')} onClick={() => setIsSharing(true)} />}
    >
      <ShareList path={object.path} id={record.id} canChange={canChange} />
      {isSharing && (
        <Suspense fallback={null}>
          <ShareDialog object={object} record={record} onClose={() => setIsSharing(false)} />
        </Suspense>
      )}
    </Card>
  )
}
