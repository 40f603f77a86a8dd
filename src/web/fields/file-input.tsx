/** Files are chosen, dragged, pasted or photographed; each shows how far it is and can be stopped. */
import { CameraOutlined, CloseOutlined, PaperClipOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { useIsPhone } from '../kit/use-media.ts'
import { filesOf } from './file.tsx'
import { FileList } from './file-list.tsx'
import styles from './file.module.css'
import { useDroppedFiles } from './use-dropped-files.ts'
import { useUploads } from './use-uploads.ts'

import type { InputProps } from './field-twin.ts'

export function Input({ field, value, onChange, id, autoFocus, disabled, invalid, describedBy, label }: InputProps) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const files = filesOf(value)
  const { uploads, add, stop } = useUploads({ files, many: field.many === true, onChange })
  const isOver = useDroppedFiles(box, (dropped) => !disabled && add(dropped))
  useEffect(() => {
    if (autoFocus) button.current?.focus()
  }, [autoFocus])
  const remove = (gone: string) => onChange(field.many ? files.filter((file) => file.id !== gone) : null)
  const chooserProps = {
    type: 'file',
    hidden: true,
    tabIndex: -1,
    onChange: (event: { target: HTMLInputElement }) => {
      add([...(event.target.files ?? [])])
      // The same file may be chosen again.
      event.target.value = ''
    },
  } as const
  return (
    <div ref={box} className={`${styles.input} ${isOver ? styles.over : ''} ${invalid ? styles.wrong : ''}`}>
      {files.length > 0 && (
        <FileList
          files={files}
          end={(file) => <Button type="text" size="small" className={styles.remove} icon={<CloseOutlined aria-hidden />} aria-label={t('fields.remove_file', { name: file.name })} disabled={disabled} onClick={() => remove(file.id)} />}
        />
      )}
      {uploads.map((upload) => (
        <div key={upload.key} className={styles.upload}>
          <span className={styles.name}>{upload.name}</span>
          {upload.problem === undefined ? (
            <Progress percent={Math.floor(upload.share * 100)} size="small" aria-label={t('fields.sending_file', { name: upload.name })} />
          ) : (
            <span role="alert" className={styles.problem}>
              {upload.problem}
            </span>
          )}
          <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t('fields.stop_file', { name: upload.name })} onClick={() => stop(upload.key)} />
        </div>
      ))}
      <div className={styles.choose}>
        <Button ref={button} id={id} size="small" icon={<PaperClipOutlined aria-hidden />} disabled={disabled} aria-describedby={describedBy} aria-label={label} onClick={() => chooser.current?.click()}>
          {t('fields.add_file')}
        </Button>
        {isPhone ? (
          <Button size="small" icon={<CameraOutlined aria-hidden />} disabled={disabled} onClick={() => camera.current?.click()}>
            {t('fields.take_photo')}
          </Button>
        ) : (
          <span className={styles.hint}>{t('fields.drop_file')}</span>
        )}
        <input ref={chooser} {...chooserProps} multiple={field.many} data-testid={`${id}-files`} />
        <input ref={camera} {...chooserProps} accept="image/*" capture="environment" />
      </div>
      <span className={styles.hint}>{t('fields.bare_pictures')}</span>
    </div>
  )
}
