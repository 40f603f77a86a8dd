/** Files on pages for customers: those of a conversation, and those to be sent with what is being written. */
import { CameraOutlined, CloseOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../client/api.ts'
import { uploadFile } from '../client/upload.ts'
import { formatBytes } from '../kit/format.ts'
import { problemText } from '../kit/problem-text.ts'
import { useIsPhone } from '../kit/use-media.ts'
import styles from './public-files.module.css'

import type { KeptFile } from '../client/upload.ts'

/** As many as the server takes with one word. */
const most = 5

/** @param path the files of which it lists, without their ids: a click opens one in a window of its own */
export function PublicFiles({ files, path }: { files: KeptFile[]; path: string }) {
  if (files.length === 0) return null
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.id}>
          <a className={styles.file} href={api.url(`${path}/${file.id}`)} target="_blank" rel="noreferrer" title={file.name}>
            <Face file={file} source={api.url(`${path}/${file.id}`)} />
          </a>
        </li>
      ))}
    </ul>
  )
}

function Face({ file, source }: { file: KeptFile; source: string }) {
  const [hasNone, setHasNone] = useState(!/^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(file.type))
  if (!hasNone) return <img className={styles.thumb} src={source} alt={file.name} loading="lazy" onError={() => setHasNone(true)} />
  return (
    <span className={styles.named}>
      <PaperClipOutlined aria-hidden /> {file.name} <span className={styles.size}>{formatBytes(file.size)}</span>
    </span>
  )
}

interface InputProps {
  /** Where they are sent. */
  path: string
  files: KeptFile[]
  onChange(files: KeptFile[]): void
  onBusy(isBusy: boolean): void
}

/** Chosen or photographed; each is sent at once, and stands here until what is written goes out. */
export function PublicFileInput({ path, files, onChange, onBusy }: InputProps) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const chooser = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const control = useRef<AbortController>(null)
  const [sending, setSending] = useState<{ name: string; share: number }>()
  const [failure, setFailure] = useState('')
  useEffect(() => () => control.current?.abort(), [])
  const add = async (chosen: File[]) => {
    setFailure('')
    onBusy(true)
    const kept = [...files]
    for (const file of chosen.slice(0, most - files.length)) {
      control.current = new AbortController()
      setSending({ name: file.name, share: 0 })
      try {
        kept.push(await uploadFile(file, { path, signal: control.current.signal, onProgress: (share) => setSending({ name: file.name, share }) }))
        onChange([...kept])
      } catch (error) {
        setFailure(`${file.name}: ${problemText(error)}`)
      }
    }
    setSending(undefined)
    onBusy(false)
  }
  const input = {
    type: 'file',
    hidden: true,
    tabIndex: -1,
    onChange: (event: { target: HTMLInputElement }) => {
      void add([...(event.target.files ?? [])])
      event.target.value = ''
    },
  } as const
  const isFull = files.length >= most || sending !== undefined
  return (
    <div className={styles.input}>
      {files.length > 0 && (
        <ul className={styles.files}>
          {files.map((file) => (
            <li key={file.id} className={styles.chosen}>
              <PaperClipOutlined aria-hidden /> <span className={styles.name}>{file.name}</span> <span className={styles.size}>{formatBytes(file.size)}</span>
              <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t('fields.remove_file', { name: file.name })} onClick={() => onChange(files.filter(({ id }) => id !== file.id))} />
            </li>
          ))}
        </ul>
      )}
      {sending && (
        <p className={styles.size} role="status">
          {sending.name} {Math.floor(sending.share * 100)} %
        </p>
      )}
      {failure && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      <div className={styles.choose}>
        <Button icon={<PaperClipOutlined aria-hidden />} disabled={isFull} onClick={() => chooser.current?.click()}>
          {t('fields.add_file')}
        </Button>
        {isPhone && (
          <Button icon={<CameraOutlined aria-hidden />} disabled={isFull} onClick={() => camera.current?.click()}>
            {t('fields.take_photo')}
          </Button>
        )}
        <input ref={chooser} {...input} multiple data-testid="public-files" />
        <input ref={camera} {...input} accept="image/*" capture="environment" />
      </div>
      <p className={styles.size}>{t('fields.bare_photos')}</p>
    </div>
  )
}
