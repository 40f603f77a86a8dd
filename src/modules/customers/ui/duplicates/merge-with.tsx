/** On the page of a customer: merge with another one that somebody knows to be the same. */
import { MergeCellsOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { titleOf, useObject } from '../../../../web/client/metadata.tsx'
import { ReferenceSelect, referencesOf } from '../../../../web/fields/reference-select.tsx'
import { useIsPhone } from '../../../../web/kit/use-media.ts'
import styles from './duplicates.module.css'

import type { RecordData } from '../../../../web/client/records.ts'

export function MergeWith({ record, isPanel }: { record: RecordData; isPanel: boolean }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const object = useObject('customer')
  const isPhone = useIsPhone()
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [other, setOther] = useState<unknown>(null)
  const field = useObject('relationship')?.fields.find(({ name }) => name === 'other')
  if (!object || !field || !record.can.change || record.anonymised_at || !object.actions.some(({ name }) => name === 'merge')) return null
  const [chosen] = referencesOf(other)
  const isItself = chosen?.id === record.id
  const compare = () => chosen && void navigate(`/duplicate-pairs?left=${record.id}&right=${chosen.id}`)
  return (
    <>
      <Button icon={<MergeCellsOutlined aria-hidden />} size={isPanel ? 'small' : 'middle'} aria-label={t('customers.duplicates.merge_with')} title={t('customers.duplicates.merge_with')} onClick={() => setIsOpen(true)}>
        {isPanel || isPhone ? null : t('customers.duplicates.merge_short')}
      </Button>
      {isOpen && (
        <Modal open title={t('customers.duplicates.merge_with_title', { name: titleOf(object, record) })} onCancel={() => setIsOpen(false)} onOk={compare} okText={t('customers.duplicates.compare')} okButtonProps={{ disabled: !chosen || isItself }} cancelText={t('record.cancel')} destroyOnHidden>
          <label className={styles.pick} htmlFor={id}>
            {t('customers.duplicates.other')}
            <ReferenceSelect id={id} field={field} value={other} onChange={setOther} autoFocus />
          </label>
          <p className={styles.quiet}>{t(isItself ? 'customers.duplicates.itself' : 'customers.duplicates.merge_with_hint')}</p>
        </Modal>
      )}
    </>
  )
}
