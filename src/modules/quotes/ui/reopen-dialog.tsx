import { useTranslation } from 'react-i18next'

import { useRecordAction } from '../../../web/client/records.ts'
import { ActModal } from '../../../web/kit/act-modal.tsx'

import type { RecordData } from '../../../web/client/records.ts'

/** A quote or contract back to draft: what was asked for or agreed to inside the company falls away. */
export function ReopenDialog({ path, record, onClose }: { path: 'quotes' | 'contracts'; record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const reopen = useRecordAction(path, 'reopen')
  const foretold = t(record.status === 'in_approval' ? 'quotes.request_falls' : 'quotes.agreement_falls')
  return <ActModal title={t('quotes.reopen')} foretold={[foretold]} isBusy={reopen.isPending} error={reopen.error} onDo={() => reopen.mutate({ id: record.id }, { onSuccess: onClose })} onClose={onClose} />
}
