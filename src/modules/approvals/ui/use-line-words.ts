/** A line in words: for whom it is, and who signs, by their names. */
import { useTranslation } from 'react-i18next'

import { useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { referencesOf } from '../../../web/fields/reference-select.tsx'
import { formatMoney } from '../../../web/kit/format.ts'
import { nameInLanguage } from '../../../web/kit/named-in-both.ts'
import { stepsOf, type StepDraft } from './line-model.ts'

import type { RecordData } from '../../../web/client/records.ts'

/** Asked once for all lines of a page. */
export function useLineWords(lines: readonly RecordData[]): (line: RecordData) => string {
  const { t } = useTranslation()
  const steps = lines.flatMap((line) => stepsOf(line))
  const roles = useNames('role', steps.flatMap(({ who, role }) => (who === 'role' ? referencesOf(role) : [])))
  const people = useNames('user', steps.flatMap(({ who, people }) => (who === 'people' ? referencesOf(people) : [])))
  const departments = useNames('department', steps.flatMap(({ who, department }) => (who === 'role' || who === 'head_of_department' ? referencesOf(department) : [])))
  const listed = (names: (string | undefined)[]) => names.filter((name) => name !== undefined).join(t('filter.list_words'))
  const signersOf = ({ who, role, people: asked, department, how }: StepDraft) => {
    const named = who === 'role' ? listed(referencesOf(role).map(({ id }) => roles.get(id))) : who === 'people' ? listed(referencesOf(asked).map(({ id }) => people.get(id))) : ''
    const within = who === 'role' || who === 'head_of_department' ? listed(referencesOf(department).map(({ id }) => departments.get(id))) : ''
    const isSeveral = who === 'role' || (who === 'people' && referencesOf(asked).length > 1)
    const details = [within, isSeveral && how !== 'any' ? t(`approvals.how.${how}`) : ''].filter(Boolean)
    return `${named || t(`approvals.who.${who}`)}${details.length > 0 ? t('approvals.within_brackets', { words: listed(details) }) : ''}`
  }
  return (line) => {
    const askers = [...referencesOf(line.departments), ...referencesOf(line.roles)].map(({ name }) => nameInLanguage(name))
    return [
      rangeOf(t, line),
      askers.length > 0 ? t('approvals.asked_of', { names: listed(askers) }) : '',
      isNarrowed(line.condition) ? t('approvals.has_condition') : '',
      stepsOf(line).map(signersOf).join(' → '),
    ].filter(Boolean).join(' · ')
  }
}

function useNames(object: string, references: readonly { id: string }[]): ReadonlyMap<string, string> {
  const path = useObject(object)?.path
  const ids = [...new Set(references.map(({ id }) => id))].toSorted()
  const found = useList(path ?? '', { filter: { id: { in: ids } }, fields: ['id', 'name'], limit: 500 }, { enabled: path !== undefined && ids.length > 0 })
  return new Map(recordsOf(found.data).map(({ id, name }) => [id, nameInLanguage(String(name))]))
}

function isNarrowed(condition: unknown): boolean {
  return typeof condition === 'object' && condition !== null && Object.keys(condition).length > 0
}

function rangeOf(t: ReturnType<typeof useTranslation>['t'], { from_amount: from, to_amount: to }: RecordData): string {
  if (from && to) return t('approvals.range', { from: formatMoney(from, { scale: 0 }), to: formatMoney(to, { scale: 0 }) })
  if (from) return t('approvals.range_from', { from: formatMoney(from, { scale: 0 }) })
  return to ? t('approvals.range_to', { to: formatMoney(to, { scale: 0 }) }) : ''
}
