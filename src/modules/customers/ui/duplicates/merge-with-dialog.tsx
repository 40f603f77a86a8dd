/** Which customer it is the same as. */
import { Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { titleOf, useObject } from '../../../../web/client/metadata.tsx'
import { ReferenceSelect, referencesOf } from '../../../../web/fields/reference-select.tsx'
import styles from './duplicates.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { RecordData } from '../../../../web/client/records.ts'

export function MergeWithDialog({ object, record, onClose }: { object: ObjectMetadata; record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const id = useId()
  const [other, setOther] = useState<unknown>(null)
  const field = useObject('relationship')?.fields.find(({ name }) => name === 'other')
  if (!field) return null
  const [chosen] = referencesOf(other)
  const isItself = chosen?.id === record.id
  const compare = () => chosen && void navigate(`/duplicate-pairs?left=${record.id}&right=${chosen.id}`)
  return (
    <Modal open title={t('customers.duplicates.merge_with_title', { name: titleOf(object, record) })} onCancel={onClose} onOk={compare} okText={t('customers.duplicates.compare')} okButtonProps={{ disabled: !chosen || isItself }} cancelText={t('record.cancel')} destroyOnHidden>
      <label className={styles.pick} htmlFor={id}>
        {t('customers.duplicates.other')}
        <ReferenceSelect id={id} field={field} value={other} onChange={setOther} autoFocus />
      </label>
      <p className={styles.quiet}>{t(isItself ? 'customers.duplicates.itself' : 'customers.duplicates.merge_with_hint')}</p>
    </Modal>
  )
}
