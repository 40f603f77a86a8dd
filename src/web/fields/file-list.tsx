/** Files of a record: pictures as such, the rest by name. A click shows what a browser can show, and saves the rest. */
import { AudioOutlined, FileImageOutlined, FileOutlined, FilePdfOutlined, FileTextOutlined, FileZipOutlined, VideoCameraOutlined } from '@ant-design/icons'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { fileUrl, pictureUrl } from '../client/upload.ts'
import { formatBytes } from '../kit/format.ts'
import styles from './file.module.css'

import type { ReactNode } from 'react'
import type { KeptFile } from '../client/upload.ts'

const FilePreview = lazy(async () => ({ default: (await import('./file-preview.tsx')).FilePreview }))

/** `end`: what stands behind each file, such as the way to take it away. */
export function FileList({ files, end }: { files: KeptFile[]; end?: (file: KeptFile) => ReactNode }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<KeptFile>()
  const shownFiles = files.filter(isShown)
  return (
    <>
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={file.id} className={styles.file}>
            {isShown(file) ? (
              <button type="button" className={styles.open} title={file.name} aria-label={t('fields.show_file', { name: file.name })} onClick={() => setShown(file)}>
                <FileFace file={file} />
              </button>
            ) : (
              <a className={styles.open} href={fileUrl(file, true)} download={file.name} title={file.name}>
                <FileFace file={file} />
              </a>
            )}
            {end?.(file)}
          </li>
        ))}
      </ul>
      {shown && (
        <Suspense>
          <FilePreview files={shownFiles} start={shown} onClose={() => setShown(undefined)} />
        </Suspense>
      )}
    </>
  )
}

function FileFace({ file }: { file: KeptFile }) {
  const [hasNone, setHasNone] = useState(false)
  if (isPicture(file) && !hasNone) return <img className={styles.thumb} src={hasSmaller(file) || file.type === 'image/gif' ? pictureUrl(file, 'small') : fileUrl(file)} alt="" loading="lazy" onError={() => setHasNone(true)} />
  return (
    <span className={styles.named}>
      <span className={styles.icon} aria-hidden>
        {iconOf(file.type)}
      </span>
      <span className={styles.name}>{file.name}</span>
      <span className={styles.size}>{formatBytes(file.size)}</span>
    </span>
  )
}

function iconOf(type: string): ReactNode {
  if (type === 'application/pdf') return <FilePdfOutlined />
  if (type === 'text/plain') return <FileTextOutlined />
  if (type.startsWith('audio/')) return <AudioOutlined />
  if (type.startsWith('video/')) return <VideoCameraOutlined />
  if (type.startsWith('image/')) return <FileImageOutlined />
  return /zip|rar|7z|tar|gzip/.test(type) ? <FileZipOutlined /> : <FileOutlined />
}

/** The same as the server shows in the window of the browser. */
export function isPicture(file: KeptFile): boolean {
  return /^image\/(png|jpeg|gif|webp|avif|bmp)$/.test(file.type)
}

/** Of these the server makes smaller ones that show the same; of what moves only a still one for lists. */
export function hasSmaller(file: KeptFile): boolean {
  return /^image\/(png|jpeg|webp)$/.test(file.type)
}

function isShown(file: KeptFile): boolean {
  return isPicture(file) || file.type === 'application/pdf' || file.type === 'text/plain'
}
