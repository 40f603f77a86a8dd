/** By which rules customers are in which tier: the scheme in force, its drafts and versions, what it would do, and what it did. */
import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { EmptyState } from '../../../web/kit/states.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { RunList } from './run-list.tsx'
import { readyScheme, schemesPath } from './scheme-draft.ts'
import { SchemeEditor } from './scheme-editor.tsx'
import { SchemeList } from './scheme-list.tsx'
import styles from './tiers.module.css'

import type { RecordData } from '../../../web/client/records.ts'

export function TierSchemesPage({ id }: { id?: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const client = useQueryClient()
  const object = useObject('tier_scheme')
  const query = useList(schemesPath, { sort: '-created_at', limit: 100 }, { enabled: object !== undefined })
  if (!object) return null
  const add = async () => {
    try {
      const services = Object.fromEntries(['vip', 'a', 'b', 'c'].map((tier) => [tier, t(`tiers.ready.${tier}`)]))
      const made = await api.post<RecordData>(`/${schemesPath}`, readyScheme({ name: t('tiers.ready.name'), services }))
      await client.invalidateQueries({ queryKey: ['records'] })
      void navigate(`/${schemesPath}/${made.id}`)
    } catch (error) {
      toast.problem(error)
    }
  }
  const addButton = object.can.create && (
    <Button icon={<PlusOutlined aria-hidden />} onClick={() => void add()}>
      {t('tiers.new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={labelOf(object.plural_label)} note={t('tiers.about')} actions={addButton} />
      <div className={styles.page}>
        <Loaded query={query} lines={8}>
          {(data) => {
            const schemes = recordsOf(data)
            const shown = schemes.find((scheme) => scheme.id === id) ?? schemes.find(({ state }) => state === 'active') ?? schemes[0]
            if (!shown) return <EmptyState title={t('tiers.none')} hint={labelOf(object.empty_hint)} action={addButton} />
            return (
              <>
                <SchemeEditor key={`${shown.id} ${shown.version}`} object={object} scheme={shown} />
                <SchemeList object={object} schemes={schemes} shown={shown.id} />
                <RunList />
              </>
            )
          }}
        </Loaded>
      </div>
    </>
  )
}
