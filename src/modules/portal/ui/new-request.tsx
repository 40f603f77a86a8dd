/** A new request: what kind, about which device or product, in words and pictures. */
import { Button, Input, Segmented, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { randomId } from '../../../web/client/random-id.ts'
import { problemTexts } from '../../../web/kit/problem-text.ts'
import { PublicFileInput } from '../../../web/shell/public-files.tsx'
import { Answered } from './answered.tsx'
import styles from './portal.module.css'

import type { KeptFile } from '../../../web/client/upload.ts'

interface Choices {
  kinds: { key: string; label: string }[]
  assets: { id: string; name: string; serial: string | null }[]
  products: { id: string; name: string }[]
}

export function NewRequest({ page }: { page: string }) {
  const { t } = useTranslation()
  return (
    <>
      <h1 className={styles.title}>{t('portal.new_request')}</h1>
      <Answered<Choices> path={`/portal/${page}/new-request`} page={page}>
        {(choices) => <Form page={page} choices={choices} />}
      </Answered>
    </>
  )
}

function Form({ page, choices: { kinds, assets, products } }: { page: string; choices: Choices }) {
  const { t } = useTranslation()
  const id = useId()
  const navigate = useNavigate()
  // One key as long as the form is open: whoever presses twice, or tries again without a connection, raises one request.
  const [key] = useState(randomId)
  const [kind, setKind] = useState('fault')
  const [about, setAbout] = useState<string>()
  const [subject, setSubject] = useState('')
  const [description, setDescription] = useState('')
  const [files, setFiles] = useState<KeptFile[]>([])
  const [isUploading, setIsUploading] = useState(false)
  const [isSending, setIsSending] = useState(false)
  const [failure, setFailure] = useState('')
  const send = async () => {
    setIsSending(true)
    setFailure('')
    try {
      const [what, which] = about?.split(' ') ?? []
      const { id: made } = await api.post<{ id: string }>(`/portal/${page}/requests`, { key, kind, subject, description, files: files.map(({ id }) => id), ...(what && which ? { [what]: which } : {}) })
      void navigate(`/p/${page}/requests/${made}`, { replace: true })
    } catch (error) {
      setFailure(problemTexts(error))
      setIsSending(false)
    }
  }
  const groups = [
    { label: t('portal.assets'), options: assets.map(({ id, name, serial }) => ({ value: `asset ${id}`, label: serial ? `${name} · ${serial}` : name })) },
    { label: t('portal.products'), options: products.map(({ id, name }) => ({ value: `product ${id}`, label: name })) },
  ].filter(({ options }) => options.length > 0)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (subject.trim() && !isUploading) void send()
      }}
    >
      <div className={styles.kinds}>
        <Segmented aria-label={t('portal.kind')} value={kind} onChange={setKind} options={kinds.map(({ key, label }) => ({ value: key, label }))} />
      </div>
      {groups.length > 0 && (
        <div>
          <label htmlFor={`${id}-about`}>{t('portal.about')}</label>
          <Select id={`${id}-about`} className={styles.wide} size="large" allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('portal.about_none')} value={about} onChange={setAbout} options={groups} />
        </div>
      )}
      <div>
        <label htmlFor={`${id}-subject`}>{t('portal.subject')}</label>
        <Input id={`${id}-subject`} size="large" maxLength={300} value={subject} onChange={(event) => setSubject(event.target.value)} />
      </div>
      <div>
        <label htmlFor={`${id}-description`}>{t('portal.description')}</label>
        <Input.TextArea id={`${id}-description`} value={description} onChange={(event) => setDescription(event.target.value)} maxLength={10_000} autoSize={{ minRows: 4, maxRows: 12 }} />
      </div>
      <PublicFileInput path={`/portal/${page}/files`} files={files} onChange={setFiles} onBusy={setIsUploading} />
      {failure && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <Button type="primary" size="large" htmlType="submit" block disabled={!subject.trim() || isUploading} loading={isSending}>
        {t('portal.send')}
      </Button>
    </form>
  )
}
