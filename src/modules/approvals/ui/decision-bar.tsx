/** One's own decision, within reach of a thumb: the words first, then three large buttons. What is rarer lies behind one more. */
import { MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useRecordAction } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { HandOnDialog } from './hand-on-dialog.tsx'
import styles from './approvals.module.css'

import type { TextAreaRef } from 'antd/es/input/TextArea'
import type { RecordData, Reference } from '../../../web/client/records.ts'

const decisions = ['approve', 'return', 'refuse'] as const
type Decision = (typeof decisions)[number]

interface Props {
  approval: RecordData
  /** Whom one stands in for. */
  standsFor: Reference | null
}

export function DecisionBar({ approval, standsFor }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const [words, setWords] = useState('')
  const [isWanted, setIsWanted] = useState(false)
  const [handing, setHanding] = useState<'delegate' | 'add-signer'>()
  const input = useRef<TextAreaRef>(null)
  const acts = { approve: useRecordAction('approvals', 'approve'), return: useRecordAction('approvals', 'return'), refuse: useRecordAction('approvals', 'refuse') }
  const isBusy = decisions.some((one) => acts[one].isPending)
  const decide = (decision: Decision) => {
    const comment = words.trim()
    if (decision !== 'approve' && comment === '') {
      setIsWanted(true)
      input.current?.focus()
      return
    }
    acts[decision].mutate({ id: approval.id, body: comment ? { comment } : {} }, { onSuccess: () => toast.done(t(`approvals.done.${decision}`)), onError: toast.problem })
  }
  const items = [
    { key: 'delegate', label: t('approvals.delegate') },
    { key: 'add-signer', label: t('approvals.add_signer') },
  ]
  return (
    <section className={styles.bar} aria-label={t('approvals.decision')}>
      {standsFor && <p className={styles.hint}>{t('approvals.stands_for', { name: standsFor.name })}</p>}
      <label className="visually-hidden" htmlFor={id}>
        {t('approvals.comment')}
      </label>
      <Input.TextArea
        id={id}
        ref={input}
        autoSize={{ minRows: 1, maxRows: 5 }}
        maxLength={1000}
        value={words}
        status={isWanted && words.trim() === '' ? 'error' : undefined}
        placeholder={t('approvals.comment_hint')}
        onChange={(event) => setWords(event.target.value)}
        aria-describedby={isWanted ? `${id}-fault` : undefined}
      />
      {isWanted && words.trim() === '' && (
        <p className={styles.fault} id={`${id}-fault`} role="alert">
          {t('approvals.comment_wanted')}
        </p>
      )}
      <div className={styles.buttons}>
        <Button size="large" type="primary" loading={acts.approve.isPending} disabled={isBusy} onClick={() => decide('approve')}>
          {t('approvals.approve')}
        </Button>
        <Button size="large" loading={acts.return.isPending} disabled={isBusy} onClick={() => decide('return')}>
          {t('approvals.return')}
        </Button>
        <Button size="large" loading={acts.refuse.isPending} disabled={isBusy} onClick={() => decide('refuse')}>
          {t('approvals.refuse')}
        </Button>
        <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => setHanding(key === 'delegate' ? 'delegate' : 'add-signer') }}>
          <Button size="large" className={styles.more} icon={<MoreOutlined aria-hidden />} aria-label={t('approvals.more')} disabled={isBusy} />
        </Dropdown>
      </div>
      {handing && <HandOnDialog act={handing} approval={approval.id} comment={words} onClose={() => setHanding(undefined)} />}
    </section>
  )
}
