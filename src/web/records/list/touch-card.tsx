/** A card of a board on a phone: a touch opens it, its button says where to put it. */
import { SwapOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { titleOf } from '../../client/metadata.tsx'
import { RecordCard } from './card-list.tsx'
import styles from './board.module.css'

import type { ObjectMetadata } from '../../client/metadata.tsx'
import type { RecordData } from '../../client/records.ts'
import type { Carried } from './board.tsx'
import type { Column } from './columns.ts'

/** A column of the board. */
export interface Place {
  /** null: records without a value. */
  key: string | null
  name: string
}

interface Props {
  object: ObjectMetadata
  record: RecordData
  from: string | null
  columns: Column[]
  places: Place[]
  onPut(carried: Carried, to: string | null): void
}

export function TouchCard({ object, record, from, columns, places, onPut }: Props) {
  const { t } = useTranslation()
  const others = record.can?.change === false ? [] : places.filter(({ key }) => key !== from)
  const items = others.map(({ key, name }) => ({ key: key ?? 'none', label: name, onClick: () => onPut({ record, from }, key) }))
  return (
    <article className={styles.touchCard}>
      <Link className={styles.touchLink} to={`/${object.path}/${record.id}`}>
        <RecordCard object={object} record={record} columns={columns} />
      </Link>
      {items.length > 0 && (
        <Dropdown menu={{ items, className: styles.places }} trigger={['click']} placement="bottomRight">
          <Button type="text" className={styles.put} icon={<SwapOutlined aria-hidden />} aria-label={t('board.put_of', { name: titleOf(object, record) })}>
            {t('board.put')}
          </Button>
        </Dropdown>
      )}
    </article>
  )
}
