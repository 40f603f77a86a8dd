import { Button } from 'antd'
import { useTranslation } from 'react-i18next'

import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, usePatch } from '../../../web/client/records.ts'
import { nameOf } from '../../../web/client/reference-parts.ts'
import { Card } from '../../../web/kit/card.tsx'
import { timeAgo } from '../../../web/kit/format.ts'
import { Row, Rows } from '../../../web/kit/rows.tsx'
import { useToast } from '../../../web/kit/toast.tsx'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'

/** People who were erased and entered again, until somebody has looked. Nothing is shown where there is nobody. */
export function ReturnsCard({ object }: { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const toast = useToast()
  const patch = usePatch(object.path)
  const found = recordsOf(useList(object.path, { filter: { status: 'new' }, limit: 50 }).data)
  if (found.length === 0) return null
  return (
    <Card title={labelOf(object.plural_label)} note={found.length}>
      <Rows>
        {found.map((back) => {
          const target = objects.find(({ name }) => name === back.object)
          const settle = () => patch.mutate({ id: back.id, version: back.version, changes: { status: 'settled' } }, { onError: toast.problem })
          return (
            <Row
              key={back.id}
              to={`/${target?.path ?? ''}/${String(back.record)}`}
              title={String(back.subject)}
              note={[t('privacy.known_from', { number: nameOf(back.erasure) }), back.import ? t('privacy.by_import') : '', timeAgo(back.created_at)].filter(Boolean).join(' · ')}
              end={
                <Button size="small" onClick={settle}>
                  {t('privacy.settle')}
                </Button>
              }
            />
          )
        })}
      </Rows>
    </Card>
  )
}
