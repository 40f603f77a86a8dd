import { DownloadOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { fileUrl, pictureUrl } from '../client/upload.ts'
import { formatBytes } from '../kit/format.ts'
import { hasSmaller, isPicture } from './file-list.tsx'
import { FileText } from './file-text.tsx'
import styles from './file.module.css'

import type { KeptFile } from '../client/upload.ts'

/** Pictures, PDF and texts over the page; the arrow keys go from one to the next. */
export function FilePreview({ files, start, onClose }: { files: KeptFile[]; start: KeptFile; onClose(): void }) {
  const { t } = useTranslation()
  const [at, setAt] = useState(() => Math.max(0, files.findIndex(({ id }) => id === start.id)))
  const file = files[at] ?? start
  const go = (step: number) => setAt((before) => Math.min(files.length - 1, Math.max(0, before + step)))
  return (
    <Modal
      open
      centered
      width="min(960px, 96vw)"
      title={<span className={styles.title}>{file.name}</span>}
      onCancel={onClose}
      footer={
        <div className={styles.foot}>
          {files.length > 1 && (
            <>
              <Button icon={<LeftOutlined aria-hidden />} aria-label={t('fields.previous_file')} disabled={at === 0} onClick={() => go(-1)} />
              <span>
                {at + 1} / {files.length}
              </span>
              <Button icon={<RightOutlined aria-hidden />} aria-label={t('fields.next_file')} disabled={at === files.length - 1} onClick={() => go(1)} />
            </>
          )}
          <span className={styles.size}>{formatBytes(file.size)}</span>
          <Button icon={<DownloadOutlined aria-hidden />} href={fileUrl(file, true)} download={file.name}>
            {t('fields.save_file')}
          </Button>
        </div>
      }
      modalRender={(content) => (
        <div
          onKeyDown={(event) => {
            if (event.key === 'ArrowLeft') go(-1)
            if (event.key === 'ArrowRight') go(1)
          }}
        >
          {content}
        </div>
      )}
    >
      <div className={styles.stage}>
        {isPicture(file) && <Picture key={file.id} file={file} />}
        {file.type === 'text/plain' && <FileText key={file.id} file={file} />}
        {/* oxlint-disable-next-line react/iframe-missing-sandbox -- browsers show no PDF in one; the server only answers files that are one */}
        {file.type === 'application/pdf' && <iframe src={fileUrl(file)} title={file.name} />}
      </div>
    </Modal>
  )
}

/** As large as the window needs it; as it is where the server makes none smaller. */
function Picture({ file }: { file: KeptFile }) {
  const [source, setSource] = useState(() => (hasSmaller(file) ? pictureUrl(file, 'large') : fileUrl(file)))
  return <img src={source} alt={file.name} onError={() => setSource(fileUrl(file))} />
}
