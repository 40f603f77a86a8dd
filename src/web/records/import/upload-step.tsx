/** First the object, then the file: dropped or chosen. */
import { FileAddOutlined } from '@ant-design/icons'
import { Select, Upload } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { api } from '../../client/api.ts'
import { labelOf, useMetadata } from '../../client/metadata.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { useToast } from '../../kit/toast.tsx'
import { useParameters } from '../../kit/use-parameters.ts'
import { ImportSteps } from './import-steps.tsx'
import styles from './import.module.css'

import type { Import } from './import-answer.ts'

export function UploadStep() {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const navigate = useNavigate()
  const toast = useToast()
  const [parameters, setParameters] = useParameters()
  const [isSending, setIsSending] = useState(false)
  const offered = objects.filter((object) => object.can.import)
  const chosen = offered.find((object) => object.name === parameters.get('object')) ?? offered.find((object) => object.in_navigation) ?? offered[0]
  if (!chosen) return <EmptyState title={t('import.may_not')} />

  const send = async (file: File) => {
    setIsSending(true)
    try {
      const form = new FormData()
      form.set('object', chosen.name)
      form.set('file', file, file.name)
      const created = await api.post<Import>('/imports', form)
      void navigate(`/imports/${created.id}`)
    } catch (error) {
      toast.problem(error)
    } finally {
      setIsSending(false)
    }
  }
  const template = (format: string) => api.url('/imports/template', { object: chosen.name, format })
  return (
    <section className={styles.step}>
      <ImportSteps state={undefined} />
      <div className={styles.line}>
        <label htmlFor="import-object">{t('import.what')}</label>
        <Select
          id="import-object"
          className={styles.object}
          value={chosen.name}
          options={offered.map((object) => ({ value: object.name, label: labelOf(object.plural_label) }))}
          onChange={(object) => setParameters({ object })}
          showSearch={{ optionFilterProp: 'label' }}
        />
        <span className={styles.templates}>
          {t('import.template')} <a href={template('xlsx')}>{t('import.excel')}</a> · <a href={template('csv')}>{t('import.csv')}</a>
        </span>
      </div>
      <Upload.Dragger
        accept=".csv,.txt,.tsv,.xlsx,.vcf"
        multiple={false}
        showUploadList={false}
        disabled={isSending}
        beforeUpload={(file) => {
          void send(file)
          return false
        }}
      >
        <p className={styles.dropIcon}>
          <FileAddOutlined aria-hidden />
        </p>
        <p className={styles.dropTitle}>{t(isSending ? 'import.sending' : 'import.drop')}</p>
        <p className={styles.dropHint}>{t('import.drop_hint')}</p>
      </Upload.Dragger>
    </section>
  )
}
