import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Checkbox, Radio, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'

import { api } from '../../../web/client/api.ts'
import { fetchList, keys } from '../../../web/client/records.ts'
import { Card, Loaded } from '../../../web/kit/card.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import styles from './account.module.css'

interface Rules {
  second_factor: 'optional' | 'roles' | 'everybody'
  second_factor_roles: string[]
  is_password_off_with_sso: boolean
}

const rulesKey = ['account', 'rules']

/** What the company demands. A change is in force at once, for those who are signed in as well. */
export function RulesCard() {
  const { t } = useTranslation()
  const id = useId()
  const client = useQueryClient()
  const toast = useToast()
  const rules = useQuery({ queryKey: rulesKey, queryFn: ({ signal }) => api.get<Rules>('/sign-in-rules', { signal }) })
  const roles = useRoles()
  const change = async (changed: Partial<Rules>) => {
    client.setQueryData<Rules>(rulesKey, (before) => before && { ...before, ...changed })
    try {
      await api.patch<Rules>('/sign-in-rules', changed)
      toast.done(t('security.changed'))
      // It may now be demanded of whoever demanded it.
      await client.invalidateQueries({ queryKey: ['session'] })
    } catch (error) {
      toast.problem(error)
      await rules.refetch()
    }
  }
  return (
    <Card title={t('security.rules')}>
      <Loaded query={rules} lines={4}>
        {(data) => (
          <div className={styles.form}>
            <span id={id} className={styles.label}>{t('security.second_factor')}</span>
            <Radio.Group className={styles.choices} aria-labelledby={id} value={data.second_factor} onChange={(event) => void change({ second_factor: event.target.value })}>
              <Radio value="optional">{t('security.factor_optional')}</Radio>
              <Radio value="roles">{t('security.factor_roles')}</Radio>
              <Radio value="everybody">{t('security.factor_everybody')}</Radio>
            </Radio.Group>
            {data.second_factor === 'roles' && (
              <Select mode="multiple" aria-label={t('security.factor_roles')} options={roles} value={data.second_factor_roles} onChange={(second_factor_roles: string[]) => void change({ second_factor_roles })} optionFilterProp="label" />
            )}
            <p className={styles.note}>{t('security.factor_hint')}</p>
            <Checkbox className={styles.gap} checked={data.is_password_off_with_sso} onChange={(event) => void change({ is_password_off_with_sso: event.target.checked })}>
              {t('security.password_off')}
            </Checkbox>
            <p className={styles.note}>{t('security.password_off_hint')}</p>
          </div>
        )}
      </Loaded>
    </Card>
  )
}

export function useRoles(): { value: string; label: string }[] {
  const query = { limit: 200, sort: 'name' }
  const found = useQuery({ queryKey: [...keys.lists('roles'), 'picker', query], queryFn: ({ signal }) => fetchList('roles', query, { signal }) })
  return (found.data?.data ?? []).map((role) => ({ value: role.id, label: String(role.name) }))
}
