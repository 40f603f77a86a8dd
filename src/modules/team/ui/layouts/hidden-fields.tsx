/** What is not shown in form and record page; found by name where there are many. */
import { useDroppable } from '@dnd-kit/core'
import { Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { FieldLine } from './field-line.tsx'
import { hiddenOf } from './layout-model.ts'
import styles from './layouts.module.css'

import type { ObjectMetadata } from '../../../../web/client/metadata.tsx'
import type { Board } from './layout-board.tsx'
import type { Outline } from './layout-model.ts'

const few = 8

export function HiddenFields({ object, outline, board }: { object: ObjectMetadata; outline: Outline; board: Board }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const { setNodeRef, isOver } = useDroppable({ id: 'hidden', data: { panel: null }, disabled: board.disabled })
  const hidden = hiddenOf(board.draft, outline)
  const shown = hidden.filter((name) => matches(object, name, words))
  return (
    <section ref={setNodeRef} className={isOver ? styles.hiddenOver : styles.hidden} aria-label={t('team.layout.hidden')}>
      <h2 className={styles.columnTitle}>
        {t('team.layout.hidden')} <small className={styles.note}>{hidden.length}</small>
      </h2>
      <p className={styles.note}>{t('team.layout.no_right')}</p>
      {hidden.length > few && <Input className={styles.find} value={words} allowClear placeholder={t('team.layout.find')} aria-label={t('team.layout.find')} onChange={(event) => setWords(event.target.value)} />}
      <ul className={styles.lines}>
        {shown.map((name, index) => (
          <FieldLine key={name} name={name} board={board} isHidden isEntry={index === 0 && !shown.includes(board.current ?? '')} />
        ))}
      </ul>
      {hidden.length === 0 && <p className={styles.nothing}>{t('team.layout.all_shown')}</p>}
    </section>
  )
}

function matches(object: ObjectMetadata, name: string, words: string): boolean {
  const wanted = words.trim().toLowerCase()
  const label = object.fields.find((field) => field.name === name)?.label
  return wanted === '' || [name, label?.zh ?? '', label?.en ?? ''].some((text) => text.toLowerCase().includes(wanted))
}
