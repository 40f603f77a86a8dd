/** A panel with its fields, and the one that by itself holds what stands nowhere else. */
import { useDroppable } from '@dnd-kit/core'
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { useLanguage } from '../../../../web/client/i18n.ts'
import { labelOf } from '../../../../web/client/metadata.tsx'
import { FieldLine } from './field-line.tsx'
import styles from './layouts.module.css'

import type { ReactNode } from 'react'
import type { Board } from './layout-board.tsx'
import type { Panel } from './layout-model.ts'

interface Props {
  panel: Panel
  board: Board
  isFirst: boolean
  isLast: boolean
  onRename(): void
  onMove(step: 1 | -1): void
  onRemove(): void
}

export function PanelCard({ panel, board, isFirst, isLast, onRename, onMove, onRemove }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { setNodeRef } = useDroppable({ id: panel.key, data: { panel: panel.key }, disabled: board.disabled })
  const name = labelOf(panel.label)
  const isTarget = board.target?.panel === panel.key
  // Where the carried field goes, counted without it.
  const others = panel.fields.filter((field) => field !== board.carried)
  const at = isTarget ? board.target?.at : undefined
  const act = (icon: ReactNode, label: string, run: () => void, disabled = false) => <Button size="small" type="text" icon={icon} aria-label={label} title={label} disabled={disabled} onClick={run} />
  return (
    <section ref={setNodeRef} className={isTarget ? styles.cardOver : styles.card} aria-label={name}>
      <header className={styles.cardHead}>
        <h2 className={styles.cardTitle}>
          {name} <small className={styles.note}>{language === 'en' ? panel.label.zh : panel.label.en}</small>
        </h2>
        {!board.disabled && (
          <span className={styles.acts}>
            {act(<ArrowUpOutlined aria-hidden />, t('team.layout.panel_up', { name }), () => onMove(-1), isFirst)}
            {act(<ArrowDownOutlined aria-hidden />, t('team.layout.panel_down', { name }), () => onMove(1), isLast)}
            {act(<EditOutlined aria-hidden />, t('team.layout.rename', { name }), onRename)}
            {act(<DeleteOutlined aria-hidden />, t('team.layout.remove_panel', { name }), onRemove, isFirst && isLast)}
          </span>
        )}
      </header>
      <ul className={styles.lines}>
        {panel.fields.map((field, index) => (
          <FieldLine key={field} name={field} place={{ panel: panel.key, at: index }} board={board} isEntry={index === 0 && !panel.fields.includes(board.current ?? '')} mark={markOf(others.indexOf(field), at, others.length)} />
        ))}
      </ul>
      {panel.fields.length === 0 && <p className={styles.nothing}>{t('team.layout.no_fields')}</p>}
    </section>
  )
}

/** What no panel has and nobody left out: fields that came later. */
export function RestCard({ fields, board }: { fields: string[]; board: Board }) {
  const { t } = useTranslation()
  return (
    <section className={styles.rest} aria-label={t('team.layout.more')}>
      <header className={styles.cardHead}>
        <h2 className={styles.cardTitle}>{t('team.layout.more')}</h2>
      </header>
      <p className={styles.note}>{t('team.layout.more_hint')}</p>
      <ul className={styles.lines}>
        {fields.map((field, index) => (
          <FieldLine key={field} name={field} board={board} isEntry={index === 0 && !fields.includes(board.current ?? '')} />
        ))}
      </ul>
    </section>
  )
}

/** The line of where the carried field would be put. */
function markOf(index: number, at: number | undefined, count: number): 'before' | 'after' | undefined {
  if (at === undefined || index < 0) return undefined
  if (index === at) return 'before'
  return at >= count && index === count - 1 ? 'after' : undefined
}
