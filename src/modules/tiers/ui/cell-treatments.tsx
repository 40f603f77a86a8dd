/** In a cell of the grid: what is done for its customers. A treatment opens to its words, and to the tasks made of it. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { TreatmentDrawer } from './treatment-drawer.tsx'
import styles from './tiers.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export interface CellPlace {
  across: string
  across_band: string
  up: string
  up_band: string
}

interface Props extends CellPlace {
  /** What the cell is called on the page. */
  name: string
}

export function CellTreatments({ name, ...place }: Props) {
  const { t } = useTranslation()
  const object = useObject('treatment')
  const [open, setOpen] = useState<RecordData | 'new'>()
  // Asked once for the whole grid: every cell asks the same.
  const query = useList('treatments', { filter: { across: place.across, up: place.up }, sort: 'created_at', limit: 200 }, { enabled: object !== undefined })
  if (!object) return null
  const here = recordsOf(query.data).filter((one) => one.across_band === place.across_band && one.up_band === place.up_band)
  if (here.length === 0 && !object.can.create) return null
  return (
    <div className={styles.treatments}>
      {here.map((one) => (
        <button key={one.id} type="button" title={String(one.name)} onClick={() => setOpen(one)}>
          {String(one.name)}
        </button>
      ))}
      {object.can.create && (
        <button type="button" className={styles.add} aria-label={t('tiers.treatment.add_to', { name })} onClick={() => setOpen('new')}>
          {t('tiers.treatment.add')}
        </button>
      )}
      {open && <TreatmentDrawer object={object} treatment={open === 'new' ? undefined : open} place={place} name={name} onClose={() => setOpen(undefined)} />}
    </div>
  )
}
