/** The form by which anybody raises a request, without an account. Sent, it leads to the page of the request. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Segmented } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'

import { api } from '../../../../web/client/api.ts'
import { useLanguage } from '../../../../web/client/i18n.ts'
import { randomId } from '../../../../web/client/random-id.ts'
import { usePageTitle } from '../../../../web/kit/page-header.tsx'
import { problemTexts } from '../../../../web/kit/problem-text.ts'
import { PublicFileInput } from '../../../../web/shell/public-files.tsx'
import { PublicFrame } from '../../../../web/shell/public-frame.tsx'
import styles from './public.module.css'

import type { KeptFile } from '../../../../web/client/upload.ts'

interface FormAnswer {
  company: string
  kinds: { key: string; label: string }[]
}

export function PublicForm() {
  const { t } = useTranslation()
  const language = useLanguage()
  const path = `/public-forms/${useLocation().pathname.split('/')[2] ?? ''}`
  const query = useQuery({ queryKey: [path, language], queryFn: ({ signal }) => api.get<FormAnswer>(path, { signal, isFresh: true }), retry: false, staleTime: Infinity })
  usePageTitle(t('requests.public.form'))
  return (
    <PublicFrame company={query.data?.company} query={query}>
      {(answer) => <Form path={path} answer={answer} />}
    </PublicFrame>
  )
}

const empty = { subject: '', description: '', name: '', phone: '', mail: '' }

function Form({ path, answer }: { path: string; answer: FormAnswer }) {
  const { t } = useTranslation()
  const id = useId()
  const navigate = useNavigate()
  // One key as long as the form is open: whoever presses twice, or tries again without a connection, raises one request.
  const [key] = useState(randomId)
  const [kind, setKind] = useState('fault')
  const [values, setValues] = useState(empty)
  const [files, setFiles] = useState<KeptFile[]>([])
  const [isUploading, setIsUploading] = useState(false)
  const [isSending, setIsSending] = useState(false)
  const [failure, setFailure] = useState('')
  const isComplete = values.subject.trim() !== '' && values.name.trim() !== '' && (values.phone.trim() !== '' || values.mail.trim() !== '')
  const send = async () => {
    setIsSending(true)
    setFailure('')
    try {
      const { link } = await api.post<{ link: string }>(path, { key, kind, ...values, files: files.map(({ id }) => id) })
      void navigate(link, { replace: true })
    } catch (error) {
      setFailure(problemTexts(error))
      setIsSending(false)
    }
  }
  const input = (name: keyof typeof empty, props: { autoComplete?: string; type?: string; maxLength: number }) => (
    <div>
      <label htmlFor={`${id}-${name}`}>{t(`requests.public.${name}`)}</label>
      <Input id={`${id}-${name}`} size="large" {...props} value={values[name]} onChange={(event) => setValues({ ...values, [name]: event.target.value })} />
    </div>
  )
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isComplete) void send()
      }}
    >
      <h1 className={styles.title}>{t('requests.public.form')}</h1>
      <div className={styles.kinds}>
        <Segmented aria-label={t('requests.public.kind')} value={kind} onChange={setKind} options={answer.kinds.map(({ key, label }) => ({ value: key, label }))} />
      </div>
      {input('subject', { maxLength: 300 })}
      <div>
        <label htmlFor={`${id}-description`}>{t('requests.public.description')}</label>
        <Input.TextArea id={`${id}-description`} value={values.description} onChange={(event) => setValues({ ...values, description: event.target.value })} maxLength={10_000} autoSize={{ minRows: 4, maxRows: 12 }} />
      </div>
      <PublicFileInput path={`${path}/files?key=${key}`} files={files} onChange={setFiles} onBusy={setIsUploading} />
      {input('name', { autoComplete: 'name', maxLength: 200 })}
      <div className={styles.pair}>
        {input('phone', { autoComplete: 'tel', type: 'tel', maxLength: 60 })}
        {input('mail', { autoComplete: 'email', type: 'email', maxLength: 254 })}
      </div>
      <p className={styles.hint}>{t('requests.public.reach')}</p>
      {failure && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <Button type="primary" size="large" htmlType="submit" block disabled={!isComplete || isUploading} loading={isSending}>
        {t('requests.public.send')}
      </Button>
    </form>
  )
}
