/** Makes a task for each customer of the cell, and takes back what was made. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { JobButton } from './job-button.tsx'
import styles from './tiers.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function TreatmentRuns({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const treatment = useObject('treatment')
  const object = useObject('treatment_run')
  const query = useList('treatment-runs', { filter: { treatment: record.id }, sort: '-created_at', limit: 20 }, { enabled: object !== undefined })
  if (!object) return null
  const state = object.fields.find(({ name }) => name === 'state')
  const mayMake = record.can.change && treatment?.actions.some(({ name }) => name === 'make-tasks')
  const mayUndo = object.actions.some(({ name }) => name === 'undo-tasks')
  return (
    <>
      <CellOf record={record} />
      <Card
        title={labelOf(object.plural_label)}
        action={mayMake && <JobButton isSmall path={`/treatments/${record.id}/make-tasks`} label={t('tiers.treatment.make')} said={({ made, passed_over: over }) => t('tiers.treatment.made', { made: Number(made), over: Number(over) })} />}
      >
        <Loaded query={query} lines={2} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('tiers.treatment.no_tasks'), hint: t('tiers.treatment.no_tasks_hint') }}>
          {(data) => (
            <ul className={styles.lastMoves}>
              {recordsOf(data).map((run) => (
                <li key={run.id}>
                  <span>{formatDateTime(run.created_at, 'short')}</span>
                  <span className={styles.quiet}>{t('tiers.treatment.count', { made: Number(run.made), back: Number(run.taken_back) })}</span>
                  {state && <ChoiceLabel field={state} option={run.state} />}
                  {mayUndo && (run.state === 'done' || run.state === 'stopped') && Number(run.made) > 0 && <JobButton isSmall path={`/treatment-runs/${run.id}/undo-tasks`} label={t('tiers.undo')} said={({ back, kept }) => t('tiers.treatment.undone', { back: Number(back), kept: Number(kept) })} />}
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </Card>
    </>
  )
}

/** Of which customers it is: the cell in words, and the way to it. */
function CellOf({ record }: { record: RecordData }) {
  const { t } = useTranslation()
  const fields = [...(useObject('customer_value')?.fields ?? []), ...(useObject('customer')?.fields ?? [])]
  const side = (axis: unknown, band: unknown) => {
    const field = fields.find(({ name }) => name === axis)
    const option = field?.options?.find(({ key }) => key === band)
    return t('tiers.treatment.side', { axis: field ? labelOf(field.label) : String(axis), band: option ? labelOf(option.label) : t('tiers.treatment.band', { place: Number(band) + 1 }) })
  }
  const search = new URLSearchParams({ across: String(record.across), up: String(record.up) })
  return (
    <Card title={t('tiers.treatment.cell')} action={<Link to={`/insight/grid?${search}`}>{t('tiers.treatment.to_grid')}</Link>}>
      <p className={styles.cellOf}>{side(record.across, record.across_band)}</p>
      <p className={styles.cellOf}>{side(record.up, record.up_band)}</p>
    </Card>
  )
}
