import { Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { ProblemError } from '../../../../web/client/api.ts'
import { problemText } from '../../../../web/kit/problem-text.ts'
import { useToast } from '../../../../web/kit/toast.tsx'
import { useDays } from './use-calendar.ts'
import styles from './calendar.module.css'

/** A list of days, one a line, as it stands in a notice or a table. */
export function ImportDays({ calendarId, onClose }: { calendarId: string; onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const days = useDays(calendarId)
  const [text, setText] = useState('')
  const [fault, setFault] = useState('')
  const [isSending, setIsSending] = useState(false)
  const send = async () => {
    setIsSending(true)
    try {
      const { count, undo } = await days.importList(text)
      toast.done(t('team.calendar.imported', { count }), { undo: () => void undo().catch(toast.problem) })
      onClose()
    } catch (error) {
      setFault(error instanceof ProblemError && error.errors[0] ? error.errors[0].message : problemText(error))
      setIsSending(false)
    }
  }
  return (
    <Modal open title={t('team.calendar.import')} onCancel={onClose} onOk={() => void send()} okText={t('team.calendar.import_do')} cancelText={t('record.cancel')} okButtonProps={{ disabled: text.trim() === '', loading: isSending }}>
      <div className={styles.editor}>
        <label htmlFor={id}>{t('team.calendar.import_hint')}</label>
        <Input.TextArea id={id} rows={10} value={text} spellCheck={false} placeholder={t('team.calendar.import_example')} onChange={(event) => setText(event.target.value)} />
        {fault && (
          <p className={styles.fault} role="alert">
            {fault}
          </p>
        )}
      </div>
    </Modal>
  )
}
