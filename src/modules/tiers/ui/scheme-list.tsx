/** Drafts, what is in force and what was: who switched on which version, and when. */
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf } from '../../../web/client/metadata.tsx'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { schemesPath } from './scheme-draft.ts'
import styles from './tiers.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

export function SchemeList({ object, schemes, shown }: { object: ObjectMetadata; schemes: RecordData[]; shown: string }) {
  const { t } = useTranslation()
  const fieldOf = (name: string) => object.fields.find((field) => field.name === name)
  const [state, by] = [fieldOf('state'), fieldOf('switched_on_by')]
  const nameOf = (value: unknown) => (typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : '')
  return (
    <Card title={t('tiers.versions')} note={t('tiers.versions_note')}>
      <div className={styles.box}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('tiers.scheme')}</th>
              <th scope="col">{state && labelOf(state.label)}</th>
              <th scope="col">{by && labelOf(by.label)}</th>
            </tr>
          </thead>
          <tbody>
            {schemes.map((scheme) => (
              <tr key={scheme.id} aria-selected={scheme.id === shown}>
                <th scope="row">
                  <Link to={`/${schemesPath}/${scheme.id}`} aria-current={scheme.id === shown ? 'true' : undefined}>
                    {String(scheme.name)}
                  </Link>
                  {typeof scheme.number === 'number' && <small>{t('tiers.version', { number: scheme.number })}</small>}
                </th>
                <td>{state && <ChoiceLabel field={state} option={scheme.state} />}</td>
                <td className={styles.quiet}>
                  {scheme.switched_on_at ? `${nameOf(scheme.switched_on_by)} ${formatDateTime(scheme.switched_on_at, 'short')}${scheme.retired_at ? ` – ${formatDateTime(scheme.retired_at, 'short')}` : ''}` : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}
