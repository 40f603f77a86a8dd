/** A receipt is matched to invoices, and its matches are taken back. */
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { MatchDialog } from './match-dialog.tsx'

import type { RecordData } from '../../../web/client/records.ts'

export function ReceiptActions({ record, isPanel }: { record: RecordData; isPanel: boolean }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const match = useObject('receipt')?.actions.find(({ name }) => name === 'match')
  if (!match || !record.can.change || record.status === 'matched') return null
  return (
    <>
      <Button type="primary" size={isPanel ? 'small' : 'middle'} onClick={() => setIsOpen(true)}>
        {labelOf(match.label) || t('orders.match.title')}
      </Button>
      {isOpen && <MatchDialog receipt={record} onClose={() => setIsOpen(false)} />}
    </>
  )
}
