import { Button, Input, Rate } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../../web/client/api.ts'
import { randomId } from '../../../../web/client/random-id.ts'
import { problemTexts } from '../../../../web/kit/problem-text.ts'
import { PublicFileInput } from '../../../../web/shell/public-files.tsx'
import styles from './public.module.css'

import type { KeptFile } from '../../../../web/client/upload.ts'
import type { PublicRequestAnswer } from './public-request.tsx'

interface Props {
  path: string
  uploads: string
  answer: PublicRequestAnswer
  onChanged(): void
}

/** While it goes on, a word; once it is completed, a rating, or that it is not solved. */
export function PublicAnswer({ path, uploads, answer, onChanged }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const isDone = answer.status === 'completed' || answer.status === 'evaluated'
  const [evaluation, setEvaluation] = useState(0)
  const [content, setContent] = useState('')
  const [files, setFiles] = useState<KeptFile[]>([])
  const [isUploading, setIsUploading] = useState(false)
  // Until it has arrived it is the same word, however often it is sent.
  const [key, setKey] = useState(randomId)
  const [sending, setSending] = useState('')
  const [failure, setFailure] = useState('')
  const send = async (what: 'reply' | 'rate' | 'reopen') => {
    setSending(what)
    setFailure('')
    try {
      await api.post(`${path}/${what}`, what === 'rate' ? { evaluation, text: content } : { key, content, files: files.map(({ id }) => id) })
      setContent('')
      setFiles([])
      setKey(randomId())
      onChanged()
    } catch (error) {
      setFailure(problemTexts(error))
    }
    setSending('')
  }
  return (
    <section className={styles.answer} aria-labelledby={`${id}-title`}>
      <h2 className={styles.heading} id={`${id}-title`}>
        {t(answer.status === 'evaluated' ? 'requests.public.rated' : isDone ? 'requests.public.rate' : 'requests.public.write')}
      </h2>
      {answer.status === 'evaluated' && <Rate disabled value={answer.evaluation ?? 0} />}
      {answer.status === 'completed' && <Rate className={styles.rate} value={evaluation} onChange={setEvaluation} />}
      <label htmlFor={`${id}-content`}>{t(answer.status === 'completed' ? 'requests.public.rate_words' : isDone ? 'requests.public.reopen_words' : 'requests.public.your_words')}</label>
      <Input.TextArea id={`${id}-content`} value={content} onChange={(event) => setContent(event.target.value)} maxLength={answer.status === 'completed' ? 2000 : 10_000} autoSize={{ minRows: 3, maxRows: 10 }} />
      {/* A rating takes none. */}
      {evaluation === 0 && <PublicFileInput path={uploads} files={files} onChange={setFiles} onBusy={setIsUploading} />}
      {failure && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <div className={styles.buttons}>
        {answer.status === 'completed' && (
          <Button type="primary" size="large" disabled={evaluation === 0} loading={sending === 'rate'} onClick={() => void send('rate')}>
            {t('requests.public.send_rating')}
          </Button>
        )}
        <Button type={isDone ? 'default' : 'primary'} size="large" disabled={content.trim() === '' || isUploading} loading={sending === 'reply' || sending === 'reopen'} onClick={() => void send(isDone ? 'reopen' : 'reply')}>
          {t(isDone ? 'requests.public.not_solved' : 'requests.public.send_word')}
        </Button>
      </div>
    </section>
  )
}
