/** The rules of filing: what starts a clock, how long it runs, what the file must hold. */
import { PlusOutlined } from '@ant-design/icons'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList, usePatch } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { formatDate } from '../../../web/kit/format.ts'
import { PageHeader } from '../../../web/kit/page-header.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { FormDrawer } from '../../../web/records/form-drawer.tsx'
import styles from './archive.module.css'

import type { ObjectMetadata } from '../../../web/client/metadata.tsx'
import type { RecordData } from '../../../web/client/records.ts'

export function ArchiveRulesPage() {
  const { t } = useTranslation()
  const object = useObject('archive_rule')
  const [open, setOpen] = useState<RecordData | 'new'>()
  const query = useList('archive-rules', { sort: 'created_at', limit: 100 })
  if (!object) return null
  const add = object.can.create && (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen('new')}>
      {t('archive.rule_new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('archive.rules')} note={t('archive.rules_note')} actions={<><Link to="/archive-clocks/rates">{t('archive.rates')}</Link>{add}</>} />
      <div className={styles.page}>
        <Card title={t('archive.rules')}>
          <Loaded query={query} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: labelOf(object.empty_hint) }}>
            {(data) => (
              <ul className={styles.rules}>
                {recordsOf(data).map((rule) => (
                  <RuleRow key={rule.id} object={object} rule={rule} onOpen={() => setOpen(rule)} />
                ))}
              </ul>
            )}
          </Loaded>
        </Card>
      </div>
      {open && <FormDrawer object={object} record={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </>
  )
}

function RuleRow({ object, rule, onOpen }: { object: ObjectMetadata; rule: RecordData; onOpen(): void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const patch = usePatch(object.path)
  const labelIn = (field: string, key: unknown) => labelOf(object.fields.find(({ name }) => name === field)?.options?.find((option) => option.key === key)?.label ?? { zh: '', en: '' })
  const namesIn = (field: string) => {
    const value = rule[field]
    return Array.isArray(value) ? value.map((key) => labelIn(field, key)).join(t('filter.list_words')) : ''
  }
  const turn = (is_active: boolean) => patch.mutate({ id: rule.id, version: rule.version, changes: { is_active } }, { onError: toast.problem })
  const required = (['required_organisation', 'required_person'] as const).filter((field) => namesIn(field))
  return (
    <li className={styles.rule}>
      <Switch checked={rule.is_active === true} disabled={!rule.can.change} onChange={turn} aria-label={t('archive.rule_on', { name: String(rule.name) })} />
      <div>
        <button type="button" onClick={onOpen} disabled={!rule.can.change}>
          {String(rule.name)}
        </button>
        <p>
          {t('archive.rule_words', { start: labelIn('start', rule.start), count: Number(rule.count), unit: labelIn('unit', rule.unit) })}
          {typeof rule.since === 'string' && ` · ${t('archive.since', { day: formatDate(rule.since) })}`}
        </p>
        {required.map((field) => (
          <p key={field}>{t(`archive.${field}`, { fields: namesIn(field) })}</p>
        ))}
      </div>
    </li>
  )
}
