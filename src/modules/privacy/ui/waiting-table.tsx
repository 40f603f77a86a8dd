import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { ProblemError } from '../../../web/client/api.ts'
import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { useRecordAction } from '../../../web/client/records.ts'
import { useSession } from '../../../web/client/session.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { problemText } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './privacy.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

type Deciding = { erasure: RecordData; verb: 'approve' | 'refuse' }

/** Requests that wait for a decision. */
export function WaitingTable({ object, erasures }: { object: ObjectMetadata; erasures: RecordData[] }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const { objects } = useMetadata()
  const [deciding, setDeciding] = useState<Deciding>()
  const grounds = object.fields.find((field) => field.name === 'ground')?.options ?? []
  return (
    <div className={styles.box}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('privacy.person')}</th>
            <th scope="col">{t('privacy.ground')}</th>
            <th scope="col">{t('privacy.asked_by')}</th>
            <th scope="col">{t('privacy.asked_at')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('privacy.decide')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {erasures.map((erasure) => {
            const target = objects.find(({ name }) => name === erasure.object)
            const ground = grounds.find(({ key }) => key === erasure.ground)
            const isOwn = erasure.two_step === true && erasure.created_by?.id === person.id
            return (
              <tr key={erasure.id}>
                <th scope="row">{target ? <Link to={`/${target.path}/${String(erasure.record)}`}>{String(erasure.subject)}</Link> : String(erasure.subject)}</th>
                <td>{[ground ? labelOf(ground.label) : '', erasure.reason].filter(Boolean).map(String).join(' · ')}</td>
                <td className={styles.quiet}>{erasure.created_by?.name ?? t('privacy.by_rule')}</td>
                <td className={styles.quiet}>{formatDateTime(erasure.created_at)}</td>
                <td className={styles.buttons}>
                  {erasure.can.change && (
                    <>
                      <Button size="small" onClick={() => setDeciding({ erasure, verb: 'refuse' })}>
                        {t('privacy.refuse')}
                      </Button>
                      <Button size="small" danger disabled={isOwn} title={isOwn ? t('privacy.own_request') : undefined} onClick={() => setDeciding({ erasure, verb: 'approve' })}>
                        {t('privacy.approve')}
                      </Button>
                    </>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {deciding && <DecideDialog {...deciding} path={object.path} onClose={() => setDeciding(undefined)} />}
    </div>
  )
}

function DecideDialog({ erasure, verb, path, onClose }: Deciding & { path: string; onClose(): void }) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const act = useRecordAction(path, verb)
  const [typed, setTyped] = useState('')
  const [fault, setFault] = useState('')
  const subject = String(erasure.subject)
  const isApproval = verb === 'approve'
  const isReady = isApproval ? typed.trim() === subject.trim() : typed.trim() !== ''
  const send = async () => {
    try {
      await act.mutateAsync({ id: erasure.id, body: isApproval ? { confirmation: typed } : { answer: typed.trim() } })
      toast.done(t(isApproval ? 'privacy.erased' : 'privacy.refused', { number: String(erasure.number) }))
      onClose()
    } catch (error) {
      setFault(error instanceof ProblemError && error.errors[0] ? error.errors[0].message : problemText(error))
    }
  }
  return (
    <Modal
      open
      title={t(isApproval ? 'privacy.erase_title' : 'privacy.refuse_title', { name: subject })}
      onCancel={onClose}
      onOk={() => void send()}
      okText={t(isApproval ? 'privacy.erase_do' : 'privacy.refuse')}
      cancelText={t('record.cancel')}
      okButtonProps={{ danger: isApproval, disabled: !isReady, loading: act.isPending }}
    >
      <div className={styles.form}>
        {isApproval && (
          <ul className={styles.facts}>
            <li>{t('privacy.erase_goes')}</li>
            <li>{t('privacy.erase_stays')}</li>
          </ul>
        )}
        <label htmlFor={id}>{isApproval ? t('privacy.type_name', { name: subject }) : t('privacy.answer')}</label>
        <Input id={id} autoComplete="off" maxLength={1000} value={typed} onChange={(event) => setTyped(event.target.value)} onPressEnter={() => isReady && void send()} />
        {fault && (
          <p className={styles.fault} role="alert">
            {fault}
          </p>
        )}
      </div>
    </Modal>
  )
}
