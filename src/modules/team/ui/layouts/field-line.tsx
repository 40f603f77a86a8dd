/** One field: it can be carried, walked over by keys, and says in its menu where it can go. */
import { useDraggable, useDroppable } from '@dnd-kit/core'
import { ArrowDownOutlined, ArrowUpOutlined, HolderOutlined, MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'

import { labelOf } from '../../../../web/client/metadata.tsx'
import { useIsPhone } from '../../../../web/kit/use-media.ts'
import { linePrefix, stepOf } from './layout-model.ts'
import styles from './layouts.module.css'

import type { MenuProps } from 'antd'
import type { Board } from './layout-board.tsx'
import type { Place } from './layout-model.ts'

interface Props {
  name: string
  /** Left out where it stands in no panel. */
  place?: Place
  board: Board
  /** Tab leads here, where no line of the list was last. */
  isEntry: boolean
  isHidden?: boolean
  mark?: 'before' | 'after'
}

export function FieldLine({ name, place, board, isEntry, isHidden = false, mark }: Props) {
  const { t } = useTranslation()
  const isPhone = useIsPhone()
  // On a phone a finger that moves scrolls.
  const drag = useDraggable({ id: name, disabled: board.disabled || isPhone })
  const drop = useDroppable({ id: `${linePrefix}${name}`, data: { panel: place?.panel, field: name }, disabled: board.disabled || !place })
  const label = board.nameOf(name)
  const isNeeded = board.isNeeded(name)
  const step = (by: 1 | -1) => place && stepOf(board.draft, name, by)
  const items: MenuProps['items'] = [
    ...(place
      ? [
          { key: 'up', label: t('team.layout.step_up'), disabled: !step(-1), onClick: () => board.step(name, -1) },
          { key: 'down', label: t('team.layout.step_down'), disabled: !step(1), onClick: () => board.step(name, 1) },
        ]
      : []),
    {
      key: 'to',
      type: 'group',
      label: t('team.layout.into'),
      children: board.draft.panels.filter(({ key }) => key !== place?.panel).map((panel) => ({ key: `to ${panel.key}`, label: labelOf(panel.label), onClick: () => board.move(name, { panel: panel.key, at: panel.fields.length }) })),
    },
    ...(isHidden ? [] : [{ key: 'hide', label: isNeeded ? t('team.layout.needed', { field: label }) : t('team.layout.hide'), disabled: isNeeded, onClick: () => board.move(name, { panel: null, at: 0 }) }]),
  ]
  const line = (
    <button type="button" {...drag.listeners} className={styles.line} data-line={name} tabIndex={isEntry || board.current === name ? 0 : -1} onFocus={() => board.onFocus(name)} aria-label={isNeeded ? t('team.layout.required_field', { field: label }) : label} disabled={board.disabled}>
      {!isPhone && !board.disabled && <HolderOutlined aria-hidden className={styles.holder} />}
      <span className={styles.lineName}>{label}</span>
      {isNeeded && <span className={styles.required} title={t('form.required')} aria-hidden>*</span>}
      {!board.disabled && <MoreOutlined aria-hidden className={styles.lineMore} />}
    </button>
  )
  return (
    <li
      ref={(element) => {
        drag.setNodeRef(element)
        drop.setNodeRef(element)
      }}
      className={[styles.lineBox, drag.isDragging ? styles.lifted : '', mark ? styles[mark] : ''].join(' ')}
    >
      {board.disabled ? line : (
        <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight" autoFocus>
          {line}
        </Dropdown>
      )}
      {isPhone && place && !board.disabled && (
        <>
          <Button type="text" icon={<ArrowUpOutlined aria-hidden />} disabled={!step(-1)} aria-label={t('team.layout.up', { name: label })} onClick={() => board.step(name, -1)} />
          <Button type="text" icon={<ArrowDownOutlined aria-hidden />} disabled={!step(1)} aria-label={t('team.layout.down', { name: label })} onClick={() => board.step(name, 1)} />
        </>
      )}
    </li>
  )
}
