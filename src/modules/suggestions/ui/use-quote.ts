import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'

import { useRecordAction } from '../../../web/client/records.ts'
import { useToast } from '../../../web/kit/toast.tsx'

interface Wanted {
  lines: { product: string; quantity: number }[]
  list?: string
}

/** A draft of a quote with these lines, opened. */
export function useQuote(customer: string) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const quote = useRecordAction('customers', 'quote-products')
  return {
    isPending: quote.isPending,
    make: (wanted: Wanted) =>
      quote.mutate({ id: customer, body: { ...wanted } }, {
        onSuccess: ({ id, number }) => {
          toast.done(t('suggestions.quoted', { number: String(number) }))
          void navigate(`/quotes/${id}`)
        },
        onError: toast.problem,
      }),
  }
}
