/** The network around a customer: a picture, and the same as a table for keys and for ears. */
import { Button, Modal } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { useLanguage } from '../../../../web/client/i18n.ts'
import { useObject } from '../../../../web/client/metadata.tsx'
import { Loaded } from '../../../../web/kit/card.tsx'
import { customersPath } from '../customer-answer.ts'
import { useKindLabel } from './kind-label.ts'
import { useNetwork } from './network-answer.ts'
import { NetworkTable } from './network-table.tsx'
import styles from './network.module.css'

import type { GraphEdge, GraphNode } from '../../../../web/kit/graph-canvas.tsx'
import type { RecordData, Reference } from '../../../../web/client/records.ts'
import type { CustomerNetwork } from '../../queries/customer-links.ts'

const GraphCanvas = lazy(async () => ({ default: (await import('../../../../web/kit/graph-canvas.tsx')).GraphCanvas }))

const first = 100
const most = 500

export function NetworkDialog({ customer, contacts, onClose }: { customer: Reference; contacts: RecordData[]; onClose(): void }) {
  const { t } = useTranslation()
  const [limit, setLimit] = useState(first)
  const answer = useNetwork(customer.id, limit)
  return (
    <Modal open centered width="min(1080px, 96vw)" title={t('customers.network.title', { name: customer.name })} footer={null} onCancel={onClose}>
      <Loaded query={answer} lines={8} isEmpty={(network) => network.edges.length === 0 && contacts.length === 0} empty={{ title: t('customers.network.empty'), hint: t('customers.network.empty_hint') }}>
        {(network) => (
          <>
            <Picture network={network} contacts={contacts} customer={customer} />
            {network.has_more && (
              <p className={styles.more} role="status">
                {t('customers.network.more', { count: network.nodes.length })}
                {limit < most && (
                  <Button size="small" loading={answer.isFetching} onClick={() => setLimit(most)}>
                    {t('customers.network.show_more')}
                  </Button>
                )}
              </p>
            )}
            <NetworkTable network={network} contacts={contacts} customer={customer} />
          </>
        )}
      </Loaded>
    </Modal>
  )
}

function Picture({ network, contacts, customer }: { network: CustomerNetwork; contacts: RecordData[]; customer: Reference }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const navigate = useNavigate()
  const contactPath = useObject('contact')?.path
  const kindLabel = useKindLabel()
  const people = new Set(contacts.map(({ id }) => id))
  const { nodes, edges } = useMemo(() => drawingOf(network, contacts, customer.id, kindLabel), [network, contacts, customer.id, kindLabel])
  return (
    <figure className={styles.picture}>
      <Suspense fallback={<div style={{ height: pictureHeight }} />}>
        <GraphCanvas
          key={language}
          label={t('customers.network.picture', { name: customer.name, count: nodes.length - 1 })}
          nodes={nodes}
          edges={edges}
          height={pictureHeight}
          onOpen={(id) => id !== customer.id && void navigate(people.has(id) ? `/${contactPath}/${id}` : `/${customersPath}/${id}`)}
        />
      </Suspense>
      <figcaption className={styles.legend}>
        <span>■ {t('customers.network.organisation')}</span>
        <span>● {t('customers.network.person')}</span>
        {contacts.length > 0 && <span>◆ {t('customers.network.contact')}</span>}
      </figcaption>
    </figure>
  )
}

const pictureHeight = 420

function drawingOf(network: CustomerNetwork, contacts: RecordData[], centre: string, kindLabel: (kind: string) => string): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const nodes: GraphNode[] = network.nodes.map((node) => ({ id: node.id, name: node.name, shape: node.kind === 'person' ? 'circle' : 'square', isCentre: node.steps === 0, isFar: node.steps === 2 }))
  const people: GraphNode[] = contacts.map((contact) => ({ id: contact.id, name: String(contact.name ?? ''), shape: 'diamond' }))
  return {
    nodes: [...nodes, ...people],
    edges: [
      ...network.edges.map((edge) => ({ from: edge.from, to: edge.to, label: kindLabel(edge.kind) })),
      ...contacts.map((contact) => ({ from: contact.id, to: centre, label: String(contact.position ?? '') })),
    ],
  }
}
