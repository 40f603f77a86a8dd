import { DownOutlined, RightOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

import { twinOf } from '../../fields/index.ts'
import { formatNumber } from '../../kit/format.ts'
import { groupName } from './grouping.ts'
import styles from './grid.module.css'

import type { Column } from './columns.ts'
import type { Grouping } from './grouping.ts'
import type { RowGroup } from './groups.ts'

interface Props {
  group: RowGroup
  grouping: Grouping
  columns: Column[]
  template: string
  width: number
  height: number
  isOpen: boolean
  onToggle(): void
}

/** Name and count of a group, its sums under their columns. */
export function GroupHead({ group, grouping, columns, template, width, height, isOpen, onToggle }: Props) {
  const { t } = useTranslation()
  const name = groupName(grouping, group.value) || t('group.none')
  return (
    <div role="row" className={styles.groupHead} style={{ gridTemplateColumns: template, width, height }}>
      <div role="gridcell" className={styles.check} />
      {columns.map((column) => {
        const twin = twinOf(column.field)
        return (
          <div key={column.name} role="gridcell" className={[styles.cell, column.isTitle ? styles.title : '', twin.align === 'right' ? styles.right : ''].join(' ')}>
            {column.isTitle ? (
              <button type="button" className={styles.groupToggle} aria-expanded={isOpen} onClick={onToggle}>
                {isOpen ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
                <span className={styles.groupName}>{name}</span>
                <span className={styles.groupCount}>{formatNumber(group.count)}</span>
              </button>
            ) : (
              column.name in group.sums && <twin.Cell field={column.field} value={group.sums[column.name]} dense />
            )}
          </div>
        )
      })}
    </div>
  )
}
