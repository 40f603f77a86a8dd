/** Everything that was said, round by round and step by step, down to who is next. */
import { CheckCircleFilled, ClockCircleOutlined, CloseCircleFilled, MinusCircleOutlined, RollbackOutlined, SwapOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { nameOf } from '../../../web/client/reference-parts.ts'
import { formatDateTime } from '../../../web/kit/format.ts'
import styles from './approvals.module.css'

import type { RecordData } from '../../../web/client/records.ts'

const icons = { approved: CheckCircleFilled, refused: CloseCircleFilled, returned: RollbackOutlined, delegated: SwapOutlined, skipped: MinusCircleOutlined, waiting: ClockCircleOutlined, later: ClockCircleOutlined } as const

export function Trail({ approval, signatures }: { approval: RecordData; signatures: RecordData[] }) {
  const { t } = useTranslation()
  const rounds = [...Map.groupBy(signatures, ({ round }) => Number(round))]
  const hows = howsOf(approval.steps)
  return (
    <div className={styles.trail}>
      {rounds.map(([round, ofRound]) => (
        <section key={round}>
          {rounds.length > 1 && <h3 className={styles.round}>{t('approvals.round', { round })}</h3>}
          <ol className={styles.steps}>
            {[...Map.groupBy(ofRound, ({ step }) => Number(step))].map(([step, ofStep]) => (
              <li key={step} className={styles.step}>
                <p className={styles.stepName}>
                  {t('approvals.step', { step: step + 1 })}
                  {ofStep.length > 1 && round === Number(approval.round) && hows[step] && <span> · {t(`approvals.how.${hows[step]}`)}</span>}
                </p>
                <ul className={styles.signatures}>
                  {ofStep.map((signature) => (
                    <Signature key={signature.id} signature={signature} />
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

function Signature({ signature }: { signature: RecordData }) {
  const { t } = useTranslation()
  const object = useObject('approval_signature')
  const status = String(signature.status)
  const wordOf = (field: string, key: unknown) => {
    const option = object?.fields.find(({ name }) => name === field)?.options?.find((one) => one.key === key)
    return option ? labelOf(option.label) : ''
  }
  const Icon = isStatus(status) ? icons[status] : ClockCircleOutlined
  const other = nameOf(signature.in_place_of)
  const because = [
    wordOf('reason', signature.reason),
    other && t(signature.reason === 'added' ? 'approvals.added_by' : 'approvals.in_place_of', { name: other }),
    nameOf(signature.signed_by) && t('approvals.signed_by', { name: nameOf(signature.signed_by) }),
  ].filter(Boolean)
  return (
    <li className={styles.signature} data-status={status}>
      <Icon aria-hidden />
      <div>
        <p>
          <strong>{nameOf(signature.person) || t('approvals.nobody')}</strong> <span className={styles.state}>{wordOf('status', signature.status)}</span>
          {typeof signature.decided_at === 'string' && <time className={styles.when}>{formatDateTime(signature.decided_at, 'short')}</time>}
        </p>
        {because.length > 0 && <p className={styles.because}>{because.join(' · ')}</p>}
        {typeof signature.note === 'string' && signature.note && <blockquote className={styles.words}>{signature.note}</blockquote>}
        {typeof signature.comment === 'string' && signature.comment && <blockquote className={styles.words}>{signature.comment}</blockquote>}
      </div>
    </li>
  )
}

function isStatus(status: string): status is keyof typeof icons {
  return status in icons
}

function howsOf(steps: unknown): (string | undefined)[] {
  const list: unknown[] = Array.isArray(steps) ? steps : []
  return list.map((step) => (typeof step === 'object' && step !== null && 'how' in step ? String(step.how) : undefined))
}
