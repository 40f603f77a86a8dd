/** What the schemes did, night by night; a run is taken back as one. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate, formatNumber } from '../../../web/kit/format.ts'
import { JobButton } from './job-button.tsx'
import { fieldName } from './names.ts'
import { movesPath, runsPath } from './scheme-draft.ts'
import styles from './tiers.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

const shown = 12

export function RunList() {
  const object = useObject('tier_run')
  return object ? <Runs object={object} /> : null
}

function Runs({ object }: { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const query = useList(runsPath, { sort: '-created_at', limit: shown })
  return (
    <Card title={labelOf(object.plural_label)} note={t('tiers.runs_note')} action={<Link to={`/${movesPath}`}>{t('tiers.all_moves')}</Link>}>
      <Loaded query={query} lines={3} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('tiers.no_runs'), hint: labelOf(object.empty_hint) }}>
        {(data) => (
          <div className={styles.box}>
            <table className={styles.table}>
              <thead>
                <tr>
                  {['as_of', 'state', 'went_up', 'went_down'].map((name) => <th key={name} scope="col" className={name.startsWith('went') ? styles.figure : undefined}>{fieldName(object, name)}</th>)}
                  <th />
                </tr>
              </thead>
              <tbody>{recordsOf(data).map((run) => <RunRow key={run.id} object={object} run={run} />)}</tbody>
            </table>
          </div>
        )}
      </Loaded>
    </Card>
  )
}

function RunRow({ object, run }: { object: ObjectMetadata; run: RecordData }) {
  const { t } = useTranslation()
  const [state, way] = ['state', 'way'].map((name) => object.fields.find((field) => field.name === name))
  const moved = Number(run.went_up) + Number(run.went_down)
  const mayUndo = object.actions.some(({ name }) => name === 'undo-moves') && (run.state === 'done' || run.state === 'stopped') && moved > Number(run.taken_back)
  const moves = `/${movesPath}?${new URLSearchParams({ view: 'all', filter: JSON.stringify({ run: run.id }) })}`
  return (
    <tr>
      <th scope="row">
        {moved > 0 ? <Link to={moves}>{formatDate(run.as_of)}</Link> : formatDate(run.as_of)}
        <small>{way && <ChoiceLabel field={way} option={run.way} />}</small>
      </th>
      <td>{state && <ChoiceLabel field={state} option={run.state} />}</td>
      <td className={styles.figure}>{formatNumber(run.went_up)}</td>
      <td className={styles.figure}>{formatNumber(run.went_down)}</td>
      <td className={styles.buttons}>{mayUndo && <JobButton isSmall path={`/${runsPath}/${run.id}/undo-moves`} label={t('tiers.undo')} said={({ back, kept }) => t('tiers.undone', { back: Number(back), kept: Number(kept) })} />}</td>
    </tr>
  )
}
