import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useMetadata } from '../../../web/client/metadata.tsx'
import { nameOf } from '../../../web/client/reference-parts.ts'
import { formatDate } from '../../../web/kit/format.ts'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './privacy.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

interface Reviewed {
  done: number
  passed_over: number
  failed: { id: string; message: string }[]
}

/** What rules have reached, for a person to decide: let go, or keep. */
export function ProposalsTable({ object, proposals }: { object: ObjectMetadata; proposals: RecordData[] }) {
  const { t } = useTranslation()
  const { objects } = useMetadata()
  const toast = useToast()
  const client = useQueryClient()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isAsking, setIsAsking] = useState(false)
  const id = useId()
  const [typed, setTyped] = useState('')
  const selected = proposals.filter(({ id }) => chosen.has(id))
  const decide = useMutation({
    mutationFn: (verb: 'apply' | 'keep') => api.post<Reviewed>(`/${object.path}/${verb}`, { ids: selected.map(({ id }) => id) }),
    onSuccess: ({ done, passed_over, failed }) => {
      toast.done(t('privacy.reviewed', { done, rest: passed_over + failed.length }))
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
  const toggle = (id: string, isOn: boolean) =>
    setChosen((before) => {
      const after = new Set(before)
      if (isOn) after.add(id)
      else after.delete(id)
      return after
    })
  const acts = object.fields.find((field) => field.name === 'act')?.options ?? []
  const areForGood = selected.filter(({ act }) => act === 'anonymise').length
  const canDecide = object.can.change
  return (
    <>
      {canDecide && (
        <div className={styles.bar}>
          <Checkbox checked={selected.length === proposals.length} indeterminate={selected.length > 0 && selected.length < proposals.length} onChange={({ target }) => setChosen(new Set(target.checked ? proposals.map(({ id }) => id) : []))}>
            {t('privacy.choose_all', { count: proposals.length })}
          </Checkbox>
          <Button size="small" danger={areForGood > 0} disabled={selected.length === 0} loading={decide.isPending} onClick={() => (areForGood > 0 ? setIsAsking(true) : decide.mutate('apply'))}>
            {t('privacy.apply', { count: selected.length })}
          </Button>
          <Button size="small" disabled={selected.length === 0} loading={decide.isPending} onClick={() => decide.mutate('keep')}>
            {t('privacy.keep')}
          </Button>
        </div>
      )}
      <div className={styles.box}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('privacy.record')}</th>
              <th scope="col">{t('privacy.rule')}</th>
              <th scope="col">{t('privacy.rule_act')}</th>
              <th scope="col">{t('privacy.last')}</th>
            </tr>
          </thead>
          <tbody>
            {proposals.map((proposal) => {
              const target = objects.find(({ name }) => name === proposal.object)
              const act = acts.find(({ key }) => key === proposal.act)
              const name = String(proposal.subject)
              return (
                <tr key={proposal.id}>
                  <th scope="row">
                    <span className={styles.state}>
                      {canDecide && <Checkbox checked={chosen.has(proposal.id)} onChange={({ target: box }) => toggle(proposal.id, box.checked)} aria-label={t('privacy.choose', { name })} />}
                      {target ? <Link to={`/${target.path}/${String(proposal.record)}`}>{name}</Link> : name}
                    </span>
                  </th>
                  <td>{nameOf(proposal.rule)}</td>
                  <td>{act ? labelOf(act.label) : ''}</td>
                  <td className={styles.quiet}>{formatDate(proposal.last_activity_at)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {isAsking && (
        <Modal open title={t('privacy.apply_title', { count: areForGood })} onCancel={() => setIsAsking(false)} onOk={() => decide.mutate('apply')} okText={t('privacy.erase_do')} cancelText={t('record.cancel')} okButtonProps={{ danger: true, disabled: typed.trim() !== String(areForGood), loading: decide.isPending }}>
          <ul className={styles.facts}>
            <li>{t('privacy.erase_goes')}</li>
            <li>{t('privacy.erase_stays')}</li>
          </ul>
          <div className={styles.form}>
            <label htmlFor={id}>{t('privacy.type_count', { count: areForGood })}</label>
            <Input id={id} autoComplete="off" inputMode="numeric" value={typed} onChange={(event) => setTyped(event.target.value)} />
          </div>
        </Modal>
      )}
    </>
  )
}
