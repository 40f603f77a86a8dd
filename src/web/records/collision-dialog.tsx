/** Two people changed the same field: both values, who and when, and a choice. */
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../client/metadata.tsx'
import { twinOf } from '../fields/index.ts'
import { formatDateTime } from '../kit/format.ts'
import styles from './records.module.css'

import type { ProblemEntry } from '../client/api.ts'
import type { FieldMetadata } from '../client/metadata.tsx'

export interface Collision extends ProblemEntry {
  field: FieldMetadata
  /** As shown, where `yours` of the answer is as written. */
  mine: unknown
}

export function CollisionDialog({ collisions, onAnswer }: { collisions: Collision[]; onAnswer(isMine: boolean): void }) {
  const { t } = useTranslation()
  return (
    <Modal
      open
      title={t('collision.title')}
      onCancel={() => onAnswer(false)}
      footer={
        <>
          <Button autoFocus onClick={() => onAnswer(false)}>{t('collision.keep_theirs')}</Button>
          <Button type="primary" onClick={() => onAnswer(true)}>
            {t('collision.keep_mine')}
          </Button>
        </>
      }
    >
      {collisions.map((collision) => (
        <CollisionRow key={collision.path} collision={collision} />
      ))}
    </Modal>
  )
}

function CollisionRow({ collision }: { collision: Collision }) {
  const { t } = useTranslation()
  const { Cell } = twinOf(collision.field)
  return (
    <section className={styles.collision}>
      <h3 className={styles.collisionField}>{labelOf(collision.field.label)}</h3>
      <dl className={styles.collisionValues}>
        <dt>{t('collision.mine')}</dt>
        <dd>
          <Cell field={collision.field} value={collision.mine} />
        </dd>
        <dt>
          {t('collision.theirs', { name: collision.changed_by?.name ?? '' })}
          {collision.changed_at && <small className={styles.quiet}> {formatDateTime(collision.changed_at, 'short')}</small>}
        </dt>
        <dd>
          <Cell field={collision.field} value={collision.theirs} />
        </dd>
      </dl>
    </section>
  )
}
