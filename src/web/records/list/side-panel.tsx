/** A record beside the list: the list stays where it is. */
import { CloseOutlined, DownOutlined, ExpandOutlined, UpOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

import { SkeletonLines } from '../../kit/states.tsx'
import styles from './side-panel.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'

// A list is read before a record of it is.
const RecordPanel = lazy(async () => ({ default: (await import('../record-panel.tsx')).RecordPanel }))

interface Props {
  object: ObjectMetadata
  id: string
  onClose(): void
  onFull(): void
  /** To the record before or after this one in the list; undefined at its ends. */
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

export function SidePanel({ object, id, onClose, onFull, onPrevious, onNext }: Props) {
  const { t } = useTranslation()
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    element.current?.scrollTo({ top: 0 })
  }, [id])
  return (
    <aside
      ref={element}
      className={styles.panel}
      aria-label={t('panel.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
    >
      <div className={styles.bar}>
        <Button size="small" type="text" icon={<UpOutlined aria-hidden />} disabled={!onPrevious} onClick={onPrevious} aria-label={t('panel.previous')} title={`${t('panel.previous')} (K)`} />
        <Button size="small" type="text" icon={<DownOutlined aria-hidden />} disabled={!onNext} onClick={onNext} aria-label={t('panel.next')} title={`${t('panel.next')} (J)`} />
        <span className={styles.space} />
        <Button size="small" type="text" icon={<ExpandOutlined aria-hidden />} onClick={onFull}>
          {t('panel.full')}
          <kbd className={styles.key}>⏎</kbd>
        </Button>
        <Button size="small" type="text" icon={<CloseOutlined aria-hidden />} onClick={onClose} aria-label={t('panel.close')} title={`${t('panel.close')} (Esc)`} />
      </div>
      <Suspense fallback={<SkeletonLines lines={8} />}>
        <RecordPanel key={id} object={object} id={id} onGone={onClose} />
      </Suspense>
    </aside>
  )
}
