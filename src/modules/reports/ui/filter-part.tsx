import { FilterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { FilterBuilder } from '../../../web/records/filter/filter-builder.tsx'
import { FilterChips } from '../../../web/records/filter/filter-chips.tsx'
import styles from './reports.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { Filter } from '../../../web/client/records.ts'

/** Which records count, in the words of the lists. */
export function FilterPart({ object, filter, onChange }: { object: ObjectMetadata; filter: Filter; onChange(filter: Filter): void }) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <fieldset className={styles.part}>
      <legend>{t('reports.only')}</legend>
      <FilterChips object={object} filter={filter} onChange={onChange} onOpen={() => setIsOpen(true)} />
      {isOpen ? (
        <FilterBuilder key={object.name} object={object} filter={filter} onChange={onChange} />
      ) : (
        <Button size="small" type="text" icon={<FilterOutlined aria-hidden />} onClick={() => setIsOpen(true)}>{t('reports.add_filter')}</Button>
      )}
    </fieldset>
  )
}
