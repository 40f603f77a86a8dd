/** The steps of a line, one below the other: who, how, and what if that is nobody or the requester. */
import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { ReferenceSelect, referencesOf } from '../../../web/fields/reference-select.tsx'
import { newStep, type StepDraft } from './line-model.ts'
import styles from './approvals.module.css'

import type { ComponentProps } from 'react'

const whos = ['superior', 'superior_of_superior', 'head_of_department', 'role', 'people'] as const
const hows = ['any', 'all', 'in_turn'] as const
const empties = ['administrators', 'skip'] as const
const selves = ['superior', 'skip', 'allow'] as const

export function StepEditor({ steps, onChange }: { steps: StepDraft[]; onChange(steps: StepDraft[]): void }) {
  const { t } = useTranslation()
  const swap = (index: number, other: number) => {
    const [one, two] = [steps[index], steps[other]]
    if (one && two) onChange(steps.with(index, two).with(other, one))
  }
  return (
    <section className={styles.editor} aria-label={t('approvals.steps')}>
      <h3>{t('approvals.steps')}</h3>
      {steps.map((step, index) => (
        <div key={step.key} className={styles.stepCard} role="group" aria-label={t('approvals.step', { step: index + 1 })}>
          <div className={styles.stepHead}>
            <strong>{t('approvals.step', { step: index + 1 })}</strong>
            <Button type="text" size="small" icon={<ArrowUpOutlined aria-hidden />} aria-label={t('approvals.step_up')} disabled={index === 0} onClick={() => swap(index, index - 1)} />
            <Button type="text" size="small" icon={<ArrowDownOutlined aria-hidden />} aria-label={t('approvals.step_down')} disabled={index === steps.length - 1} onClick={() => swap(index, index + 1)} />
            <Button type="text" size="small" icon={<CloseOutlined aria-hidden />} aria-label={t('approvals.step_remove')} disabled={steps.length === 1} onClick={() => onChange(steps.toSpliced(index, 1))} />
          </div>
          <StepFields step={step} onChange={(changes) => onChange(steps.with(index, { ...step, ...changes }))} />
        </div>
      ))}
      <Button icon={<PlusOutlined aria-hidden />} disabled={steps.length >= 10} onClick={() => onChange([...steps, newStep()])}>
        {t('approvals.step_add')}
      </Button>
    </section>
  )
}

function StepFields({ step, onChange }: { step: StepDraft; onChange(changes: Partial<StepDraft>): void }) {
  const { t } = useTranslation()
  const id = useId()
  const line = useObject('approval_line')
  const signature = useObject('approval_signature')
  const fields = {
    role: line?.fields.find(({ name }) => name === 'roles'),
    department: line?.fields.find(({ name }) => name === 'departments'),
    people: signature?.fields.find(({ name }) => name === 'person'),
  }
  const isSeveral = step.who === 'role' || step.who === 'people'
  return (
    <div className={styles.stepFields}>
      <div>
        <label htmlFor={`${id}-who`}>{t('approvals.who_label')}</label>
        <Select id={`${id}-who`} value={step.who} options={whos.map((key) => ({ value: key, label: t(`approvals.who.${key}`) }))} onChange={(who) => onChange({ who })} />
      </div>
      {step.who === 'role' && fields.role && (
        <div>
          <label htmlFor={`${id}-role`}>{t('approvals.role')}</label>
          <NamedSelect id={`${id}-role`} field={fields.role} value={step.role} onChange={(role) => onChange({ role })} />
        </div>
      )}
      {step.who === 'people' && fields.people && (
        <div>
          <label htmlFor={`${id}-people`}>{t('approvals.people')}</label>
          <NamedSelect id={`${id}-people`} field={fields.people} value={step.people} several onChange={(people) => onChange({ people })} />
        </div>
      )}
      {(step.who === 'role' || step.who === 'head_of_department') && fields.department && (
        <div>
          <label htmlFor={`${id}-department`}>{t(step.who === 'role' ? 'approvals.within' : 'approvals.department')}</label>
          <NamedSelect id={`${id}-department`} field={fields.department} value={step.department} onChange={(department) => onChange({ department })} placeholder={t(step.who === 'role' ? 'approvals.within_hint' : 'approvals.department_hint')} />
        </div>
      )}
      {isSeveral && (
        <div>
          <label htmlFor={`${id}-how`}>{t('approvals.how_label')}</label>
          <Select id={`${id}-how`} value={step.how} options={hows.map((key) => ({ value: key, label: t(`approvals.how.${key}`) }))} onChange={(how) => onChange({ how })} />
        </div>
      )}
      <div>
        <label htmlFor={`${id}-self`}>{t('approvals.self_label')}</label>
        <Select id={`${id}-self`} value={step.when_self} options={selves.map((key) => ({ value: key, label: t(`approvals.self.${key}`) }))} onChange={(when_self) => onChange({ when_self })} />
      </div>
      <div>
        <label htmlFor={`${id}-empty`}>{t('approvals.empty_label')}</label>
        <Select id={`${id}-empty`} value={step.when_empty} options={empties.map((key) => ({ value: key, label: t(`approvals.empty.${key}`) }))} onChange={(when_empty) => onChange({ when_empty })} />
      </div>
    </div>
  )
}

/** A line holds ids; who they are is asked. */
function NamedSelect({ value, ...props }: ComponentProps<typeof ReferenceSelect>) {
  const object = useObject(props.field.target)
  const chosen = referencesOf(value)
  const ids = chosen.filter(({ id, name }) => id === name).map(({ id }) => id)
  const found = useList(object?.path ?? '', { filter: { id: { in: ids } }, limit: 50 }, { enabled: object !== undefined && ids.length > 0 })
  const names = new Map(recordsOf(found.data).map((record) => [record.id, String(record.name)]))
  return <ReferenceSelect {...props} value={chosen.map(({ id, name }) => ({ id, name: names.get(id) ?? name }))} />
}
