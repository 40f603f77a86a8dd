/** Two people changed the same field: both values, who and when, and a choice. Longer texts can be put together by hand. */
import { Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../client/metadata.tsx'
import { twinOf } from '../fields/index.ts'
import { formatDateTime } from '../kit/format.ts'
import { mergeTexts } from './merge-text.ts'
import styles from './records.module.css'

import type { ProblemEntry } from '../client/api.ts'
import type { FieldMetadata } from '../client/metadata.tsx'

export interface Collision extends ProblemEntry {
  field: FieldMetadata
  /** As shown, where `yours` of the answer is as written. */
  mine: unknown
}

/** `merged`: both texts, as the person put them together. */
export type CollisionAnswer = 'mine' | 'theirs' | { merged: string }

export function CollisionDialog({ collision, onAnswer }: { collision: Collision; onAnswer(answer: CollisionAnswer): void }) {
  const { t } = useTranslation()
  const id = useId()
  const { mine, theirs } = collision
  const isProse = twinOf(collision.field).isProse === true && typeof mine === 'string' && typeof theirs === 'string'
  const [merged, setMerged] = useState(() => (isProse ? mergeTexts(mine, theirs) : ''))
  const { Cell } = twinOf(collision.field)
  return (
    <Modal
      open
      width={isProse ? 'min(860px, 96vw)' : undefined}
      title={t('collision.title')}
      onCancel={() => onAnswer('theirs')}
      footer={
        <>
          <Button autoFocus={!isProse} onClick={() => onAnswer('theirs')}>
            {t('collision.keep_theirs')}
          </Button>
          <Button type={isProse ? 'default' : 'primary'} onClick={() => onAnswer('mine')}>
            {t('collision.keep_mine')}
          </Button>
          {isProse && (
            <Button type="primary" onClick={() => onAnswer({ merged })}>
              {t('collision.keep_merged')}
            </Button>
          )}
        </>
      }
    >
      <section className={styles.collision}>
        <h3 className={styles.collisionField}>{labelOf(collision.field.label)}</h3>
        <dl className={isProse ? styles.collisionTexts : styles.collisionValues}>
          <dt>{t('collision.mine')}</dt>
          <dd>
            <Cell field={collision.field} value={mine} />
          </dd>
          <dt>
            {t('collision.theirs', { name: collision.changed_by?.name ?? '' })}
            {collision.changed_at && <small className={styles.quiet}> {formatDateTime(collision.changed_at, 'short')}</small>}
          </dt>
          <dd>
            <Cell field={collision.field} value={theirs} />
          </dd>
        </dl>
        {isProse && (
          <>
            <label className={styles.collisionField} htmlFor={id}>
              {t('collision.merged')}
            </label>
            <Input.TextArea id={id} autoFocus value={merged} onChange={(event) => setMerged(event.target.value)} autoSize={{ minRows: 4, maxRows: 14 }} />
          </>
        )}
      </section>
    </Modal>
  )
}
