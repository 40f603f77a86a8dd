import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { labelOf, useObject } from '../../../web/client/metadata.tsx'
import { recordsOf, useList } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { waitForJob } from '../../../web/records/job.ts'
import { AssignmentSimulation } from './assignment-simulation.tsx'
import { RulesPage } from './rules-page.tsx'
import styles from './ownership.module.css'

import type { RecordData } from '../../../web/client/records.ts'

const fields = ['name', 'object', 'position', 'departments', 'people', 'skills', 'by_territory', 'by_industry', 'by_tier']

/** Who gets new customers: the rules, and what each person can carry. */
export function AssignmentPage() {
  const { t } = useTranslation()
  const words = (rule: RecordData) => [
    rule.object === 'lead' ? t('ownership.assignment.for_leads') : '',
    [...namesOf(rule.departments), ...namesOf(rule.people)].join(t('filter.list_words')) || t('ownership.assignment.everybody'),
    ...(['by_territory', 'by_industry', 'by_tier'] as const).map((name) => (rule[name] === true ? t(`ownership.assignment.${name}`) : '')),
    Array.isArray(rule.skills) && rule.skills.length > 0 ? t('ownership.assignment.skills', { skills: rule.skills.join(t('filter.list_words')) }) : '',
  ]
  return (
    <RulesPage
      objectName="assignment_rule"
      title={t('ownership.assignment.title')}
      note={t('ownership.assignment.note')}
      fields={fields}
      words={words}
      preview={(draft, rule) => (
        <>
          <AssignmentSimulation draft={draft} />
          {rule && <ApplyButton rule={rule} />}
        </>
      )}
    >
      <AbilitiesCard />
    </RulesPage>
  )
}

/** Rules are for what comes; what nobody owns today is given away only when one asks for it. */
function ApplyButton({ rule }: { rule: RecordData }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const apply = useMutation({
    mutationFn: async () => {
      const { job } = await api.post<{ job: string }>(`/assignment-rules/${rule.id}/apply`, {})
      return waitForJob(job, () => {})
    },
    onSuccess: ({ result }) => toast.done(t('ownership.assignment.applied', { count: givenIn(result) })),
    onError: toast.problem,
    onSettled: () => void client.invalidateQueries({ queryKey: ['records'] }),
  })
  return (
    <p>
      <Button loading={apply.isPending} onClick={() => apply.mutate()}>
        {t('ownership.assignment.apply')}
      </Button>{' '}
      <span className={styles.hint}>{t('ownership.assignment.apply_hint')}</span>
    </p>
  )
}

function AbilitiesCard() {
  const { t } = useTranslation()
  const object = useObject('ability')
  const query = useList(object?.path ?? '', { sort: '-weight', limit: 200 }, { enabled: object !== undefined })
  if (!object) return null
  const tiers = new Map(object.fields.find(({ name }) => name === 'tiers')?.options?.map(({ key, label }) => [key, labelOf(label)]))
  return (
    <Card title={labelOf(object.plural_label)} note={t('ownership.assignment.abilities_note')} action={<Link to={`/${object.path}`}>{t('ownership.assignment.abilities_edit')}</Link>}>
      <Loaded query={query} lines={3} isEmpty={(data) => recordsOf(data).length === 0} empty={{ title: t('ownership.assignment.no_abilities'), hint: labelOf(object.empty_hint) }}>
        {(data) => (
          <div className={styles.box}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('ownership.person')}</th>
                  <th scope="col" className={styles.figure}>{t('ownership.weight')}</th>
                  <th scope="col">{t('ownership.assignment.knows')}</th>
                </tr>
              </thead>
              <tbody>
                {recordsOf(data).map((ability) => (
                  <tr key={ability.id}>
                    <th scope="row">
                      <Link to={`/${object.path}/${ability.id}`}>{namesOf([ability.person])[0]}</Link>
                    </th>
                    <td className={styles.figure}>{String(ability.weight)}</td>
                    <td className={styles.quiet}>
                      {[ability.is_paused === true ? t('ownership.assignment.paused') : '', ...wordsOf(ability.industries), ...wordsOf(ability.tiers).map((tier) => tiers.get(tier) ?? tier), ...wordsOf(ability.skills)].filter(Boolean).join(' · ')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
    </Card>
  )
}

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((each: unknown) => (typeof each === 'object' && each !== null && 'name' in each ? [String(each.name)] : [])) : []
}

function wordsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function givenIn(result: unknown): number {
  return typeof result === 'object' && result !== null && 'given' in result ? Number(result.given) : 0
}
