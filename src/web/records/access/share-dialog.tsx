/** Sharing one record with a person or a department: reading or changing, until a day, with a note. */
import { Modal } from 'antd'
import { useTranslation } from 'react-i18next'

import { titleOf } from '../../client/metadata.tsx'
import { ShareForm } from './share-form.tsx'
import { ShareList } from './share-list.tsx'
import styles from './access.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'

export function ShareDialog({ object, record, onClose }: { object: ObjectMetadata; record: RecordData; onClose(): void }) {
  const { t } = useTranslation()
  return (
    <Modal open title={t('access.share_title', { name: titleOf(object, record) })} onCancel={onClose} footer={null} width={520} destroyOnHidden>
      <ShareForm path={object.path} id={record.id} />
      <section className={styles.already} aria-label={t('access.shared_with')}>
        <h3 className={styles.subtitle}>{t('access.shared_with')}</h3>
        <ShareList path={object.path} id={record.id} canChange />
      </section>
    </Modal>
  )
}
