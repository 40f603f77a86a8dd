/** One scheme: its tiers with rule and service level, the limits, and beside them whom it would move. What was switched on is read only. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { api, ProblemError } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { ChoiceLabel } from '../../../web/fields/choice-label.tsx'
import { Card } from '../../../web/kit/card.tsx'
import { problemText } from '../../../web/kit/problem-text.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import { FilterBuilder } from '../../../web/records/filter/filter-builder.tsx'
import { ConditionWords } from './condition-words.tsx'
import { JobButton } from './job-button.tsx'
import { LevelList } from './level-list.tsx'
import { LimitFields } from './limit-fields.tsx'
import { fieldName } from './names.ts'
import { PreviewCard } from './preview-card.tsx'
import { draftOf, rulesOf, schemesPath, type SchemeDraft } from './scheme-draft.ts'
import styles from './tiers.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

export function SchemeEditor({ object, scheme }: { object: ObjectMetadata; scheme: RecordData }) {
  const { t } = useTranslation()
  const id = useId()
  const customer = useObject('customer')
  const [draft, setDraft] = useState<SchemeDraft>(() => draftOf(scheme))
  const isDraft = scheme.state === 'draft' && scheme.can.change
  const change = (part: Partial<SchemeDraft>) => setDraft((before) => ({ ...before, ...part }))
  const state = object.fields.find(({ name }) => name === 'state')
  const isChanged = JSON.stringify({ name: draft.name, ...rulesOf(draft) }) !== JSON.stringify({ name: scheme.name, ...rulesOf(draftOf(scheme)) })
  if (!customer) return null
  return (
    <>
      <Buttons object={object} scheme={scheme} draft={draft} isChanged={isChanged} onReset={() => setDraft(draftOf(scheme))} />
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Card
            title={isDraft ? t('tiers.rules') : String(scheme.name)}
            note={<>{state && <ChoiceLabel field={state} option={scheme.state} />} {typeof scheme.number === 'number' && t('tiers.version', { number: scheme.number })}</>}
          >
            {isDraft && (
              <div className={styles.line}>
                <label htmlFor={id}>{fieldName(object, 'name')}</label>
                <Input id={id} value={draft.name} maxLength={200} onChange={(event) => change({ name: event.target.value })} />
              </div>
            )}
            <p className={styles.hint}>{t('tiers.order_note')}</p>
            <LevelList customer={customer} draft={draft} isDraft={isDraft} onChange={change} />
          </Card>
          <Card title={t('tiers.limits')}>
            <LimitFields object={object} limits={draft.limits} isDraft={isDraft} onChange={(limits) => change({ limits })} />
            <span className={styles.label}>{t('tiers.scope')}</span>
            {isDraft ? <FilterBuilder object={customer} filter={draft.scope} onChange={(scope) => change({ scope })} /> : <p className={styles.condition}>{Object.keys(draft.scope).length > 0 ? <ConditionWords object={customer} filter={draft.scope} /> : t('tiers.everybody')}</p>}
          </Card>
        </div>
        <div className={styles.aside}>
          {object.queries.includes('preview') && <PreviewCard customer={customer} rules={rulesOf(draft)} version={scheme.version} />}
        </div>
      </div>
    </>
  )
}

function Buttons({ object, scheme, draft, isChanged, onReset }: { object: ObjectMetadata; scheme: RecordData; draft: SchemeDraft; isChanged: boolean; onReset(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [faults, setFaults] = useState<string[]>([])
  const [isBusy, setIsBusy] = useState(false)
  const may = (name: string) => object.actions.some((action) => action.name === name)
  const run = async (work: () => Promise<string>, leadsTo?: () => string) => {
    setFaults([])
    setIsBusy(true)
    try {
      const said = await work()
      await client.invalidateQueries({ queryKey: ['records'] })
      toast.done(said)
      if (leadsTo) void navigate(leadsTo())
    } catch (error) {
      const told = error instanceof ProblemError ? error.errors.map(({ message }) => message) : []
      setFaults(told.length > 0 ? told : [problemText(error)])
    } finally {
      setIsBusy(false)
    }
  }
  const at = `/${schemesPath}/${scheme.id}`
  const save = () => run(async () => {
    await api.patch(at, { name: draft.name, ...rulesOf(draft) }, { ifMatch: scheme.version })
    return t('record.saved', { name: draft.name })
  })
  const act = (verb: string, said: string) => run(async () => {
    await api.post(`${at}/${verb}`, {})
    return said
  })
  const revise = () => {
    let made = ''
    return run(async () => {
      made = (await api.post<RecordData>(`${at}/revise`, {})).id
      return t('tiers.revised')
    }, () => `/${schemesPath}/${made}`)
  }
  const isDraft = scheme.state === 'draft'
  return (
    <div className={styles.acts}>
      {isDraft && scheme.can.change && (
        <>
          <Button type={isChanged ? 'primary' : 'default'} disabled={!isChanged || !draft.name.trim()} loading={isBusy} onClick={() => void save()}>
            {t('tiers.save')}
          </Button>
          {isChanged && <Button onClick={onReset}>{t('record.cancel')}</Button>}
        </>
      )}
      {(isDraft || scheme.state === 'paused') && may('switch-on') && (
        <Button type={isChanged ? 'default' : 'primary'} disabled={isChanged || isBusy} onClick={() => void act('switch-on', t('tiers.switched_on'))}>
          {t('tiers.switch_on')}
        </Button>
      )}
      {scheme.state === 'active' && may('apply') && <JobButton isMain path={`${at}/apply`} label={t('tiers.apply')} said={({ up, down }) => t('tiers.applied', { up: Number(up), down: Number(down) })} />}
      {!isDraft && may('revise') && (
        <Button disabled={isBusy} onClick={() => void revise()}>
          {t('tiers.revise')}
        </Button>
      )}
      {scheme.state === 'active' && may('pause') && (
        <Button disabled={isBusy} onClick={() => void act('pause', t('tiers.paused'))}>
          {t('tiers.pause')}
        </Button>
      )}
      {faults.map((fault) => (
        <p key={fault} className={styles.fault} role="alert">
          {fault}
        </p>
      ))}
    </div>
  )
}
