/**
 * An act that is asked about before it is done: what opens again or falls away besides what it is called stands there in sentences, above
 * what it has to be told. What the server refuses is said in the same place.
 */
import { Alert, Modal } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { problemTexts } from './problem-text.ts'
import styles from './act-modal.module.css'

import type { ReactNode } from 'react'

interface Props {
  /** The words of the button as well. */
  title: string
  foretold: string[]
  isDanger?: boolean | undefined
  /** What it has to be told is there. */
  isReady?: boolean
  isBusy: boolean
  error: unknown
  onDo(): void
  onClose(): void
  children?: ReactNode
}

export function ActModal({ title, foretold, isDanger = false, isReady = true, isBusy, error, onDo, onClose, children }: Props) {
  const { t } = useTranslation()
  const id = useId()
  // Whoever does not see the page hears it with the button that does it.
  const described = foretold.length > 0 ? { 'aria-describedby': id } : {}
  return (
    <Modal open title={title} okText={title} cancelText={t(isDanger ? 'form.back' : 'form.cancel')} okButtonProps={{ disabled: !isReady, danger: isDanger, ...described }} confirmLoading={isBusy} onOk={onDo} onCancel={onClose} width={440}>
      <div className={styles.act}>
        {error ? <Alert type="error" title={problemTexts(error)} showIcon role="alert" /> : null}
        {foretold.length > 0 && (
          <div id={id} className={styles.foretold}>
            {foretold.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        )}
        {children}
      </div>
    </Modal>
  )
}
