/** Settings that are lists like any other: the list, one record of it, and on a phone the form of a new one. */
import { lazy } from 'react'

const ListPage = lazy(async () => ({ default: (await import('../records/list-page.tsx')).ListPage }))
const RecordPage = lazy(async () => ({ default: (await import('../records/record-page.tsx')).RecordPage }))
const FormPage = lazy(async () => ({ default: (await import('../records/form-page.tsx')).FormPage }))

export const DiscountLimits = ({ id }: { id?: string }) => <ListOrRecord path="discount-limits" id={id} />
export const PriceLists = ({ id }: { id?: string }) => <ListOrRecord path="price-lists" id={id} />
export const OrderKinds = ({ id }: { id?: string }) => <ListOrRecord path="order-kinds" id={id} />
export const CallQueues = ({ id }: { id?: string }) => <ListOrRecord path="call-queues" id={id} />
export const SlaPolicies = ({ id }: { id?: string }) => <ListOrRecord path="sla-policies" id={id} />

function ListOrRecord({ path, id }: { path: string; id?: string }) {
  if (id === 'new') return <FormPage path={path} />
  return id ? <RecordPage path={path} /> : <ListPage path={path} />
}
