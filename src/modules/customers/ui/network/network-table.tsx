import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

import { useObject } from '../../../../web/client/metadata.tsx'
import { ScrollBox } from '../../../../web/kit/scroll-box.tsx'
import { customersPath } from '../customer-answer.ts'
import { optionOf } from '../part-card.tsx'
import { useKindLabel } from './kind-label.ts'
import styles from './network.module.css'

import type { RecordData, Reference } from '../../../../web/client/records.ts'
import type { CustomerNetwork, NetworkEdge } from '../../queries/customer-links.ts'

/** Every link as a sentence: who, how, to whom; the nearest first, then the people. */
export function NetworkTable({ network, contacts, customer }: { network: CustomerNetwork; contacts: RecordData[]; customer: Reference }) {
  const { t } = useTranslation()
  const kindLabel = useKindLabel()
  const contactObject = useObject('contact')
  const nodes = new Map(network.nodes.map((node) => [node.id, node]))
  const stepsOf = (edge: NetworkEdge) => Math.max(nodes.get(edge.from)?.steps ?? 0, nodes.get(edge.to)?.steps ?? 0)
  const edges = network.edges.toSorted((a, b) => stepsOf(a) - stepsOf(b))
  const named = (id: string) => (id === customer.id ? <strong>{customer.name}</strong> : <Link to={`/${customersPath}/${id}`}>{nodes.get(id)?.name}</Link>)
  return (
    <ScrollBox label={t('customers.network.table')} className={styles.tableBox}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('customers.network.from')}</th>
            <th scope="col">{t('customers.network.how')}</th>
            <th scope="col">{t('customers.network.to')}</th>
            <th scope="col">{t('customers.network.steps')}</th>
          </tr>
        </thead>
        <tbody>
          {edges.map((edge) => (
            <tr key={`${edge.from} ${edge.kind} ${edge.to}`}>
              <td>{named(edge.from)}</td>
              <td>{kindLabel(edge.kind)}</td>
              <td>{named(edge.to)}</td>
              <td>{stepsOf(edge)}</td>
            </tr>
          ))}
          {contactObject &&
            contacts.map((contact) => (
              <tr key={contact.id}>
                <td>
                  <Link to={`/${contactObject.path}/${contact.id}`}>{String(contact.name ?? '')}</Link>
                </td>
                <td>{[t('customers.network.contact'), String(contact.position ?? ''), optionOf(contactObject, contact, 'decision_role')].filter(Boolean).join(' · ')}</td>
                <td>{named(customer.id)}</td>
                <td>1</td>
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
