/** Rules that see a complaint coming. Before one is switched on it says what it would open now. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, usePatch } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { FormDrawer } from '../../../web/records/form-drawer.tsx'
import { referenceOf } from './complaint-answer.ts'
import styles from './complaints.module.css'
import { SimulationDialog } from './simulation-dialog.tsx'

import type { RecordData } from '../../../web/client/records.ts'

export function WarningsPage() {
  const { t } = useTranslation()
  const toast = useToast()
  const object = useObject('warning_rule')
  const [open, setOpen] = useState<RecordData | 'new'>()
  const [asked, setAsked] = useState<RecordData>()
  const query = useList('warning-rules', { sort: 'created_at', limit: 100 })
  const patch = usePatch('warning-rules')
  if (!object) return null
  const turn = (rule: RecordData, is_active: boolean) => patch.mutate({ id: rule.id, version: rule.version, changes: { is_active } }, { onError: toast.problem, onSuccess: () => setAsked(undefined) })
  const add = object.can.create && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
      {t('complaints.rule_new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('complaints.rules')} note={t('complaints.rules_note')} actions={<><Link to="/complaints?view=warnings">{t('complaints.cases')}</Link>{add}</>} />
      <div className={styles.page}>
        <Card title={t('complaints.rules')}>
          <Loaded query={query} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: labelOf(object.empty_hint) }}>
            {(data) => (
              <ul className={styles.rules}>
                {recordsOf(data).map((rule) => (
                  <li key={rule.id}>
                    <Switch checked={rule.is_active === true} disabled={!rule.can.change} onChange={(isOn) => (isOn ? setAsked(rule) : turn(rule, false))} aria-label={t('complaints.rule_on', { name: String(rule.name) })} />
                    <div className={styles.rule}>
                      <button type="button" onClick={() => setOpen(rule)} disabled={!rule.can.change}>
                        {String(rule.name)}
                      </button>
                      <p>{[t(`complaints.rule_${String(rule.kind)}`, { count: Number(rule.threshold), days: Number(rule.window_days) }), referenceOf(rule.owner)?.name ?? t('complaints.to_keeper')].join(' · ')}</p>
                      {typeof rule.plan === 'string' && <p>{rule.plan}</p>}
                    </div>
                    <Button size="small" onClick={() => setAsked(rule)}>
                      {t('complaints.simulate')}
                    </Button>
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        </Card>
      </div>
      {open && <FormDrawer object={object} record={open === 'new' ? undefined : open} initial={open === 'new' ? { is_active: false } : undefined} onClose={() => setOpen(undefined)} />}
      {asked && <SimulationDialog rule={asked} isTurning={patch.isPending} onTurnOn={() => turn(asked, true)} onClose={() => setAsked(undefined)} />}
    </>
  )
}
