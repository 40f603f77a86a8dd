/** Where a card is carried that was won or lost: a narrow place at the end, with the way to those that ended. */
import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons'
import { useDroppable } from '@dnd-kit/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { nameInLanguage } from './stage-words.ts'
import styles from './board.module.css'

import type { BoardColumn } from '../queries/board.ts'

export function EndColumn({ column, isOffered }: { column: BoardColumn; isOffered: boolean }) {
  const { t } = useTranslation()
  const { setNodeRef, isOver } = useDroppable({ id: column.id })
  const Icon = column.kind === 'won' ? CheckCircleOutlined : CloseCircleOutlined
  const name = nameInLanguage(column.name)
  return (
    <section ref={setNodeRef} className={`${styles.end} ${isOver ? styles.over : ''} ${isOffered ? styles.offered : ''}`} aria-label={name}>
      <Icon className={column.kind === 'won' ? styles.wonIcon : styles.lostIcon} aria-hidden />
      <h2 className={styles.endName}>{name}</h2>
      <p className={styles.endHint}>{t(`opportunities.drop_${column.kind}`)}</p>
      <Link className={styles.endLink} to={`/opportunities?view=closed&filter=${encodeURIComponent(JSON.stringify({ stage: column.id }))}`}>
        {t('opportunities.show_closed')}
      </Link>
    </section>
  )
}
