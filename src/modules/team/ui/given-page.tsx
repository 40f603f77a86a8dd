/** What updates added to the company: each once, with how many records. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDateTime } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import styles from './given.module.css'

import type { GivenThing } from '../ready/give.ts'

export function GivenPage() {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const query = useQuery({ queryKey: ['given-things'], queryFn: ({ signal }) => api.get<{ data: GivenThing[] }>('/given-things', { signal }) })
  return (
    <>
      <PageHeader title={t('team.settings.given')} note={t('team.given.note')} />
      <div className={styles.page}>
        <Loaded query={query} lines={6} isEmpty={({ data }) => data.length === 0} empty={{ title: t('team.given.empty'), hint: t('team.given.empty_hint') }}>
          {({ data }) => (
            <Card title={t('team.settings.given')}>
              <table className={styles.table}>
                <thead>
                  <tr>{['what', 'how_many', 'at'].map((head) => <th key={head} scope="col">{t(`team.given.${head}`)}</th>)}</tr>
                </thead>
                <tbody>
                  {data.map(({ name, label, given_at: at, added }) => (
                    <tr key={name}>
                      <td>{labelOf(label)}</td>
                      <td>
                        {added.map((each) => {
                          const object = objects.find((one) => one.name === each.object)
                          const words = t(`team.given.${each.verb === 'created' ? 'created' : 'updated'}`, { count: each.count, object: object ? labelOf(object.plural_label) : each.object })
                          return <span key={`${each.object} ${each.verb}`}>{object ? <Link to={`/${object.path}`}>{words}</Link> : words}</span>
                        })}
                      </td>
                      <td>{formatDateTime(at)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Card>
          )}
        </Loaded>
      </div>
    </>
  )
}
