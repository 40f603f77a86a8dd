/** Files that no longer meet the standard: the rules, and what they propose, for a person to decide. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { idOf, nameOf } from '../../../web/client/reference-parts.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { factWords } from './removal-words.ts'
import { RemovalSimulation } from './removal-simulation.tsx'
import { RulesPage } from './rules-page.tsx'
import styles from './ownership.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

const fields = ['name', 'kind', 'months', 'below', 'act']
const shown = 200

export function RemovalPage() {
  const { t } = useTranslation()
  const object = useObject('removal_rule')
  const proposal = useObject('removal_proposal')
  const labelIn = (name: string, value: unknown) => {
    const option = object?.fields.find((field) => field.name === name)?.options?.find(({ key }) => key === value)
    return option ? labelOf(option.label) : ''
  }
  const words = (rule: RecordData) => [
    labelIn('kind', rule.kind),
    rule.months ? t('ownership.removal.months', { months: Number(rule.months) }) : '',
    rule.kind === 'incomplete' ? t('ownership.removal.below', { percent: Number(rule.below) }) : '',
    labelIn('act', rule.act),
  ]
  return (
    <RulesPage objectName="removal_rule" title={t('ownership.removal.title')} note={t('ownership.removal.note')} sort="name" fields={fields} words={words} preview={(draft) => <RemovalSimulation draft={draft} />}>
      {proposal && <Proposals object={proposal} />}
    </RulesPage>
  )
}

function Proposals({ object }: { object: ObjectMetadata }) {
  const { t } = useTranslation()
  const query = useList(object.path, { filter: { status: 'proposed' }, sort: 'created_at', limit: shown, count: 'exact' })
  return (
    <Card title={labelOf(object.plural_label)} note={t('ownership.removal.waiting', { count: query.data?.pages[0]?.total ?? 0 })} action={<Link to={`/${object.path}?view=all`}>{t('ownership.removal.decided')}</Link>}>
      <Loaded query={query} lines={4} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('ownership.removal.none'), hint: labelOf(object.empty_hint) }}>
        {(data) => <ProposalTable object={object} proposals={recordsOf(data)} />}
      </Loaded>
    </Card>
  )
}

interface Reviewed {
  done: number
  passed_over: number
  failed: { id: string; message: string }[]
}

function ProposalTable({ object, proposals }: { object: ObjectMetadata; proposals: RecordData[] }) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const client = useQueryClient()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isAsking, setIsAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const selected = proposals.filter((proposal) => chosen.has(proposal.id))
  const forGood = selected.filter(({ act }) => act === 'anonymise').length
  const decide = useMutation({
    mutationFn: (verb: 'apply' | 'keep') => api.post<Reviewed>(`/${object.path}/${verb}`, { ids: selected.map((proposal) => proposal.id) }),
    onSuccess: ({ done, passed_over, failed }) => {
      toast.done(t('ownership.removal.reviewed', { done, rest: passed_over + failed.length }))
      if (failed[0]) toast.information(failed[0].message)
      setChosen(new Set())
    },
    onError: toast.problem,
    onSettled: () => {
      setIsAsking(false)
      setTyped('')
      void client.invalidateQueries({ queryKey: ['records'] })
    },
  })
  const toggle = (key: string) => setChosen((before) => (before.has(key) ? new Set([...before].filter((each) => each !== key)) : new Set([...before, key])))
  const acts = new Map(object.fields.find(({ name }) => name === 'act')?.options?.map(({ key, label }) => [key, labelOf(label)]))
  return (
    <>
      <div className={styles.bar}>
        <Checkbox checked={selected.length === proposals.length} indeterminate={selected.length > 0 && selected.length < proposals.length} onChange={({ target }) => setChosen(new Set(target.checked ? proposals.map((each) => each.id) : []))}>
          {t('ownership.removal.choose_all', { count: proposals.length })}
        </Checkbox>
        <Button size="small" danger={forGood > 0} disabled={selected.length === 0} loading={decide.isPending} onClick={() => (forGood > 0 ? setIsAsking(true) : decide.mutate('apply'))}>
          {t('ownership.removal.apply', { count: selected.length })}
        </Button>
        <Button size="small" disabled={selected.length === 0} loading={decide.isPending} onClick={() => decide.mutate('keep')}>
          {t('ownership.removal.keep')}
        </Button>
      </div>
      <div className={styles.box}>
        <table className={`${styles.table} ${styles.stacked}`}>
          <thead>
            <tr>
              <th scope="col">{t('ownership.customer')}</th>
              <th scope="col">{t('ownership.removal.rule')}</th>
              <th scope="col">{t('ownership.removal.facts')}</th>
              <th scope="col">{t('ownership.removal.act')}</th>
            </tr>
          </thead>
          <tbody>
            {proposals.map((proposal) => (
              <tr key={proposal.id}>
                <th scope="row">
                  <Checkbox checked={chosen.has(proposal.id)} onChange={() => toggle(proposal.id)} aria-label={t('ownership.removal.choose', { name: nameOf(proposal.customer) })} />{' '}
                  <Link to={`/customers/${idOf(proposal.customer)}`}>{nameOf(proposal.customer)}</Link>
                </th>
                <td>{nameOf(proposal.rule)}</td>
                <td className={styles.quiet}>{factWords(t, proposal.facts)}</td>
                <td>{acts.get(String(proposal.act))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isAsking && (
        <Modal open title={t('ownership.removal.for_good', { count: forGood })} onCancel={() => setIsAsking(false)} onOk={() => decide.mutate('apply')} okText={t('ownership.removal.erase')} cancelText={t('record.cancel')} okButtonProps={{ danger: true, disabled: typed.trim() !== String(forGood), loading: decide.isPending }}>
          <label htmlFor={id}>{t('ownership.removal.type_count', { count: forGood })}</label>
          <Input id={id} autoComplete="off" inputMode="numeric" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Modal>
      )}
    </>
  )
}
