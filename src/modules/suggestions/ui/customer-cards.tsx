import { ListsCard } from './lists-card.tsx'
import { NextCard } from './next-card.tsx'

/** What to offer, on the page of a customer. */
export function CustomerCards({ customer }: { customer: string }) {
  return (
    <>
      <NextCard customer={customer} />
      <ListsCard customer={customer} />
    </>
  )
}
