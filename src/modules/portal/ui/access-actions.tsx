/** The portal of one person, from the page of the contact: opened, withdrawn, and how much of the customer is seen. */
import { GlobalOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { api } from '../../../web/client/api.ts'
import { useObject } from '../../../web/client/metadata.tsx'
import { useToast } from '../../../web/kit/toast.tsx'
import { useIsPhone } from '../../../web/kit/use-media.ts'

import type { RecordData } from '../../../web/client/records.ts'

const path = '/portal-accesses'

/** @param field what of an access the person is: a contact, or the customer itself */
export function PortalAccessActions({ record, field, isPanel }: { record: RecordData; field: 'contact' | 'customer'; isPanel: boolean }) {
  const { t } = useTranslation()
  const object = useObject('portal_access')
  const isPhone = useIsPhone()
  const toast = useToast()
  const client = useQueryClient()
  const navigate = useNavigate()
  const queryKey = ['records', 'portal-accesses', 'of', field, record.id]
  const filter = field === 'contact' ? { contact: record.id } : { customer: record.id, contact: { is_empty: true } }
  const query = useQuery({ queryKey, queryFn: ({ signal }) => api.get<{ data: RecordData[] }>(path, { signal, query: { filter, limit: 1 } }), enabled: object !== undefined })
  const access = query.data?.data[0]
  if (!object?.can.create || !query.data || record.deleted_at) return null
  const act = async (work: () => Promise<unknown>, words: string, undo?: () => Promise<unknown>) => {
    try {
      await work()
      toast.done(words, undo ? { undo: () => void act(undo, t('portal.access_undone')) } : {})
    } catch (error) {
      toast.problem(error)
    }
    await client.invalidateQueries({ queryKey: ['records'] })
  }
  const withdraw = () => api.post(`${path}/${access?.id}/withdraw`)
  const invite = () => api.post(`${path}/${access?.id}/invite`)
  const see = (sees: unknown) => api.patch(`${path}/${access?.id}`, { sees })
  const open = () =>
    act(
      async () => {
        const made = access ? (await invite(), access) : await api.post<RecordData>(path, { [field]: record.id })
        client.setQueryData(queryKey, { data: [made] })
        opened.id = made.id
      },
      t('portal.access_opened'),
      () => api.post(`${path}/${opened.id}/withdraw`),
    )
  const opened = { id: '' }
  const isOpen = access?.status === 'active'
  const items = isOpen
    ? [
        ...(field === 'contact' ? [{ key: 'sees', label: t(access.sees === 'own' ? 'portal.sees_all' : 'portal.sees_own'), onClick: () => void act(() => see(access.sees === 'own' ? 'customer' : 'own'), t('portal.access_changed'), () => see(access.sees)) }] : []),
        { key: 'withdraw', danger: true, label: t('portal.withdraw'), onClick: () => void act(withdraw, t('portal.access_withdrawn'), invite) },
        { key: 'look', label: t('portal.look'), onClick: () => void navigate(`${path}/${access.id}`) },
      ]
    : [
        { key: 'open', label: t(access ? 'portal.open_again' : 'portal.open_access'), onClick: () => void open() },
        ...(access ? [{ key: 'look', label: t('portal.look'), onClick: () => void navigate(`${path}/${access.id}`) }] : []),
      ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button icon={<GlobalOutlined aria-hidden />} size={isPanel ? 'small' : 'middle'} aria-label={t('portal.access')} title={t('portal.access')}>
        {isPanel || isPhone ? null : t(isOpen ? 'portal.access_on' : 'portal.access')}
      </Button>
    </Dropdown>
  )
}
