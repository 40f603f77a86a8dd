/** On the page of a customer: merge with another one that somebody knows to be the same. */
import { MergeCellsOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../../web/client/metadata.tsx'
import { useIsPhone } from '../../../../web/kit/use-media.ts'

import type { RecordData } from '../../../../web/client/records.ts'

// Opened by a click: the page is there sooner without it.
const MergeWithDialog = lazy(async () => ({ default: (await import('./merge-with-dialog.tsx')).MergeWithDialog }))

export function MergeWith({ record, isPanel }: { record: RecordData; isPanel: boolean }) {
  const { t } = useTranslation()
  const object = useObject('customer')
  // The dialog chooses the other one as a relationship does.
  const relationship = useObject('relationship')
  const isPhone = useIsPhone()
  const [isOpen, setIsOpen] = useState(false)
  if (!relationship || !record.can.change || record.anonymised_at || !object?.actions.some(({ name }) => name === 'merge')) return null
  return (
    <>
      <Button icon={<MergeCellsOutlined aria-hidden />} size={isPanel ? 'small' : 'middle'} aria-label={t('customers.duplicates.merge_with')} title={t('customers.duplicates.merge_with')} onClick={() => setIsOpen(true)}>
        {isPanel || isPhone ? null : t('customers.duplicates.merge_short')}
      </Button>
      <Suspense fallback={null}>{isOpen && <MergeWithDialog object={object} record={record} onClose={() => setIsOpen(false)} />}</Suspense>
    </>
  )
}
