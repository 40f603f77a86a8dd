import { create } from './builders.ts'
import type { Client } from './client.ts'

/**
 * One record of everything that a sale leaves behind, by the path of its object: from the opportunity to the matched payment.
 * @param client somebody who may do all of it
 */
export async function aWholeSale(client: Client, customer: string): Promise<Record<string, any>> {
  const act = async (path: string, id: string, action: string, input: object = {}) => {
    const { status, text, body } = await client.post(`/api/v1/${path}/${id}/${action}`, input)
    if (status !== 200) throw new Error(`${path} ${action} answered ${status}: ${text}`)
    return body
  }
  const product = await create(client, 'products', { name: '大床房', code: `KF-${customer.slice(-8)}`, price: '880', cost: '300' })
  const list = await create(client, 'price-lists', { name: '协议价', customers: [customer] })
  const price = await create(client, 'prices', { product: product.id, price_list: list.id, price: '800', from_on: '2026-01-01' })
  const campaign = await create(client, 'campaigns', { name: `春季推介会 ${customer.slice(-8)}` })
  const opportunity = await create(client, 'opportunities', { name: '年会', customer, amount: '8000', campaign: campaign.id })
  const competitor = await create(client, 'competitors', { name: `对手 ${customer.slice(-8)}` })
  const met = await create(client, 'opportunity-competitors', { opportunity: opportunity.id, competitor: competitor.id })
  const lines = [{ product: product.id, quantity: 10 }]
  const quote = await create(client, 'quotes', { name: '年会报价', customer, opportunity: opportunity.id, lines })
  const contract = await create(client, 'contracts', { name: '年会合同', customer, lines })
  const order = await create(client, 'orders', { customer, quote: quote.id, lines })
  const instalment = await create(client, 'instalments', { order: order.id, due_on: '2026-06-01', amount: '100' })
  for (const step of ['confirm', 'start_production', 'finish_production', 'await_payment']) await act('orders', order.id, step)
  await act('orders', order.id, 'mark_paid', { note: '线下收讫' })
  await act('orders', order.id, 'ship', { carrier: '顺丰' })
  const [shipment] = await client.list('shipments', { filter: { order: order.id } })
  const claim = await create(client, 'claims', { order: order.id, description: '破损' })
  const { id: invoice } = await act('orders', order.id, 'invoice')
  await act('invoices', invoice, 'issue')
  const receipt = await create(client, 'receipts', { customer, amount: '100' })
  await act('receipts', receipt.id, 'match')
  const [match] = await client.list('receipt-matches', { filter: { receipt: receipt.id } })
  const purchase = await create(client, 'purchases', { supplier: customer, lines: [{ name: '布草', quantity: 1, price: '9' }] })
  return {
    products: product, 'price-lists': list, prices: price, campaigns: campaign, opportunities: opportunity, competitors: competitor, 'opportunity-competitors': met, quotes: quote, contracts: contract,
    orders: order, instalments: instalment, shipments: shipment, claims: claim, invoices: { id: invoice }, receipts: receipt, 'receipt-matches': match, purchases: purchase,
  }
}

/** An approval that waits: a credit limit that was asked for. */
export async function anApproval(client: Client, customer: string): Promise<any> {
  const { status, text, body } = await client.post(`/api/v1/customers/${customer}/request-credit-limit`, { credit_limit: '500000' })
  if (status !== 200 || !body.needed) throw new Error(`Asking for a limit answered ${status}: ${text}`)
  return body
}
