/** Two larger views of what the page shows as lists: the network around the customer, and its people by level. Which one is open stands in the address. */
import { ApartmentOutlined, NodeIndexOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'

import type { RecordData, Reference } from '../../../web/client/records.ts'

// Opened by a click: the page is there sooner without them.
const NetworkDialog = lazy(async () => ({ default: (await import('./network/network-dialog.tsx')).NetworkDialog }))
const PeopleDialog = lazy(async () => ({ default: (await import('./network/people-dialog.tsx')).PeopleDialog }))

type Shown = 'network' | 'people'

function useShown(): [Shown | undefined, (shown: Shown | undefined) => void] {
  const [parameters, setParameters] = useSearchParams()
  const asked = parameters.get('show')
  const show = (shown: Shown | undefined) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before)
        if (shown) after.set('show', shown)
        else after.delete('show')
        return after
      },
      { replace: true },
    )
  return [asked === 'network' || asked === 'people' ? asked : undefined, show]
}

export function NetworkButton() {
  const { t } = useTranslation()
  const [, show] = useShown()
  const label = t('customers.network.open')
  return <Button size="small" type="text" icon={<NodeIndexOutlined aria-hidden />} aria-label={label} title={label} onClick={() => show('network')} />
}

export function PeopleButton() {
  const { t } = useTranslation()
  const [, show] = useShown()
  const label = t('customers.people.open')
  return <Button size="small" type="text" icon={<ApartmentOutlined aria-hidden />} aria-label={label} title={label} onClick={() => show('people')} />
}

export function CustomerViews({ record, contacts, customer }: { record: RecordData; contacts: RecordData[]; customer: Reference }) {
  const [shown, show] = useShown()
  const close = () => show(undefined)
  return (
    <Suspense fallback={null}>
      {shown === 'network' && <NetworkDialog customer={customer} contacts={contacts} onClose={close} />}
      {shown === 'people' && <PeopleDialog record={record} contacts={contacts} customer={customer} onClose={close} />}
    </Suspense>
  )
}
