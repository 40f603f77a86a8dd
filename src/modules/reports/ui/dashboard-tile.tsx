import { CloseOutlined, DragOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { TileBody } from './tile-body.tsx'
import { sizes, type Tile } from './tiles.ts'
import styles from './reports.module.css'

import type { TileAnswer } from '../actions/run-dashboard.ts'

interface Props {
  tile: Tile
  answer: TileAnswer | undefined
  /** It may be moved. */
  isOpen: boolean
  isHeld: boolean
  isFirst: boolean
  isLast: boolean
  onHold(isHeld: boolean): void
  onDrop(): void
  onMove(steps: number): void
  onSize(size: Tile['size']): void
  onRemove(): void
}

export function DashboardTile({ tile, answer, isOpen, isHeld, isFirst, isLast, onHold, onDrop, onMove, onSize, onRemove }: Props) {
  const { t } = useTranslation()
  const [isOver, setIsOver] = useState(false)
  const name = answer?.report?.name ?? t('reports.unseen')
  const drop = (event: React.DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    onDrop()
  }
  const dragging = isOpen ? { draggable: true, onDragStart: () => onHold(true), onDragEnd: () => onHold(false), onDragOver: (event: React.DragEvent) => { event.preventDefault(); setIsOver(true) }, onDragLeave: () => setIsOver(false), onDrop: drop } : {}
  return (
    <section className={styles.tile} aria-label={name} data-size={tile.size} data-held={isHeld} data-over={isOver && !isHeld} {...dragging}>
      <header className={styles.tileHead}>
        {isOpen && <DragOutlined className={styles.grip} aria-hidden />}
        <h2>{answer?.report ? <Link to={`/reports/${answer.report.id}`}>{name}</Link> : name}</h2>
        {isOpen && (
          <>
            <Button size="small" type="text" icon={<LeftOutlined aria-hidden />} disabled={isFirst} aria-label={t('reports.earlier', { name })} onClick={() => onMove(-1)} />
            <Button size="small" type="text" icon={<RightOutlined aria-hidden />} disabled={isLast} aria-label={t('reports.later', { name })} onClick={() => onMove(1)} />
            <Select size="small" value={tile.size} options={sizes.map((size) => ({ value: size, label: t(`reports.size.${size}`) }))} onChange={onSize} aria-label={t('reports.size_of', { name })} popupMatchSelectWidth={false} />
            <Button size="small" type="text" icon={<CloseOutlined aria-hidden />} aria-label={t('reports.remove_tile', { name })} onClick={onRemove} />
          </>
        )}
      </header>
      {answer && <TileBody tile={answer} />}
    </section>
  )
}
