/** On the page of a service request of kind complaint: its complaint and how far that is, or the button that opens it. */
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useCreate, useList } from '../../../web/client/records.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { complaintsPath } from './complaint-answer.ts'
import styles from './complaints.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function RequestComplaintCard({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const object = useObject('complaint')
  const isComplaint = record.kind === 'complaint' && object !== undefined
  const query = useList(complaintsPath, { filter: { request: record.id }, limit: 1 }, { enabled: isComplaint })
  const create = useCreate(complaintsPath)
  const status = object?.fields.find(({ name }) => name === 'status')
  if (!isComplaint || !status) return null
  const open = () => create.mutate({ values: { request: record.id } }, { onError: toast.problem, onSuccess: ({ id }) => void navigate(`/${complaintsPath}/${id}`) })
  return (
    <Card title={t('complaints.of_request')}>
      <Loaded query={query} lines={1}>
        {(data) => {
          const [complaint] = recordsOf(data)
          if (complaint) {
            return (
              <p className={styles.line}>
                <Link to={`/${complaintsPath}/${complaint.id}`}>{String(complaint.number)}</Link> <ChoiceLabel field={status} option={complaint.status} />
              </p>
            )
          }
          return (
            <div className={styles.stack}>
              <p className={styles.hint}>{t(record.customer ? 'complaints.open_hint' : 'complaints.needs_customer')}</p>
              {object.can.create && record.customer !== null && (
                <div>
                  <Button type="primary" loading={create.isPending} onClick={open}>
                    {t('complaints.open')}
                  </Button>
                </div>
              )}
            </div>
          )
        }}
      </Loaded>
    </Card>
  )
}
